import type { Blueprint } from '#shared/simulation/blueprint.ts';
import type { MetricSeries } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';

/**
 * The alarms that the service's guide recommends for every application, with thresholds such as an owner would set who has watched it
 * for some days: above what is normal for it, and lasting longer than a restart, a patch or a deployment takes.
 */
export interface RecommendedAlarm {
  readonly title: string;
  readonly metric: string;
  /** The figure of a minute that is compared: a statistic, or how much it has risen since the minute before. */
  readonly figure: 'average' | 'maximum' | 'rise';
  readonly fires: 'above' | 'below';
  /** What is normal was read from the first hour. */
  readonly threshold: (of: { readonly blueprint: Blueprint; readonly usual: number; readonly series: MetricSeries }) => number;
  /** So many minutes one after the other. */
  readonly minutes: number;
}

/** Partitions do not get equally much, and days differ. */
const UNEVEN = 3;

const recordsOfMinutes = ({ blueprint, series }: Parameters<RecommendedAlarm['threshold']>[0], minutes: number): number => {
  const topic = series.dimensions.find(({ name }) => name === 'Topic')?.value;
  const source = blueprint.sources.find(({ name }) => name === topic);
  return source === undefined ? Infinity : (UNEVEN * minutes * 60 * source.arrivals.mean) / source.partitions + 100;
};

export const recommendedAlarms: readonly RecommendedAlarm[] = [
  { title: 'Application is down', metric: 'downtime', figure: 'average', fires: 'above', threshold: () => 0, minutes: 3 },
  {
    title: 'Checkpoints are failing',
    metric: 'numberOfFailedCheckpoints',
    figure: 'rise',
    fires: 'above',
    threshold: () => 0,
    minutes: 2,
  },
  {
    title: 'Output rate too low',
    metric: 'numRecordsOutPerSecond',
    figure: 'average',
    fires: 'below',
    threshold: ({ usual }) => 0.4 * usual,
    minutes: 4,
  },
  {
    title: 'Kinesis source is lagging',
    metric: 'millisBehindLatest',
    figure: 'maximum',
    fires: 'above',
    threshold: () => 5 * MINUTE,
    minutes: 5,
  },
  {
    title: 'Kafka source is lagging',
    metric: 'records_lag_max',
    figure: 'maximum',
    fires: 'above',
    threshold: (of) => recordsOfMinutes(of, 5),
    minutes: 5,
  },
  {
    title: 'Checkpoints take too long',
    metric: 'lastCheckpointDuration',
    figure: 'maximum',
    fires: 'above',
    threshold: () => 0.5 * MINUTE,
    minutes: 5,
  },
  {
    title: 'State is growing too large',
    metric: 'lastCheckpointSize',
    figure: 'maximum',
    fires: 'above',
    threshold: ({ usual }) => 4 * usual,
    minutes: 5,
  },
  {
    title: 'Heap memory nearly full',
    metric: 'heapMemoryUtilization',
    figure: 'maximum',
    fires: 'above',
    threshold: () => 90,
    minutes: 3,
  },
  { title: 'CPU nearly exhausted', metric: 'cpuUtilization', figure: 'maximum', fires: 'above', threshold: () => 80, minutes: 8 },
  {
    title: 'Possible thread leak',
    metric: 'threadCount',
    figure: 'maximum',
    fires: 'above',
    // Automatic scaling doubles them.
    threshold: ({ usual }) => 2.2 * usual,
    minutes: 5,
  },
  // A tenth of a minute.
  {
    title: 'Too much time in old-generation GC',
    metric: 'oldGenerationGCTime',
    figure: 'maximum',
    fires: 'above',
    threshold: () => 0.1 * MINUTE,
    minutes: 3,
  },
  {
    title: 'Old-generation GC runs too often',
    metric: 'oldGenerationGCCount',
    figure: 'rise',
    fires: 'above',
    threshold: ({ blueprint }) => 1 + blueprint.parallelism / 8,
    minutes: 5,
  },
];

/** What is normal: the highest of the first hour, or for a rate the lowest. */
function usualOf(series: MetricSeries, { metric, figure, fires }: RecommendedAlarm, from: Millis): number {
  const figures = figuresOf(series, { metric, figure }, from, (from + 60 * MINUTE) as Millis).map(({ value }) => value);
  return fires === 'below' ? Math.min(...figures) : Math.max(0, ...figures);
}

function figuresOf(series: MetricSeries, { figure }: Pick<RecommendedAlarm, 'metric' | 'figure'>, from: Millis, to: Millis) {
  let before: number | null = null;
  return series.read(from, to).map(({ at, sum, count, maximum }) => {
    const rise: number = before === null ? 0 : maximum - before;
    before = maximum;
    return { at, value: figure === 'rise' ? rise : figure === 'average' ? sum / count : maximum };
  });
}

/** When the alarm would have fired; null = never. A minute without a figure is no minute of trouble. */
export function firedAt(
  alarm: RecommendedAlarm,
  { series, blueprint }: { readonly series: MetricSeries; readonly blueprint: Blueprint },
  from: Millis,
  to: Millis,
): Millis | null {
  const threshold = alarm.threshold({ blueprint, series, usual: usualOf(series, alarm, from) });
  let [lasts, last] = [0, 0];
  for (const { at, value } of figuresOf(series, alarm, from, to)) {
    const bad = alarm.fires === 'above' ? value > threshold : value < threshold;
    lasts = !bad ? 0 : at - last === MINUTE ? lasts + 1 : 1;
    last = at;
    if (lasts >= alarm.minutes) return at;
  }
  return null;
}
