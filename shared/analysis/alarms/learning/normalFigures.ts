import type { Stretch } from '../../../model/alarms/backtest.ts';
import type { Point } from '../../../model/application.ts';
import type { Millis } from '../../../units/units.ts';
import { HOUR, MINUTE, millis } from '../../../units/units.ts';
import { lateChange } from './lateChange.ts';
import { outlyingHours } from './outliers.ts';
import type { Turned } from './turned.ts';

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
  /** Since when the level is another and left out, of a past that is too short to be compared with other days; null: it is the same. */
  readonly changed: Millis | null;
}

export interface NormalOptions {
  readonly from: Millis;
  readonly to: Millis;
  readonly excluded: readonly Stretch[];
  /** Whether something else says that not all is well at the end of it. */
  readonly inTrouble?: boolean;
}

/** Leaves out what is not normal. `least`: up to this no figure is an outlier. */
export function normalOf(
  points: readonly Point[],
  { from, to, excluded, inTrouble = false }: NormalOptions,
  sign: 1 | -1,
  least: number,
): Normal {
  const all: Turned[] = [];
  for (const [at, value] of points)
    if (value !== null && Number.isFinite(value) && at >= from && at < to) all.push({ at, worse: value * sign });
  const inside = within(excluded);
  const told = all.filter(({ at }) => !inside(at));
  const floor = sign > 0 ? least : -Infinity;
  const changed = lateChange(told, floor, inTrouble);
  const given = changed === null ? told : told.filter(({ at }) => at < changed);
  const hours = outlyingHours(given, floor);
  const figures = given.filter(({ at }) => !hours.has(hourOf(at)));
  const newest = millis(all.at(-1)?.at ?? to);
  return {
    sign,
    step: stepOf(points),
    figures,
    sorted: Float64Array.from(figures, ({ worse }) => worse).sort(),
    oldest: millis(all[0]?.at ?? from),
    newest,
    leftOut: all.length - figures.length,
    outliers: [
      ...stretchesOf(hours),
      ...(changed === null ? [] : [{ from: changed, to: millis(newest + stepOf(points)), text: CHANGED }]),
    ],
    changed,
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
const CHANGED = 'Another level than before';

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
