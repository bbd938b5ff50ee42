import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

export interface Range {
  readonly from: Millis;
  readonly to: Millis;
}

/** The last `minutes` that are over, in whole periods. */
export function rangeOf(now: Millis, minutes: number, period: Millis): Range {
  const to = Math.floor(now / MINUTE) * MINUTE;
  return { from: millis(Math.floor((to - minutes * MINUTE) / period) * period), to: millis(to) };
}

/** One point per period of the range; a period without a value is a gap. */
export function onGrid(points: readonly Point[], { from, to }: Range, period: Millis): Point[] {
  const values = new Map(points.map(([at, value]) => [Math.floor(at / period) * period, value]));
  const grid: Point[] = [];
  for (let at = from; at < to; at = millis(at + period)) grid.push([at, values.get(at) ?? null]);
  return grid;
}

/** Several series as one: the largest value of each moment. */
export function largest(series: readonly (readonly Point[])[]): Point[] {
  const values = new Map<Millis, number | null>();
  for (const points of series) {
    for (const [at, value] of points) {
      const known = values.get(at) ?? null;
      values.set(at, value === null ? known : Math.max(value, known ?? value));
    }
  }
  return [...values].sort(([a], [b]) => a - b);
}
