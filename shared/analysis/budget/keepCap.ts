import { HOURS_A_MONTH } from './price.ts';

/** The slowest that the cap makes us: beyond that it cannot be kept, and the forecast says so. Figures of a minute then come every 2 h 24 min. */
export const MOST_SLOWDOWN = 144;

export interface Spending {
  /** Dollars an hour that polls would cost at their native rate. */
  readonly native: number;
  /** Dollars that queries of the user have cost in the last 30 days. */
  readonly queries: number;
}

/**
 * How many times slower paid polls must be for the month's forecast to meet the cap: what the user's own queries have cost is gone, the
 * rest is for the polls. 1 without a cap, or below it.
 */
export function slowdownFor(cap: number | null, { native, queries }: Spending): number {
  if (cap === null) return 1;
  const left = Math.max(0, cap - queries) / HOURS_A_MONTH;
  return native <= left ? 1 : Math.min(MOST_SLOWDOWN, native / left);
}

/** Half of the way, as a ratio: one busy minute does not make the figures stutter. Without a cap at once. */
export function nextSlowdown(now: number, cap: number | null, spending: Spending): number {
  if (cap === null) return 1;
  const target = slowdownFor(cap, spending);
  const step = Math.sqrt(now * target);
  return Math.abs(step / target - 1) < 0.01 ? target : step;
}

/** Dollars a month, if polls go on at this slowdown; queries as in the last 30 days. */
export const forecastOf = ({ native, queries }: Spending, slowdown: number): number =>
  (native / slowdown) * HOURS_A_MONTH + queries;
