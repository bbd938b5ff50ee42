import type { SeriesName } from '../model/metric.ts';
import type { Series } from '../model/series.ts';
import type { EntryStatistic } from './metricEntry.ts';
import { DERIVED, NAMESPACE } from './metricEntry.ts';

/** A series that is computed of others of the same dimensions. */
export interface DerivedEntry {
  readonly name: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  readonly unit: Series['unit'];
  /** The metrics of the managed service that it needs, in the order of `compute`. */
  readonly of: readonly string[];
  /** How these are read. */
  readonly statistic: EntryStatistic;
  /** Of their values at one moment, in our units; null: no figure. */
  readonly compute: (values: readonly number[]) => number | null;
  readonly guidePage: number;
}

const both = (values: readonly number[], combine: (a: number, b: number) => number | null): number | null => {
  const [a, b] = values;
  return a === undefined || b === undefined ? null : combine(a, b);
};

export const derivedMetrics: readonly DerivedEntry[] = [
  {
    name: 'managedMemoryShare',
    title: 'Managed memory used of total',
    description: 'Managed memory in use as a share of what there is.',
    unit: 'Ratio',
    of: ['managedMemoryUsed', 'managedMemoryTotal'],
    statistic: 'Maximum',
    compute: (values) => both(values, (used, total) => (total > 0 ? used / total : null)),
    guidePage: 426,
  },
  {
    name: 'oldGenerationGCShare',
    title: 'Share of time in old-generation collections',
    description: 'How much of each minute went into collecting the old generation; the guide warns above 60 %.',
    unit: 'Ratio',
    of: ['oldGenerationGCTime'],
    statistic: 'Maximum',
    // The service reports it of a minute, whatever the period that is asked for.
    compute: ([time]) => (time === undefined ? null : time / 60_000),
    guidePage: 453,
  },
  {
    name: 'watermarkGap',
    title: 'Watermark out less watermark in',
    description: 'By how much event time differs between what comes in and what goes out.',
    unit: 'Millis',
    of: ['currentOutputWatermark', 'currentInputWatermark'],
    statistic: 'Minimum',
    compute: (values) => both(values, (out, into) => out - into),
    guidePage: 453,
  },
];

/** The entry of a series in our namespace of derived ones; null: it is none, or there is none of that name. */
export const derivedEntry = ({ namespace, metric }: Pick<SeriesName, 'namespace' | 'metric'>): DerivedEntry | null =>
  namespace === DERIVED ? (derivedMetrics.find(({ name }) => name === metric) ?? null) : null;

/** The series that a derived one is computed of. */
export const inputsOf = (entry: DerivedEntry, { dimensions }: SeriesName): SeriesName[] =>
  entry.of.map((metric) => ({ namespace: NAMESPACE, metric, dimensions }));

/** The derived series that these names allow: all that one needs is there, of the same dimensions. */
export function derivedOf(names: readonly SeriesName[]): SeriesName[] {
  const dimensionsKey = (dimensions: SeriesName['dimensions']) =>
    JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));
  const groups = new Map<string, { readonly dimensions: SeriesName['dimensions']; readonly metrics: Set<string> }>();
  for (const { namespace, metric, dimensions } of names) {
    if (namespace !== NAMESPACE) continue;
    const key = dimensionsKey(dimensions);
    const group = groups.get(key) ?? { dimensions, metrics: new Set() };
    groups.set(key, group);
    group.metrics.add(metric);
  }
  return [...groups.values()].flatMap(({ dimensions, metrics }) =>
    derivedMetrics
      .filter(({ of }) => of.every((metric) => metrics.has(metric)))
      .map(({ name }): SeriesName => ({ namespace: DERIVED, metric: name, dimensions })),
  );
}
