import type { GraphLayout, Place } from '../layout/graphLayout.ts';
import { NODE } from '../layout/graphLayout.ts';

/** Where the graph's origin is on the stage, in pixels, and how much it is magnified. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Box extends Place, Size {}

/** How much a card can say: all; its name and what it mostly does; its colour. */
export type Level = 'near' | 'middle' | 'far';

/** Room for the bottleneck's badge above, and for the buttons below. */
export const ROOM = { top: 24, right: 24, bottom: 52, left: 24 } as const;
export const ZOOM = { most: 1.6, whole: 1, step: 1.3 } as const;
/** From this zoom on a card's print can be read; from the smaller one its name, in print of its own. */
export const READABLE = 0.5;
const NAMED = 0.26;
/** At which a vertex is shown that was asked for. */
export const COMFORTABLE = 0.75;
const MARGIN = 24;

export const levelOf = (k: number): Level => (k >= READABLE ? 'near' : k >= NAMED ? 'middle' : 'far');

/** The whole graph, in the middle. */
export function wholeView({ width, height }: Size, stage: Size): View {
  const room = { width: stage.width - ROOM.left - ROOM.right, height: stage.height - ROOM.top - ROOM.bottom };
  const k = Math.min(ZOOM.whole, room.width / Math.max(1, width), room.height / Math.max(1, height));
  return {
    k: Math.max(k, 0.01),
    x: ROOM.left + (room.width - width * k) / 2,
    y: ROOM.top + (room.height - height * k) / 2,
  };
}

/** A vertex in the middle, at a zoom. */
export const centredView = ({ x, y }: Place, { width, height }: Size, k: number): View => ({
  k,
  x: width / 2 - (x + NODE.width / 2) * k,
  y: (ROOM.top + height - ROOM.bottom) / 2 - (y + NODE.height / 2) * k,
});

/** What a graph opens with: all of it, or the vertex that matters where the names of all cannot be read. */
export function firstView(layout: GraphLayout, stage: Size, bottleneck: string | null): View {
  const whole = wholeView(layout, stage);
  if (levelOf(whole.k) !== 'far') return whole;
  const known = bottleneck === null ? undefined : layout.vertices[bottleneck];
  return known === undefined ? whole : within(centredView(known, stage, COMFORTABLE), layout, stage);
}

/** Moved so that no room is wasted beside a graph that is larger than the stage. */
export function within(view: View, { width, height }: Size, stage: Size): View {
  const along = (at: number, size: number, room: number, before: number, after: number): number =>
    size <= room - before - after ? at : Math.min(before, Math.max(room - after - size, at));
  return {
    k: view.k,
    x: along(view.x, width * view.k, stage.width, ROOM.left, ROOM.right),
    y: along(view.y, height * view.k, stage.height, ROOM.top, ROOM.bottom),
  };
}

/** Moved so that a vertex lies on the stage as a whole; the same view where it does. */
export function revealing(view: View, place: Place, stage: Size): View {
  const right = into(place.x * view.k + view.x, NODE.width * view.k, stage.width);
  const down = into(place.y * view.k + view.y, NODE.height * view.k, stage.height);
  return right === 0 && down === 0 ? view : { ...view, x: view.x + right, y: view.y + down };
}

/** How far to move what starts at `start` so that it lies within 0…`room`, with a margin; 0 when it does. */
function into(start: number, size: number, room: number): number {
  if (start < 0) return MARGIN - start;
  return start + size > room ? room - size - MARGIN - start : 0;
}

/** Magnified about a point of the stage, which stays where it is. */
export function zoomedAt({ x, y, k }: View, by: number, at: Place, least: number): View {
  const next = Math.min(ZOOM.most, Math.max(least, k * by));
  return { k: next, x: at.x - ((at.x - x) / k) * next, y: at.y - ((at.y - y) / k) * next };
}

/** The part of the graph that is on the stage, and so much more of it on each side. */
export function boxInView({ x, y, k }: View, { width, height }: Size, more = 0): Box {
  const [w, h] = [width / k, height / k];
  return { x: -x / k - w * more, y: -y / k - h * more, width: w * (1 + 2 * more), height: h * (1 + 2 * more) };
}

export const holds = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const meets = (box: Box, { x, y }: Place, { width, height }: Size = NODE): boolean =>
  x < box.x + box.width && x + width > box.x && y < box.y + box.height && y + height > box.y;

/** The ids whose places meet a box, the nearest to its middle first, as many as wanted. */
export function idsIn(box: Box, { vertices }: GraphLayout, most: number): readonly string[] {
  const middle = { x: box.x + box.width / 2 - NODE.width / 2, y: box.y + box.height / 2 - NODE.height / 2 };
  const away = ({ x, y }: Place): number => (x - middle.x) ** 2 + (y - middle.y) ** 2;
  const found = Object.entries(vertices).filter(([, place]) => meets(box, place));
  if (found.length > most) found.sort(([, a], [, b]) => away(a) - away(b));
  return found.slice(0, most).map(([id]) => id);
}

/** The vertex at a point of the stage. */
export function idAt({ x, y, k }: View, { vertices }: GraphLayout, at: Place): string | null {
  const point = { x: (at.x - x) / k, y: (at.y - y) / k };
  const hit = Object.entries(vertices).find(
    ([, place]) =>
      point.x >= place.x && point.x <= place.x + NODE.width && point.y >= place.y && point.y <= place.y + NODE.height,
  );
  return hit?.[0] ?? null;
}
