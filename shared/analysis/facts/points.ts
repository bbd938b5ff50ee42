import type { Point } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';

export interface Freshness {
  /** A value that is older says nothing about now. */
  readonly within: Millis;
  /** A gap that is older than this is one; the value of a newer moment may still come. */
  readonly delay: Millis;
}

/** The newest value, if it is fresh and no gap came after it: figures from before an outage are not those of now. */
export function latest(points: readonly Point[], now: Millis, { within, delay }: Freshness): number | null {
  const found = newest(points, now, within);
  if (found === null) return null;
  return points.some(([at, value]) => value === null && at > found[0] && at <= now - delay) ? null : found[1];
}

/** The newest value that is at most `within` old, and its moment, whatever gaps came after it. */
export const newest = (points: readonly Point[], now: Millis, within: Millis): Known | null =>
  since(points, now - within).at(-1) ?? null;

/** The mean of the values of the last `over`; null when less than half of its minutes has one. */
export function meanOver(points: readonly Point[], now: Millis, over: Millis): number | null {
  const window = points.filter(([at]) => at >= now - over);
  const known = since(points, now - over);
  return known.length === 0 || known.length * 2 < window.length ? null : mean(known);
}

/**
 * By how much a counter grew in the last `within`. A counter that starts anew (a job that was submitted again) counts from zero;
 * a single point says nothing about growth.
 */
export function increase(points: readonly Point[], now: Millis, within: Millis): number | null {
  const known = since(points, now - within);
  if (known.length < 2) return null;
  let total = 0;
  for (const [i, [, value]] of known.entries()) {
    const before = known[i - 1]?.[1];
    if (before !== undefined) total += value >= before ? value - before : value;
  }
  return total;
}

export type Direction = 'growing' | 'shrinking' | 'steady';

/** Fewer values have no course. */
const LEAST = 4;

/**
 * Whether the mean of the newer half of the values in the last `within` differs from the older half: by `noise` at least, and by more
 * than the values jump about anyway. It is not held against the height of the values: what grows evenly grows, however much there is
 * already. Only what came after the last gap counts: an outage between two values is no growth. A newest value that has already
 * turned back, past the mean of its half, is no course either.
 */
export function direction(
  points: readonly Point[],
  now: Millis,
  { within, jitter, noise }: { readonly within: Millis; readonly jitter: number; readonly noise: number },
): Direction {
  const window = afterLastGap(points.filter(([at]) => at >= now - within));
  const [first, last] = [window[0], window.at(-1)];
  if (first === undefined || last === undefined || window.length < LEAST) return 'steady';
  const middle = (first[0] + last[0]) / 2;
  const older = mean(window.filter(([at]) => at < middle));
  const newer = mean(window.filter(([at]) => at >= middle));
  if (older === null || newer === null) return 'steady';
  const change = newer - older;
  if (Math.abs(change) < Math.max(noise, jitter * jitterOf(window))) return 'steady';
  if ((last[1] - newer) * change < 0) return 'steady';
  return change > 0 ? 'growing' : 'shrinking';
}

/** The values after the last gap that has values on both sides; the end may be a gap because its values have not come yet. */
function afterLastGap(points: readonly Point[]): Known[] {
  const after: Known[] = [];
  let gap = false;
  for (const [at, value] of points) {
    if (value !== null) {
      if (gap) after.length = 0;
      after.push([at, value]);
    }
    gap = value === null;
  }
  return after;
}

/** By how much the steps from value to value differ from their mean, on average: 0 for a straight line. */
function jitterOf(window: readonly Known[]): number {
  const steps = window.slice(1).map(([, value], i) => value - (window[i]?.[1] ?? value));
  const usual = steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length);
  return steps.reduce((sum, step) => sum + Math.abs(step - usual), 0) / Math.max(1, steps.length);
}

/** When the values that are zero up to now began to be; null when the newest is not zero, or none before was above zero. */
export function zeroSince(points: readonly Point[]): Millis | null {
  const known = since(points, -Infinity);
  const lastAbove = known.reduce((last, [, value], at) => (value > 0 ? at : last), -1);
  return lastAbove < 0 ? null : (known[lastAbove + 1]?.[0] ?? null);
}

type Known = readonly [Millis, number];

const since = (points: readonly Point[], from: number): Known[] =>
  points.flatMap(([at, value]): Known[] => (value === null || at < from ? [] : [[at, value]]));

const mean = (known: readonly Known[]): number | null =>
  known.length === 0 ? null : known.reduce((sum, [, value]) => sum + value, 0) / known.length;
