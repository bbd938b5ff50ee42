import type { Links } from './acyclic.ts';

/**
 * The layer of each vertex of a graph without loops, from 0 on: edges lead to a later layer. First each as early as it can be
 * (longest path), then those with more edges to what they feed than from what feeds them as late as they can be, which makes the
 * long edges short (the aim of Gansner et al. 1993, 2.3, without the network simplex: a job's graph is narrow and long).
 */
export function layersOf({ size, edges }: Links): Int32Array {
  const before: number[][] = Array.from({ length: size }, () => []);
  const after: number[][] = Array.from({ length: size }, () => []);
  for (const [from, to] of edges) {
    after[from]?.push(to);
    before[to]?.push(from);
  }
  const order = inOrder(before, after);
  const layer = new Int32Array(size);
  const at = (vertex: number): number => layer[vertex] ?? 0;
  for (const vertex of order) layer[vertex] = Math.max(0, ...(before[vertex] ?? []).map((each) => at(each) + 1));
  for (const vertex of [...order].reverse()) {
    const next = after[vertex] ?? [];
    if (next.length > (before[vertex]?.length ?? 0)) layer[vertex] = Math.min(...next.map(at)) - 1;
  }
  return layer;
}

/** Each vertex after all that feed it. */
function inOrder(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): readonly number[] {
  const waits = before.map((each) => each.length);
  const order = waits.flatMap((count, vertex) => (count === 0 ? [vertex] : []));
  for (const vertex of order)
    for (const next of after[vertex] ?? []) {
      waits[next] = (waits[next] ?? 0) - 1;
      if (waits[next] === 0) order.push(next);
    }
  return order;
}
