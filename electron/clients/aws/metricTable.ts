import type { Series } from '#shared/model/series.ts';
import type { MetricQuery } from './cloudWatch.ts';

/** Where the managed service puts its metrics. */
export const NAMESPACE = 'AWS/KinesisAnalytics';

interface MetricSpec {
  readonly statistic: MetricQuery['statistic'];
  readonly unit: Series['unit'];
  /** What one of the service's units is in ours. */
  readonly scale: number;
  /** A value below zero means “not reported”, “completed”: no figure. */
  readonly negativeIsNone: boolean;
}

const spec = (statistic: MetricSpec['statistic'], unit: MetricSpec['unit'], scale = 1, negativeIsNone = false): MetricSpec => ({
  statistic,
  unit,
  scale,
  negativeIsNone,
});
const PERCENT = 0.01;
const MILLIS_PER_SECOND = 0.001;

/**
 * The service's metrics as we read them: which statistic says what is asked (the guide's, where it names one, pp. 416-437), in
 * which unit of ours. Rates are read as Average, because counters are sampled four times a minute and their Sum is four times too much.
 */
const metrics = {
  numRecordsInPerSecond: spec('Average', 'RecordsPerSecond'),
  numRecordsOutPerSecond: spec('Average', 'RecordsPerSecond'),
  millisBehindLatest: spec('Maximum', 'Millis', 1, true),
  records_lag_max: spec('Maximum', 'Count', 1, true),
  cpuUtilization: spec('Maximum', 'Ratio', PERCENT),
  heapMemoryUtilization: spec('Maximum', 'Ratio', PERCENT),
  lastCheckpointDuration: spec('Maximum', 'Millis', 1, true),
  lastCheckpointSize: spec('Maximum', 'Bytes', 1, true),
  numberOfFailedCheckpoints: spec('Maximum', 'Count', 1, true),
  downtime: spec('Maximum', 'Millis', 1, true),
  uptime: spec('Minimum', 'Millis', 1, true),
  numRestarts: spec('Maximum', 'Count', 1, true),
  fullRestarts: spec('Maximum', 'Count', 1, true),
  busyTimeMsPerSecond: spec('Maximum', 'Ratio', MILLIS_PER_SECOND),
  backPressuredTimeMsPerSecond: spec('Maximum', 'Ratio', MILLIS_PER_SECOND),
} as const satisfies Record<string, MetricSpec>;

export type ManagedMetric = keyof typeof metrics;

export const metricSpec = (metric: ManagedMetric): MetricSpec => metrics[metric];

/** A value of the service in our unit; sentinels become null. */
export function metricValue(metric: ManagedMetric, raw: number): number | null {
  const { scale, negativeIsNone } = metrics[metric];
  return !Number.isFinite(raw) || (negativeIsNone && raw < 0) ? null : raw * scale;
}
