import type { GraphLayout, GraphShape } from './layout/graphLayout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Where an arrow key leads from a vertex: right along an edge to what it feeds, left to what feeds it, up and down to its
 * neighbour of the same rank. Of several, the one that is nearest in height. Null: nowhere.
 */
export function travel(from: string, direction: Direction, { edges }: GraphShape, { vertices }: GraphLayout): string | null {
  const here = vertices[from];
  if (here === undefined) return null;
  const place = (id: string) => vertices[id] ?? here;
  const distance = (id: string): number => Math.abs(place(id).y - here.y);
  const nearest = (ids: readonly string[]): string | null => [...ids].sort((a, b) => distance(a) - distance(b))[0] ?? null;
  switch (direction) {
    case 'right':
      return nearest(edges.filter(([source, target]) => source === from && target !== from).map(([, target]) => target));
    case 'left':
      return nearest(edges.filter(([source, target]) => target === from && source !== from).map(([source]) => source));
    case 'up':
      return nearest(sameRank(from, vertices).filter((id) => place(id).y < here.y));
    case 'down':
      return nearest(sameRank(from, vertices).filter((id) => place(id).y > here.y));
  }
}

const sameRank = (from: string, vertices: GraphLayout['vertices']): readonly string[] =>
  Object.keys(vertices).filter((id) => id !== from && vertices[id]?.x === vertices[from]?.x);
