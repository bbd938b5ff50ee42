import type { GraphShape } from '../layout/graphLayout.ts';

/** Which way to look from a vertex: to what feeds it, to what it feeds, or both. */
export type Side = 'upstream' | 'downstream' | 'both';

/** Every vertex that can be reached from one by its edges, itself included; loops are walked once. */
export function reach({ edges }: GraphShape, from: string, side: Side): ReadonlySet<string> {
  if (side === 'both') return new Set([...walk(nextOf(edges, 'upstream'), from), ...walk(nextOf(edges, 'downstream'), from)]);
  return walk(nextOf(edges, side), from);
}

function walk(next: ReadonlyMap<string, readonly string[]>, from: string): ReadonlySet<string> {
  const seen = new Set([from]);
  // A set is walked in the order of insertion, also of what is inserted meanwhile.
  for (const vertex of seen) for (const each of next.get(vertex) ?? []) seen.add(each);
  return seen;
}

function nextOf(edges: GraphShape['edges'], side: 'upstream' | 'downstream'): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const [from, to] of edges) {
    const [at, other] = side === 'downstream' ? [from, to] : [to, from];
    const others = next.get(at);
    if (others === undefined) next.set(at, [other]);
    else others.push(other);
  }
  return next;
}
