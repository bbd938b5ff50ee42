import type { Point } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';

/**
 * Fewer points for the same picture: of each of `columns` equal stretches of the range, the first, lowest, highest and last value and the
 * first gap. Spikes and gaps stay; what is drawn within the same pixel goes. Cutting what is cut already changes nothing.
 */
export function cutToColumns(
  points: readonly Point[],
  { from, to }: { readonly from: Millis; readonly to: Millis },
  columns: number,
): Point[] {
  const width = (to - from) / columns;
  if (!(width > 0)) return [...points];
  const kept: Point[] = [];
  let start = 0;
  while (start < points.length) {
    const column = columnOf(points[start], from, width);
    let end = start + 1;
    while (end < points.length && columnOf(points[end], from, width) === column) end += 1;
    keepOf(points, start, end, kept);
    start = end;
  }
  return kept;
}

const columnOf = (point: Point | undefined, from: Millis, width: number): number =>
  point === undefined ? -1 : Math.floor((point[0] - from) / width);

/** Appends what is kept of the points `[start, end)`, which are of one column. */
function keepOf(points: readonly Point[], start: number, end: number, kept: Point[]): void {
  let [first, lowest, highest, last, gap] = [-1, -1, -1, -1, -1];
  let [low, high] = [Infinity, -Infinity];
  for (let i = start; i < end; i += 1) {
    const value = points[i]?.[1] ?? null;
    if (value === null) {
      if (gap < 0) gap = i;
      continue;
    }
    if (first < 0) first = i;
    last = i;
    if (value < low) [low, lowest] = [value, i];
    if (value > high) [high, highest] = [value, i];
  }
  const chosen = [...new Set([first, lowest, highest, last, gap])].filter((i) => i >= 0).sort((a, b) => a - b);
  for (const i of chosen) {
    const point = points[i];
    if (point !== undefined) kept.push(point);
  }
}
