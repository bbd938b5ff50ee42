import { ApplicationRef, Point } from './application.ts';
import { z, zMillis } from './schema.ts';
import { Series } from './series.ts';
import { SourceError } from './sourceError.ts';

/** Reporting levels of the managed service, coarsest first (guide p. 438-439); `OTHER` is of another service, such as the stream's own. */
export const metricLevels = ['APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM', 'OTHER'] as const;
export type MetricLevel = (typeof metricLevels)[number];

/** Names one series as CloudWatch does; of a plain cluster the namespace is `Flink` and the dimensions are ours. */
export const SeriesName = z.object({
  namespace: z.string().min(1).max(255),
  metric: z.string().min(1).max(255),
  dimensions: z.record(z.string(), z.string()),
});
export type SeriesName = z.infer<typeof SeriesName>;

/** The same text for the same series, whatever the order of its dimensions. */
export const seriesKey = ({ namespace, metric, dimensions }: SeriesName): string =>
  JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** What can be asked of CloudWatch for a period; `Gauge` is a figure that Flink itself told at a moment. */
export const statistics = ['Average', 'Minimum', 'Maximum', 'Sum', 'SampleCount', 'p50', 'p90', 'p99', 'Gauge'] as const;
export type Statistic = (typeof statistics)[number];

/**
 * What is made of the values before they are shown. `quarter`: record counters are reported four times a minute, so their Sum counts four
 * times (guide p. 427-434). `increase`: growth of a cumulative counter from point to point, its restarts repaired. `rate`: that per second.
 */
export const transforms = ['none', 'quarter', 'increase', 'rate'] as const;
export type Transform = (typeof transforms)[number];

/** Which series a screen wants, how read and how shown. */
export const SeriesSelector = z.object({
  name: SeriesName,
  statistic: z.enum(statistics),
  transform: z.enum(transforms),
  /** Null: the finest that the range allows. */
  period: zMillis.nullable(),
});
export type SeriesSelector = z.infer<typeof SeriesSelector>;

/** One series over a range, ready to be drawn, with what is missing in it. */
export const SeriesWindow = z.object({
  selector: SeriesSelector,
  unit: Series.shape.unit,
  /** Between the points before they were cut to the columns. */
  period: zMillis,
  /** At most about four for each column: first, lowest, highest and last of it. Null: a gap, a sentinel or NaN. */
  points: z.array(Point),
  /** Whole periods of the range that are over, and those that have a value. */
  expected: z.int(),
  present: z.int(),
  /** Values that mean “no figure” (−1), and values that are no number: neither are judged or drawn as zero. */
  sentinels: z.int(),
  notNumbers: z.int(),
  /** Where a cumulative counter began anew. */
  resets: z.array(zMillis),
  /** The newest value of the range. */
  latest: Point.nullable(),
  /** Where the points came from: kept ones, the service's, or some of each. */
  source: z.enum(['history', 'service', 'both', 'none']),
  /** Why the service did not give what is not kept of it; absent: it did, or was not asked. */
  unread: SourceError.optional(),
});
export type SeriesWindow = z.infer<typeof SeriesWindow>;

/** One series that an application has. */
export const MetricListing = z.object({
  name: SeriesName,
  level: z.enum(metricLevels),
  /** Not one of the guide's. */
  custom: z.boolean(),
  /** As the catalogue reads it: what a screen asks for unless told otherwise. */
  statistic: z.enum(statistics),
  transform: z.enum(transforms),
  unit: Series.shape.unit,
});
export type MetricListing = z.infer<typeof MetricListing>;

/** Every series that the service has of an application, by discovery. */
export const MetricInventory = z.object({
  ref: ApplicationRef,
  /** The application's metrics level; null where there is none, or it is not known. */
  level: z.string().nullable(),
  series: z.array(MetricListing),
  /** More than were listed. */
  truncated: z.boolean(),
  /** Only those of which something is kept: the service has not told its list yet. Absent: it has. */
  kept: z.boolean().optional(),
});
export type MetricInventory = z.infer<typeof MetricInventory>;

export const MetricsQuestion = z.object({
  ref: ApplicationRef,
  selectors: z.array(SeriesSelector).max(100),
  from: zMillis,
  to: zMillis,
  /** Width of the drawing in pixels. */
  columns: z.int().min(10).max(4000),
  /** `history`: what is kept, at no price; `fill`: what is not kept is asked of the service. */
  source: z.enum(['history', 'fill']),
});
export type MetricsQuestion = z.infer<typeof MetricsQuestion>;
