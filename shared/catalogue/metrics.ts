import type { MetricLevel, MetricListing, SeriesName, Statistic, Transform } from '../model/metric.ts';
import type { Series } from '../model/series.ts';
import { derivedEntry } from './derived.ts';
import type { Conversion, MetricEntry } from './metricEntry.ts';
import { DERIVED, FLINK, NAMESPACE } from './metricEntry.ts';
import { connectorMetrics } from './metrics/connectors.ts';
import { healthMetrics } from './metrics/health.ts';
import { resourceMetrics } from './metrics/resources.ts';
import { streamMetrics } from './metrics/streams.ts';
import { studioMetrics } from './metrics/studio.ts';
import { workMetrics } from './metrics/work.ts';

/** Every metric that the guide knows, those that came later, and those of the streams at both ends. */
export const catalogue: readonly MetricEntry[] = [
  ...healthMetrics,
  ...workMetrics,
  ...connectorMetrics,
  ...resourceMetrics,
  ...studioMetrics,
  ...streamMetrics,
];

const keyOf = (namespace: string, metric: string): string => `${namespace}|${metric.toLowerCase()}`;

/** By every spelling; capitals differ between editions of the guide. */
const bySpelling: ReadonlyMap<string, MetricEntry> = new Map(
  catalogue.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [keyOf(entry.namespace, name), entry] as const)),
);

/** What the catalogue says of a metric, whatever its spelling; null: it is not one of the guide's. */
export const metricEntry = (namespace: string, metric: string): MetricEntry | null =>
  bySpelling.get(keyOf(namespace === FLINK ? NAMESPACE : namespace, metric)) ?? null;

/** How a series is read and shown unless told otherwise. */
export interface Reading {
  readonly statistic: Statistic;
  readonly transform: Transform;
  readonly unit: Series['unit'];
  /** Not one of the guide's: its unit is not known. */
  readonly custom: boolean;
}

export function readingOf(name: Pick<SeriesName, 'namespace' | 'metric'>): Reading {
  const derived = derivedEntry(name);
  if (derived !== null) return { statistic: derived.statistic, transform: 'none', unit: derived.unit, custom: false };
  const entry = metricEntry(name.namespace, name.metric);
  if (name.namespace === FLINK)
    return { statistic: 'Gauge', transform: 'none', unit: entry?.unit ?? 'Count', custom: entry === null };
  if (entry === null) return { statistic: 'Average', transform: 'none', unit: 'Count', custom: true };
  return { statistic: entry.statistic, transform: entry.transform, unit: entry.unit, custom: false };
}

/** Of a series that is read so: how many samples there were is a count, whatever they measure. */
export const unitOf = (name: Pick<SeriesName, 'namespace' | 'metric'>, statistic: Statistic): Series['unit'] =>
  statistic === 'SampleCount' ? 'Count' : readingOf(name).unit;

/** A value in our unit. A sentinel keeps its raw value, NaN has none; neither is a figure. */
export interface CatalogueSample {
  readonly value: number | null;
  readonly mark: 'value' | 'sentinel' | 'nan';
}

/** What a value of the service means. */
export function sampleOf(
  { namespace, metric }: Pick<SeriesName, 'namespace' | 'metric'>,
  raw: number,
  statistic: Statistic = 'Average',
): CatalogueSample {
  if (!Number.isFinite(raw)) return { value: null, mark: 'nan' };
  if (statistic === 'SampleCount') return { value: raw, mark: 'value' };
  const entry = metricEntry(namespace, metric);
  if (entry === null) return { value: raw, mark: 'value' };
  if (entry.sentinel && raw < 0) return { value: raw, mark: 'sentinel' };
  return { value: namespace === FLINK ? raw : converted(raw, entry.conversion), mark: 'value' };
}

function converted(raw: number, conversion: Conversion): number {
  switch (conversion) {
    case 'none':
      return raw;
    case 'percent':
      return raw / 100;
    case 'perSecond':
      return raw / 1000;
    case 'seconds':
      return raw * 1000;
  }
}

/** A figure of ours as the service tells it: what `sampleOf` makes of it is the figure again. 0.07 is 7 %, not 7.000000000000001. */
export function serviceValue({ namespace, metric }: Pick<SeriesName, 'namespace' | 'metric'>, figure: number): number {
  switch (namespace === FLINK ? 'none' : (metricEntry(namespace, metric)?.conversion ?? 'none')) {
    case 'none':
      return figure;
    case 'percent':
      return asWritten(figure * 100);
    case 'perSecond':
      return asWritten(figure * 1000);
    case 'seconds':
      return asWritten(figure / 1000);
  }
}

const asWritten = (figure: number): number => Number(figure.toPrecision(12));

/** The value of the service as a figure of ours; null where it is none. */
export function figureOf(name: Pick<SeriesName, 'namespace' | 'metric'>, raw: number): number | null {
  const { value, mark } = sampleOf(name, raw);
  return mark === 'value' ? value : null;
}

/** What only threads, shards and partitions have among their dimensions. */
const FINEST = ['Parallelism', 'ShardId', 'PartitionId', 'Partition'];

/** The reporting level of a series, from its dimensions. A custom metric has the dimensions of its own code. */
export function levelOf({ namespace, dimensions }: SeriesName): MetricLevel {
  if (namespace !== NAMESPACE && namespace !== FLINK && namespace !== DERIVED) return 'OTHER';
  const has = (key: string) => dimensions[key] !== undefined;
  if (FINEST.some(has)) return 'PARALLELISM';
  if (has('Operator')) return 'OPERATOR';
  return has('Task') ? 'TASK' : 'APPLICATION';
}

export function listingOf(name: SeriesName): MetricListing {
  const { statistic, transform, unit, custom } = readingOf(name);
  return { name, level: levelOf(name), custom, statistic, transform, unit };
}
