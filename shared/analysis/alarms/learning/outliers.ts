import { DAY, HOUR } from '../../../units/units.ts';
import { medianOf } from '../../median.ts';
import { thresholds } from '../../thresholds.ts';
import type { Turned } from './turned.ts';

const { deviations, jitter, most } = thresholds.learning.outlier;
/** Makes the median absolute deviation of normally distributed figures their standard deviation. */
const MAD = 1.4826;
/** From so many hours on a median of them means something; fewer are compared with all. */
const FEW = 9;
const HOURS_OF_DAY = DAY / HOUR;

/**
 * Hours (counted from 1970) whose worst figure is far beyond that of the same hours, and their neighbours, of other days: an incident that
 * nobody has told us. What comes again a day or a week later is a habit, not an outlier. `least`: up to this nothing is one.
 */
export function outlyingHours(figures: readonly Turned[], least: number): ReadonlySet<number> {
  const worst = new Map<number, number>();
  for (const { at, worse } of figures) {
    const hour = Math.floor(at / HOUR);
    worst.set(hour, Math.max(worst.get(hour) ?? -Infinity, worse));
  }
  const all = [...worst.values()];
  const ofDay = Array.from({ length: HOURS_OF_DAY }, (): number[] => []);
  for (const [hour, value] of worst) ofDay[hour % HOURS_OF_DAY]?.push(value);
  const fences = ofDay.map((own, hour) => {
    const near = [...(ofDay[(hour + 23) % HOURS_OF_DAY] ?? []), ...own, ...(ofDay[(hour + 1) % HOURS_OF_DAY] ?? [])];
    return Math.max(fenceOf(near.length < FEW ? all : near), least);
  });
  const beyond = new Set(
    [...worst].flatMap(([hour, value]) => (value > (fences[hour % HOURS_OF_DAY] ?? Infinity) ? [hour] : [])),
  );
  // Of three days and more, what every day does is among the same hours already.
  const habit = all.length < FEW * (HOURS_OF_DAY / 3) ? HOURS_OF_DAY : 7 * HOURS_OF_DAY;
  const found = [...beyond].filter((hour) => !comesAgain(beyond, hour, habit));
  return new Set(found.length > most * all.length ? [] : found);
}

/** From here on a figure does not belong to the others. */
export function fenceOf(values: readonly number[]): number {
  const median = medianOf(values) ?? 0;
  const deviation = medianOf(values.map((value) => Math.abs(value - median))) ?? 0;
  return median + Math.max(deviations * MAD * deviation, jitter * Math.abs(median));
}

const comesAgain = (hours: ReadonlySet<number>, hour: number, later: number): boolean =>
  [-later, later].some((away) => [-1, 0, 1].some((shift) => hours.has(hour + away + shift)));
