import type { MinutePoint } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

export interface Datapoint {
  readonly at: Millis;
  readonly value: number;
}

/** What a statistic makes of a set of samples. */
interface Statistic {
  readonly name: string;
  readonly value: (samples: MinutePoint) => number;
}

const statistics: readonly Statistic[] = [
  { name: 'SampleCount', value: ({ count }) => count },
  { name: 'Average', value: ({ sum, count }) => sum / count },
  { name: 'Sum', value: ({ sum }) => sum },
  { name: 'Minimum', value: ({ minimum }) => minimum },
  { name: 'Maximum', value: ({ maximum }) => maximum },
];

export const findStatistic = (name: string): Statistic | null => statistics.find((each) => each.name === name) ?? null;

/** One datapoint for each period that has a sample, at the period's beginning. */
export function inPeriods({ value }: Statistic, minutes: readonly MinutePoint[], period: Millis): Datapoint[] {
  const sets: MinutePoint[] = [];
  for (const minute of minutes) {
    const at = millis(Math.floor(minute.at / period) * period);
    const last = sets.at(-1);
    if (last?.at === at) sets[sets.length - 1] = merge(last, minute);
    else sets.push({ ...minute, at });
  }
  return sets.map((set) => ({ at: set.at, value: value(set) })).filter((point) => Number.isFinite(point.value));
}

const merge = (a: MinutePoint, b: MinutePoint): MinutePoint => ({
  at: a.at,
  count: a.count + b.count,
  sum: a.sum + b.sum,
  minimum: Math.min(a.minimum, b.minimum),
  maximum: Math.max(a.maximum, b.maximum),
});
