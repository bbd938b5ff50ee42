import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';

export interface Stretch {
  readonly from: Millis;
  readonly to: Millis;
}

/** The whole periods of a range: the first begins at or after its start, the last ends at or before its end. */
export function wholePeriods({ from, to }: Stretch, period: Millis): Stretch {
  const start = Math.ceil(from / period) * period;
  return { from: millis(start), to: millis(Math.max(start, Math.floor(to / period) * period)) };
}

/**
 * How many whole periods of the range are over and should have a value, and how many have. What is missing of the newest `delay` may
 * still come: it is not expected yet.
 */
export function completeness(
  range: Stretch,
  period: Millis,
  { now, delay }: { readonly now: Millis; readonly delay: Millis },
  has: (at: Millis) => boolean,
): { readonly expected: number; readonly present: number } {
  const { from, to } = wholePeriods({ from: range.from, to: millis(Math.min(range.to, now)) }, period);
  let [expected, present] = [0, 0];
  for (let at = from; at < to; at = millis(at + period)) {
    const there = has(at);
    if (there) present += 1;
    if (there || at + period <= now - delay) expected += 1;
  }
  return { expected, present };
}
