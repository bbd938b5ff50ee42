import type { Dimension, MetricSeries, SimulatedRegion, TellMinute } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import type { CustomMetrics } from './customMetrics.ts';
import type { Samples } from './samples.ts';

/** A metric of the region, whoever publishes it. */
export interface MetricSource {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: readonly Dimension[];
  /** Those that it was published in. */
  units(): readonly string[];
  /** Samples in [from, to), oldest first; of one unit, or of all. */
  read(from: Millis, to: Millis, unit: string | null): readonly Samples[];
  /** The same, as statistic sets told one by one. */
  visit(from: Millis, to: Millis, unit: string | null, tell: TellMinute): void;
}

/** All metrics of a region: what the applications publish, and what callers put there. */
export interface MetricCatalogue {
  list(namespace: string | null, metric: string | null): readonly MetricSource[];
  find(namespace: string, metric: string, dimensions: readonly Dimension[]): MetricSource | undefined;
}

export const catalogueOf = ({ metrics }: SimulatedRegion, custom: CustomMetrics): MetricCatalogue => ({
  list: (namespace, metric) => [...metrics.list(namespace, metric).map(published), ...custom.list(namespace, metric)],
  find(namespace, metric, dimensions) {
    const series = metrics.find(namespace, metric, dimensions);
    return series === undefined ? custom.find(namespace, metric, dimensions) : published(series);
  },
});

const published = (series: MetricSeries): MetricSource => ({
  namespace: series.namespace,
  metric: series.metric,
  dimensions: series.dimensions,
  units: () => [series.unit],
  // Data that was published in another unit is not found.
  read: (from, to, unit) => (unit !== null && unit !== series.unit ? [] : series.read(from, to)),
  visit(from, to, unit, tell) {
    if (unit === null || unit === series.unit) series.visit(from, to, tell);
  },
});

/**
 * Since when data of a period is still there: seconds for three hours, minutes for 15 days, five minutes for 63 days, hours for 455.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
export function keptSince(period: Millis, now: Millis): Millis {
  if (period % 60_000 !== 0) return millis(now - 3 * HOUR);
  if (period % 300_000 !== 0) return millis(now - 15 * DAY);
  return millis(now - (period % HOUR === 0 ? 455 : 63) * DAY);
}

/** Whether a period may be asked for, in seconds. */
export const isPeriod = (seconds: number): boolean => [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
