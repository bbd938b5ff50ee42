import type { MetricLevel, Statistic, Transform } from '../model/metric.ts';
import type { Series } from '../model/series.ts';

/** Where the managed service puts its metrics. */
export const NAMESPACE = 'AWS/KinesisAnalytics';
/** Where a Kinesis stream's own metrics are. */
export const KINESIS = 'AWS/Kinesis';
/** Where Amazon MSK puts its metrics. */
export const KAFKA = 'AWS/Kafka';
/** Ours, for what Flink itself told: a job's figures, and those of its vertices. */
export const FLINK = 'Flink';
/** Ours, for what is computed of two kept series. */
export const DERIVED = 'Derived';

/** How a value of the service becomes one of ours: a percentage or milliseconds of a second a ratio, seconds milliseconds. */
export type Conversion = 'none' | 'percent' | 'perSecond' | 'seconds';

/** The statistics that the guide reads its metrics by. */
export type EntryStatistic = Extract<Statistic, 'Average' | 'Minimum' | 'Maximum' | 'Sum'>;

/** One metric as the guide describes it and as we read it. */
export interface MetricEntry {
  readonly namespace: string;
  readonly name: string;
  /** Other spellings of the same metric, in other editions of the guide and other runtimes. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** At which it is reported. */
  readonly levels: readonly MetricLevel[];
  /** The unit's name in CloudWatch. */
  readonly serviceUnit: string;
  readonly unit: Series['unit'];
  readonly conversion: Conversion;
  /** What is asked unless told otherwise, and what is made of it. */
  readonly statistic: EntryStatistic;
  readonly transform: Transform;
  /** A value below zero says that there is no figure: not reported yet, or a job that is over. */
  readonly sentinel: boolean;
  /** Only grows, until what counts is started anew: its growth is what matters. */
  readonly cumulative: boolean;
  /** Of the developer guide; null for a metric that came later, or is another service's. */
  readonly guidePage: number | null;
}

type Optional = Partial<Pick<MetricEntry, 'aliases' | 'conversion' | 'transform' | 'sentinel' | 'cumulative' | 'guidePage'>>;
type Told = Pick<MetricEntry, 'name' | 'title' | 'description' | 'levels' | 'serviceUnit' | 'unit' | 'statistic'>;

/** An entry with what most metrics have in common. */
export const entryOf =
  (namespace: string) =>
  (told: Told & Optional): MetricEntry => ({
    namespace,
    aliases: [],
    conversion: 'none',
    transform: 'none',
    sentinel: false,
    cumulative: false,
    guidePage: null,
    ...told,
  });

/** Levels of metrics that every level reports. */
export const EVERY_LEVEL = ['APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM'] as const satisfies readonly MetricLevel[];
