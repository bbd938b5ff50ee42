import type { MinutePoint } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** Samples of one span of time: a statistic set, and the values themselves where they are known. */
export interface Samples extends MinutePoint {
  /** How many there are of each value; absent when only the set was published. */
  readonly values?: ReadonlyMap<number, number> | undefined;
}

/** Where spans begin: at every multiple of the period, counted from the origin. */
export interface Spans {
  readonly period: Millis;
  readonly origin: Millis;
}

export const spanOf = (at: number, { period, origin }: Spans): Millis =>
  millis(Math.floor((at - origin) / period) * period + origin);

/** The samples of each span that has some, oldest first. `samples` are oldest first. */
export function inSpans(samples: readonly Samples[], spans: Spans): readonly (readonly Samples[])[] {
  const groups: Samples[][] = [];
  let current: Samples[] = [];
  let span = Number.NaN;
  for (const each of samples) {
    const begins = spanOf(each.at, spans);
    if (begins !== span) {
      current = [];
      groups.push(current);
      span = begins;
    }
    current.push(each);
  }
  return groups;
}
