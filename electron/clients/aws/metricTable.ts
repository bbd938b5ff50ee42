import type { Series } from '#shared/model/series.ts';
import { ratioFromPercent } from '#shared/units/units.ts';
import type { MetricQuery } from './cloudWatch.ts';

/** Where the managed service puts its metrics. */
export const NAMESPACE = 'AWS/KinesisAnalytics';

interface MetricSpec {
  readonly statistic: MetricQuery['statistic'];
  readonly unit: Series['unit'];
  /** From the service's unit to ours. */
  readonly convert: (raw: number) => number;
  /** A value below zero means “not reported”, “completed”: no figure. */
  readonly negativeIsNone: boolean;
}

const same = (raw: number): number => raw;
const ofSecond = (millisPerSecond: number): number => millisPerSecond / 1000;

const spec = (
  statistic: MetricSpec['statistic'],
  unit: MetricSpec['unit'],
  convert: MetricSpec['convert'] = same,
): MetricSpec => ({ statistic, unit, convert, negativeIsNone: false });
/** −1 stands for no figure. */
const sentinel = (statistic: MetricSpec['statistic'], unit: MetricSpec['unit']): MetricSpec => ({
  ...spec(statistic, unit),
  negativeIsNone: true,
});

/**
 * The service's metrics as we read them: which statistic says what is asked (the guide's, where it names one, pp. 416-437), in
 * which unit of ours. Rates are read as Average, because counters are sampled four times a minute and their Sum is four times too much.
 */
const metrics = {
  numRecordsInPerSecond: spec('Average', 'RecordsPerSecond'),
  numRecordsOutPerSecond: spec('Average', 'RecordsPerSecond'),
  millisBehindLatest: sentinel('Maximum', 'Millis'),
  records_lag_max: sentinel('Maximum', 'Count'),
  cpuUtilization: spec('Maximum', 'Ratio', ratioFromPercent),
  heapMemoryUtilization: spec('Maximum', 'Ratio', ratioFromPercent),
  lastCheckpointDuration: sentinel('Maximum', 'Millis'),
  lastCheckpointSize: sentinel('Maximum', 'Bytes'),
  numberOfFailedCheckpoints: sentinel('Maximum', 'Count'),
  downtime: sentinel('Maximum', 'Millis'),
  numRestarts: sentinel('Maximum', 'Count'),
  fullRestarts: sentinel('Maximum', 'Count'),
  busyTimeMsPerSecond: spec('Maximum', 'Ratio', ofSecond),
  backPressuredTimeMsPerSecond: spec('Maximum', 'Ratio', ofSecond),
} as const satisfies Record<string, MetricSpec>;

export type ManagedMetric = keyof typeof metrics;

export const metricSpec = (metric: ManagedMetric): MetricSpec => metrics[metric];

/** A value of the service in our unit; sentinels become null. */
export function metricValue(metric: ManagedMetric, raw: number): number | null {
  const { convert, negativeIsNone } = metrics[metric];
  return !Number.isFinite(raw) || (negativeIsNone && raw < 0) ? null : convert(raw);
}
