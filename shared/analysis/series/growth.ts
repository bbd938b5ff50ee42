import type { Point } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';

/** What a cumulative counter grew by, from point to point, and where it began anew. */
export interface Growth {
  readonly points: readonly Point[];
  readonly resets: readonly Millis[];
}

/**
 * A counter that is lower than before was started anew, and has counted from zero since. What grew over a gap is told at the first value
 * after it, so that the sum of all growth stays right. The first value says nothing about growth.
 */
export function increaseOf(points: readonly Point[]): Growth {
  const resets: Millis[] = [];
  let before: number | null = null;
  const grown = points.map(([at, value]): Point => {
    if (value === null) return [at, null];
    const last = before;
    before = value;
    if (last === null) return [at, null];
    if (value >= last) return [at, value - last];
    resets.push(at);
    return [at, value];
  });
  return { points: grown, resets };
}

/** The same per second; over a gap it is the mean rate since the last value before it. */
export function rateOf(points: readonly Point[]): Growth {
  const { points: grown, resets } = increaseOf(points);
  let before: Millis | null = null;
  const rates = grown.map(([at, growth], i): Point => {
    if (points[i]?.[1] === null) return [at, null];
    const last = before;
    before = at;
    return [at, growth === null || last === null || at <= last ? null : (growth * 1000) / (at - last)];
  });
  return { points: rates, resets };
}

/** Where a cumulative counter began anew, whether or not its growth is shown. */
export const resetsOf = (points: readonly Point[]): readonly Millis[] => increaseOf(points).resets;
