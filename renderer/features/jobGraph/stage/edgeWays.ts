import type { GraphLayout, Place } from '../layout/graphLayout.ts';
import { GAP, NODE, TURN, edgeId } from '../layout/graphLayout.ts';

/** A piece of an edge: a straight line, or a cubic curve with its two control points. */
export interface Piece {
  readonly to: Place;
  readonly bend: readonly [Place, Place] | null;
}

export interface Way {
  readonly start: Place;
  readonly pieces: readonly Piece[];
  /** From a later layer to an earlier one, or to itself: a loop of the job. */
  readonly leadsBack: boolean;
}

/** So far beneath a vertex runs an edge that leads back. */
const LANE = GAP.within / 2;

/** The way of an edge: out of a vertex to the right, through its places, into the next from the left; null where an end is unknown. */
export function wayOf(from: string, to: string, { vertices, edges }: GraphLayout): Way | null {
  const [a, b] = [vertices[from], vertices[to]];
  if (a === undefined || b === undefined) return null;
  const via = edges[edgeId(from, to)] ?? [];
  const start = { x: a.x + NODE.width, y: a.y + NODE.height / 2 };
  const end = { x: b.x, y: b.y + NODE.height / 2 };
  if (b.x > a.x) {
    let last: Place = start;
    const pieces = via.flatMap((place): Piece[] => {
      const curve = curved(last, place);
      last = { x: place.x + NODE.width, y: place.y };
      return [curve, straight(last)];
    });
    return { start, pieces: [...pieces, curved(last, end)], leadsBack: false };
  }
  const below = (place: Place, x: number): Place => ({ x, y: place.y + NODE.height + LANE });
  const leave = below(a, a.x + NODE.width);
  const enter = below(b, b.x);
  const pieces: Piece[] = [turned(start, leave, TURN), straight(below(a, a.x))];
  let last = below(a, a.x);
  for (const place of via) {
    pieces.push(curved(last, { x: place.x + NODE.width, y: place.y }), straight(place));
    last = place;
  }
  if (from !== to) pieces.push(curved(last, below(b, b.x + NODE.width)), straight(enter));
  pieces.push(turned(enter, end, -TURN));
  return { start, pieces, leadsBack: true };
}

const straight = (to: Place): Piece => ({ to, bend: null });

/** Leaves and arrives horizontally. */
function curved(from: Place, to: Place): Piece {
  const half = (to.x - from.x) / 2;
  return {
    to,
    bend: [
      { x: from.x + half, y: from.y },
      { x: to.x - half, y: to.y },
    ],
  };
}

const turned = (from: Place, to: Place, by: number): Piece => ({
  to,
  bend: [
    { x: from.x + by, y: from.y },
    { x: to.x + by, y: to.y },
  ],
});

/** A point of the way's first piece, 0…1 along it: between the layers, where no vertex is. */
export function pointOf({ start, pieces }: Way, along: number): Place {
  const piece = pieces[0];
  if (piece === undefined || piece.bend === null) return start;
  const [first, second] = piece.bend;
  const [t, u] = [along, 1 - along];
  const at = (axis: 'x' | 'y'): number =>
    u ** 3 * start[axis] + 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis] + t ** 3 * piece.to[axis];
  return { x: at('x'), y: at('y') };
}

/** The box around a way. */
export function boxOf({ start, pieces }: Way) {
  const points = [start, ...pieces.flatMap(({ to, bend }) => (bend === null ? [to] : [...bend, to]))];
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
