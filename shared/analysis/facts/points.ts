import type { Point } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';

/** The newest value that is at most `within` old; null when there is none, whatever older ones say. */
export function latest(points: readonly Point[], now: Millis, within: Millis): number | null {
  const known = since(points, now - within);
  return known.at(-1)?.[1] ?? null;
}

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

/** Whether the mean of the newer half of the last `within` differs from the older half by `share`, and by `noise` at least. */
export function direction(
  points: readonly Point[],
  now: Millis,
  { within, share, noise }: { readonly within: Millis; readonly share: number; readonly noise: number },
): Direction {
  const middle = now - within / 2;
  const older = mean(since(points, now - within).filter(([at]) => at < middle));
  const newer = mean(since(points, middle));
  if (older === null || newer === null) return 'steady';
  const change = newer - older;
  if (Math.abs(change) < Math.max(noise, Math.abs(older) * share)) return 'steady';
  return change > 0 ? 'growing' : 'shrinking';
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
