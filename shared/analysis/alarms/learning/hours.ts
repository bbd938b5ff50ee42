import { HOUR } from '../../../units/units.ts';
import { medianOf } from '../../median.ts';
import { thresholds } from '../../thresholds.ts';
import type { Normal } from './normalFigures.ts';
import { hourOf } from './normalFigures.ts';
import { percentileOf } from './percentile.ts';

const HOURS_OF_DAY = 24;
const { apart, times } = thresholds.learning.hours;

/** What is known of the hours of a day (UTC): how many have figures, and how many days of each there are at least. */
export function hoursSeen({ figures, step }: Normal): { readonly hours: number; readonly days: number } {
  const counts = new Map<number, number>();
  for (const { at } of figures) counts.set(hourOf(at), (counts.get(hourOf(at)) ?? 0) + 1);
  const days = Array.from({ length: HOURS_OF_DAY }, () => 0);
  for (const [hour, count] of counts) {
    const ofDay = hour % HOURS_OF_DAY;
    if (count * step >= HOUR / 2) days[ofDay] = (days[ofDay] ?? 0) + 1;
  }
  return { hours: days.filter((each) => each > 0).length, days: Math.min(...days) };
}

/** The percentile of each hour of the day and its two neighbours. */
export function hourlyLevels(normal: Normal, percentile: number): number[] {
  const own = byHour(normal);
  return own.map((_, hour) => {
    const pooled = [-1, 0, 1].flatMap((shift) => own[(hour + shift + HOURS_OF_DAY) % HOURS_OF_DAY] ?? []);
    return percentileOf(Float64Array.from(pooled).sort(), percentile);
  });
}

/** Whether the time of day is worth a threshold of its own for each hour. */
export function hoursMatter(normal: Normal, levels: readonly number[]): boolean {
  const sorted = byHour(normal).map((each) => Float64Array.from(each).sort());
  const medians = sorted.map((each) => percentileOf(each, 50));
  const within = medianOf(sorted.map((each) => percentileOf(each, 90) - percentileOf(each, 10))) ?? 0;
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  return Math.max(...medians) - Math.min(...medians) > apart * within && most > times * Math.max(least, 0) && most > 0;
}

function byHour({ figures }: Normal): number[][] {
  const found = Array.from({ length: HOURS_OF_DAY }, (): number[] => []);
  for (const { at, worse } of figures) found[hourOf(at) % HOURS_OF_DAY]?.push(worse);
  return found;
}
