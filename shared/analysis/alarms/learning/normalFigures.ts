import type { Stretch } from '../../../model/alarms/backtest.ts';
import type { Point } from '../../../model/application.ts';
import type { Millis } from '../../../units/units.ts';
import { HOUR, MINUTE, millis } from '../../../units/units.ts';
import { outlyingHours } from './outliers.ts';

/** One figure, turned so that more is worse: of an alarm that fires below, its negative. */
export interface Turned {
  readonly at: number;
  readonly worse: number;
}

/** The figures of a stretch of time that are normal. */
export interface Normal {
  /** 1 where the alarm fires above its threshold, −1 where it fires below. */
  readonly sign: 1 | -1;
  /** Between two figures. */
  readonly step: Millis;
  /** Oldest first. */
  readonly figures: readonly Turned[];
  /** All `worse`, the best first. */
  readonly sorted: Float64Array;
  /** Times of the first and the last figure, whether normal or not. */
  readonly oldest: Millis;
  readonly newest: Millis;
  /** Figures of the given stretches and of outlying hours. */
  readonly leftOut: number;
  readonly outliers: readonly Stretch[];
}

export interface NormalOptions {
  readonly from: Millis;
  readonly to: Millis;
  readonly excluded: readonly Stretch[];
}

/** Leaves out what is not normal. `least`: up to this no figure is an outlier. */
export function normalOf(points: readonly Point[], { from, to, excluded }: NormalOptions, sign: 1 | -1, least: number): Normal {
  const all: Turned[] = [];
  for (const [at, value] of points)
    if (value !== null && Number.isFinite(value) && at >= from && at < to) all.push({ at, worse: value * sign });
  const inside = within(excluded);
  const given = all.filter(({ at }) => !inside(at));
  const hours = outlyingHours(given, sign > 0 ? least : -Infinity);
  const figures = given.filter(({ at }) => !hours.has(hourOf(at)));
  return {
    sign,
    step: stepOf(points),
    figures,
    sorted: Float64Array.from(figures, ({ worse }) => worse).sort(),
    oldest: millis(all[0]?.at ?? from),
    newest: millis(all.at(-1)?.at ?? to),
    leftOut: all.length - figures.length,
    outliers: stretchesOf(hours),
  };
}

export const hourOf = (at: number): number => Math.floor(at / HOUR);

/** Whether a moment is in one of the stretches; moments are asked in order. */
function within(stretches: readonly Stretch[]): (at: number) => boolean {
  const ordered = [...stretches].sort((a, b) => a.from - b.from);
  let next = 0;
  let end = -Infinity;
  return (at) => {
    for (let each = ordered[next]; each !== undefined && each.from <= at; each = ordered[next]) {
      end = Math.max(end, each.to);
      next += 1;
    }
    return at < end;
  };
}

function stepOf(points: readonly Point[]): Millis {
  let step = Infinity;
  points.forEach(([at], i) => {
    const before = points[i - 1]?.[0];
    if (before !== undefined && at > before) step = Math.min(step, at - before);
  });
  return step === Infinity ? MINUTE : millis(step);
}

const BEYOND = 'Far beyond the same hours of other days';

/** Neighbouring hours as one stretch. */
function stretchesOf(hours: ReadonlySet<number>): Stretch[] {
  const found: Stretch[] = [];
  for (const hour of [...hours].sort((a, b) => a - b)) {
    const [from, to] = [millis(hour * HOUR), millis((hour + 1) * HOUR)];
    const last = found.at(-1);
    if (last !== undefined && last.to === from) last.to = to;
    else found.push({ from, to, text: BEYOND });
  }
  return found;
}

/** 0…100, between the figures where it falls between two; NaN of none. */
export function percentileOf(sorted: Float64Array, percentile: number): number {
  const place = (percentile / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** In percent, to two decimals: how many of the figures lie up to a level. */
export function shareWithin(sorted: Float64Array, level: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= level) low = middle + 1;
    else high = middle;
  }
  return Math.ceil((low / Math.max(1, sorted.length)) * 1e4) / 100;
}
