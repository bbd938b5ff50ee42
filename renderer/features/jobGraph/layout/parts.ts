import type { GraphShape } from './graphLayout.ts';

/** The parts of a graph that no edge joins, in the order of their first vertices, without edges that lead nowhere. */
export function partsOf({ vertices, edges }: GraphShape): readonly GraphShape[] {
  const number = new Map(vertices.map((id, i) => [id, i]));
  const root = vertices.map((_, i) => i);
  const find = (vertex: number): number => {
    let at = vertex;
    for (let up = root[at] ?? at; up !== at; up = root[at] ?? at) {
      root[at] = root[up] ?? up;
      at = root[at] ?? at;
    }
    return at;
  };
  const real = edges.filter(([from, to]) => from !== to && number.has(from) && number.has(to));
  for (const [from, to] of real) {
    const [a, b] = [find(number.get(from) ?? 0), find(number.get(to) ?? 0)];
    // The first vertex of a part stands for it.
    if (a !== b) root[Math.max(a, b)] = Math.min(a, b);
  }
  const parts = new Map<number, { vertices: string[]; edges: (readonly [string, string])[] }>();
  vertices.forEach((id, i) => {
    const part = parts.get(find(i)) ?? { vertices: [], edges: [] };
    part.vertices.push(id);
    parts.set(find(i), part);
  });
  for (const edge of real) parts.get(find(number.get(edge[0]) ?? 0))?.edges.push(edge);
  return [...parts.values()];
}
