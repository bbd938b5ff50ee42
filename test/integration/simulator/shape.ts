/** The shape of an answer: what keys it has and what kind of value is below each, over all elements of a list. */
type Shape =
  | { readonly kind: 'nothing' | 'text' | 'number' | 'truth' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Shape> };

const NOTHING: Shape = { kind: 'nothing' };

/** Ids that are keys are the same key to us: tasks of a checkpoint come by vertex. */
const keyOf = (key: string): string => (/^[0-9a-f]{32}$/.test(key) ? ':id' : key);

function shapeOf(value: unknown): Shape {
  if (value === null || value === undefined) return NOTHING;
  // Flink writes a figure that it does not have as a text.
  if (typeof value === 'number' || value === 'NaN') return { kind: 'number' };
  if (typeof value === 'boolean') return { kind: 'truth' };
  if (Array.isArray(value)) return { kind: 'list', of: value.map(shapeOf).reduce(merge, NOTHING) };
  if (typeof value !== 'object') return { kind: 'text' };
  const members = new Map<string, Shape>();
  for (const [key, member] of Object.entries(value))
    members.set(keyOf(key), merge(members.get(keyOf(key)) ?? NOTHING, shapeOf(member)));
  return { kind: 'object', members };
}

function merge(a: Shape, b: Shape): Shape {
  if (a.kind === 'nothing') return b;
  if (b.kind === 'nothing' || a.kind !== b.kind) return a;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: merge(a.of, b.of) };
  if (a.kind === 'object' && b.kind === 'object') {
    const members = new Map(a.members);
    for (const [key, member] of b.members) members.set(key, merge(members.get(key) ?? NOTHING, member));
    return { kind: 'object', members };
  }
  return a;
}

/** What differs between two answers, path by path; empty when they have the same shape. Nothing fits everything. */
export const differences = (recorded: unknown, ours: unknown): string[] => compare(shapeOf(recorded), shapeOf(ours), '$');

function compare(recorded: Shape, ours: Shape, path: string): string[] {
  if (recorded.kind === 'nothing' || ours.kind === 'nothing') return [];
  if (recorded.kind !== ours.kind) return [`${path}: ${ours.kind} instead of ${recorded.kind}`];
  if (recorded.kind === 'list' && ours.kind === 'list') return compare(recorded.of, ours.of, `${path}[]`);
  if (recorded.kind !== 'object' || ours.kind !== 'object') return [];
  const keys = new Set([...recorded.members.keys(), ...ours.members.keys()]);
  return [...keys].flatMap((key) => {
    const [before, after] = [recorded.members.get(key), ours.members.get(key)];
    if (before === undefined) return [`${path}.${key}: not recorded`];
    return after === undefined ? [`${path}.${key}: missing`] : compare(before, after, `${path}.${key}`);
  });
}
