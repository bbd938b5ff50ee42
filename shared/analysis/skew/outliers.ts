import { thresholds } from '../thresholds.ts';
import { medianOf } from '../median.ts';

/** The normal distribution's standard deviation as a multiple of its median absolute deviation. */
const DEVIATION = 1.4826;

/** A value stands out that is more than its siblings' median `by` so much, and so many `times` it. */
export interface Least {
  readonly by: number;
  readonly times: number;
}

/**
 * Places of the values that stand above their siblings. Each is held against the median and the median absolute deviation of the *others*
 * (modified z-score, Iglewicz and Hoaglin 1993, limit 3.5; leaving itself out, so that one of four, or eight of sixteen, can be told).
 * Deviations count as `thresholds.skew.jitter` of the median at least, and a value stands out only by what is `least` or more: siblings
 * that are all alike, and differences that nobody would notice, make no outlier.
 */
export function outliersOf(values: readonly (number | null)[], least: Least): readonly number[] {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < 2) return [];
  const limitOf = new Map<number, number>();
  const stands = (value: number): boolean => {
    const limit = limitOf.get(value) ?? limitAmong(without(known, value), least);
    limitOf.set(value, limit);
    return value > limit;
  };
  return values.flatMap((value, i) => (value !== null && stands(value) ? [i] : []));
}

/** What a value must exceed to stand above these. */
function limitAmong(siblings: readonly number[], least: Least): number {
  const median = medianOf(siblings) ?? Number.NaN;
  const deviation = DEVIATION * (medianOf(siblings.map((each) => Math.abs(each - median))) ?? Number.NaN);
  const { robustZ, jitter } = thresholds.skew;
  return median + Math.max(robustZ * Math.max(deviation, jitter * median), least.by, (least.times - 1) * median);
}

function without(sorted: readonly number[], value: number): readonly number[] {
  const place = sorted.indexOf(value);
  return [...sorted.slice(0, place), ...sorted.slice(place + 1)];
}
