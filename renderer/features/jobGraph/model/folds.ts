import type { GraphShape } from '../layout/graphLayout.ts';
import { reach } from './reach.ts';

/** Vertices that are drawn as one. */
export interface Fold {
  /** Never the id of a vertex, and the same for the same vertices. */
  readonly id: string;
  readonly title: string;
  readonly members: readonly string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const foldOf = (kind: string, title: string, members: readonly string[]): Fold => ({
  id: `${kind}:${members[0] ?? ''}+${members.length}`,
  title,
  members,
});

/** Linear runs: each feeds the next alone, and is fed by the one before alone. */
export function chainFolds({ vertices, edges }: GraphShape, vertexOf: (id: string) => Named | undefined): readonly Fold[] {
  const after = new Map<string, string[]>();
  const before = new Map<string, string[]>();
  for (const [from, to] of edges) {
    if (from === to) continue;
    after.set(from, [...(after.get(from) ?? []), to]);
    before.set(to, [...(before.get(to) ?? []), from]);
  }
  const only = (others: readonly string[] | undefined): string | undefined => (others?.length === 1 ? others[0] : undefined);
  /** The next link, when neither end of the edge has another. */
  const link = (from: string): string | undefined => {
    const to = only(after.get(from));
    return to !== undefined && only(before.get(to)) === from ? to : undefined;
  };
  const inside = new Set(vertices.flatMap((id) => link(id) ?? []));
  return vertices.flatMap((first) => {
    if (inside.has(first)) return [];
    const members = [first];
    for (let next = link(first); next !== undefined && next !== first; next = link(next)) members.push(next);
    if (members.length < 2) return [];
    const ends = [first, members.at(-1) ?? first].map((id) => vertexOf(id)?.name ?? id);
    return [foldOf('chain', `${ends[0]} … ${ends[1]}`, members)];
  });
}

/** `Source: orders-3 -> Parse` → `Source: orders`: the name of the first operator without what numbers it. */
export const stemOf = (name: string): string => {
  const first = name.split(' -> ')[0] ?? name;
  return first.replace(/(?:[\s\-_#.:([]*\d+[\])]*)+$/, '').trim() || first;
};

/** Vertices whose names differ in their numbers alone. */
export function nameFolds(vertices: readonly Named[]): readonly Fold[] {
  const groups = new Map<string, string[]>();
  for (const { id, name } of vertices) {
    const stem = stemOf(name);
    groups.set(stem, [...(groups.get(stem) ?? []), id]);
  }
  return [...groups].flatMap(([stem, members]) => (members.length < 2 ? [] : [foldOf('name', stem, members)]));
}

/** Everything before or after a vertex, without itself; null where there is not more than one. */
export function sideFold(shape: GraphShape, of: Named, side: 'upstream' | 'downstream'): Fold | null {
  const reached = reach(shape, of.id, side);
  const members = shape.vertices.filter((id) => id !== of.id && reached.has(id));
  return members.length < 2 ? null : foldOf(side, `${side === 'upstream' ? 'Upstream' : 'Downstream'} of ${of.name}`, members);
}

/** With a fold added: the vertices of what it overlaps go into it, for nothing can be drawn in two places. */
export function withFold(folds: readonly Fold[], fold: Fold): readonly Fold[] {
  const taken = new Set(fold.members);
  const rest = folds.flatMap((each) => {
    const members = each.members.filter((id) => !taken.has(id));
    if (members.length === each.members.length) return [each];
    return members.length < 2 ? [] : [{ ...each, id: `${each.id}-${members.length}`, members }];
  });
  return [...rest, fold];
}
