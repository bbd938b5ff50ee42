import type { Statistic } from '../../model/metric.ts';
import type { Millis } from '../../units/units.ts';

/** What a stretch of time held of one series. Of values alone; sentinels and what is no number are counted apart. */
export interface Held {
  readonly at: Millis;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly last: number | null;
  readonly sum: number;
  readonly count: number;
  readonly sentinels: number;
  readonly notNumbers: number;
}

/** Two neighbouring stretches as one, the earlier first. */
export function joined(a: Held, b: Held): Held {
  return {
    at: a.at,
    minimum: extreme(a.minimum, b.minimum, Math.min),
    maximum: extreme(a.maximum, b.maximum, Math.max),
    last: b.last ?? a.last,
    sum: a.sum + b.sum,
    count: a.count + b.count,
    sentinels: a.sentinels + b.sentinels,
    notNumbers: a.notNumbers + b.notNumbers,
  };
}

const extreme = (a: number | null, b: number | null, of: (a: number, b: number) => number): number | null =>
  a === null ? b : b === null ? a : of(a, b);

/** Stretches of `period`, from finer ones that are in order; each at the start of its stretch. */
export function rolledUp(held: readonly Held[], period: Millis): Held[] {
  const result: Held[] = [];
  for (const each of held) {
    const at = (Math.floor(each.at / period) * period) as Millis;
    const open = result.at(-1);
    if (open !== undefined && open.at === at) result[result.length - 1] = joined(open, each);
    else result.push({ ...each, at });
  }
  return result;
}

/** How many points of the series it holds. */
export const pointsIn = ({ count, sentinels, notNumbers }: Held): number => count + sentinels + notNumbers;

/**
 * The figure of a stretch of a series whose points are of this statistic; null: it has none. The mean of means is CloudWatch's Average
 * only where each had as many samples; percentiles do not add up at all, and the highest of them is the honest bound.
 */
export function figureOf(held: Held, statistic: Statistic): number | null {
  if (held.count === 0) return null;
  switch (statistic) {
    case 'Average':
      return held.sum / held.count;
    case 'Minimum':
      return held.minimum;
    case 'Sum':
    case 'SampleCount':
      return held.sum;
    case 'Gauge':
      return held.last;
    case 'Maximum':
    case 'p50':
    case 'p90':
    case 'p99':
      return held.maximum;
  }
}

/** Whether the figure of a stretch of several whole points is the one that the service itself would tell. */
export const addsUp = (statistic: Statistic): boolean =>
  statistic === 'Maximum' || statistic === 'Minimum' || statistic === 'Sum' || statistic === 'SampleCount';
