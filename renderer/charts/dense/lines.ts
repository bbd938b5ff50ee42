import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';

/** One line of a dense chart. A null is a gap; so is more time between two points than their spacing explains. */
export interface DenseLine {
  readonly name: string;
  readonly points: readonly Point[];
  /** Between points, before any were left out. */
  readonly period: Millis;
  /** The longest time between two neighbours that belong together. */
  readonly spacing: Millis;
}

/** Lines side by side, as uPlot draws them: `undefined` where only another line has a point, null where a line breaks. */
export interface Columns {
  readonly at: number[];
  readonly values: readonly (number | null | undefined)[][];
  /** Of each line the places of points without a neighbour: as a line they would not be seen. */
  readonly lone: readonly (readonly number[])[];
}

/** Points that were cut to the columns of a drawing stand at most so many columns apart. */
const CUT_SPACING = 2.5;

/** The longest time between two points of a line that is no gap: of a line that was cut, a few points of each column were kept. */
export const spacingOf = (period: Millis, isCut: boolean, { from, to }: TimeRange, columns: number): Millis =>
  millis(Math.max(1.5 * period, isCut ? period + (CUT_SPACING * (to - from)) / columns : 0));

export function alignLines(lines: readonly DenseLine[]): Columns {
  const broken = lines.map(withBreaks);
  const at = moments(broken);
  const values = broken.map((points) => spread(points, at));
  return { at, values, lone: values.map(loneOnes) };
}

/** A null of its own in each gap that has none. */
function withBreaks({ points, spacing }: DenseLine): readonly Point[] {
  const made: Point[] = [];
  let before: Point | undefined;
  for (const point of points) {
    if (before !== undefined && point[0] - before[0] > spacing && before[1] !== null)
      made.push([((before[0] + point[0]) / 2) as Millis, null]);
    made.push(point);
    before = point;
  }
  return made;
}

function moments(lines: readonly (readonly Point[])[]): number[] {
  const [only] = lines;
  if (lines.length === 1 && only !== undefined) return only.map(([at]) => at);
  const all = Float64Array.from(lines.flatMap((points) => points.map(([at]) => at))).sort();
  const each: number[] = [];
  for (const at of all) if (at !== each.at(-1)) each.push(at);
  return each;
}

function spread(points: readonly Point[], at: readonly number[]): (number | null | undefined)[] {
  let next = 0;
  return at.map((moment) => {
    const point = points[next];
    if (point === undefined || point[0] !== moment) return undefined;
    next += 1;
    return point[1];
  });
}

function loneOnes(values: readonly (number | null | undefined)[]): readonly number[] {
  const lone: number[] = [];
  let before: number | null = null;
  let beforeAt = -1;
  let joined = false;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (value === undefined) continue;
    if (value === null) {
      if (before !== null && !joined) lone.push(beforeAt);
      joined = false;
    } else if (before !== null) joined = true;
    before = value;
    beforeAt = i;
  }
  if (before !== null && !joined) lone.push(beforeAt);
  return lone;
}

/** The value of a line nearest to a moment, where one is within `reach`; null in a gap. */
export function valueAt(points: readonly Point[], at: Millis, reach: Millis): number | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [after, before] = [points[low], points[low - 1]];
  const nearest = after === undefined || (before !== undefined && at - before[0] <= after[0] - at) ? before : after;
  return nearest !== undefined && Math.abs(nearest[0] - at) <= reach ? nearest[1] : null;
}
