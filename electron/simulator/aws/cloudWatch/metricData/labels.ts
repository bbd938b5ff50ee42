import type { Series } from '#shared/analysis/metricMath/values.ts';
import type { MetricSource } from '../metrics/metricSource.ts';
import type { MetricQuery } from './readQueries.ts';

const figures: Readonly<Record<string, (values: readonly number[]) => number | undefined>> = {
  AVG: (values) => (values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length),
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  MIN: (values) => (values.length === 0 ? undefined : values.reduce((least, value) => Math.min(least, value))),
  MAX: (values) => (values.length === 0 ? undefined : values.reduce((most, value) => Math.max(most, value))),
  FIRST: (values) => values[0],
  LAST: (values) => values.at(-1),
};

/**
 * A label with its `${…}` filled in: figures of the points, `LABEL`, and properties of the metric.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
 */
export const labelOf = (label: string, series: Series, query: MetricQuery | null): string =>
  label.replace(/\$\{(\w+)(?:\('([^']*)'\))?\}/g, (whole, word: string, property: string | undefined) => {
    if (word === 'LABEL') return series.label;
    if (word === 'PROP' && property !== undefined) return (query === null ? undefined : propertyOf(query, property)) ?? '--';
    const figure = Object.hasOwn(figures, word) ? figures[word] : undefined;
    if (figure === undefined) return whole;
    const value = figure(series.values);
    return value === undefined ? '--' : String(Number(value.toPrecision(6)));
  });

function propertyOf({ namespace, metric, statistic, period, dimensions }: MetricQuery, property: string): string | undefined {
  if (property.startsWith('Dim.')) return dimensions.find(({ name }) => name === property.slice('Dim.'.length))?.value;
  const properties = new Map([
    ['Namespace', namespace],
    ['MetricName', metric],
    ['Stat', statistic.name],
    ['Period', String(period / 1000)],
  ]);
  return properties.get(property);
}

/** What tells the metrics that a search found apart: their names, the values of their dimensions, or both. */
export function differences(all: readonly MetricSource[]): readonly string[] {
  const several = (of: (source: MetricSource) => string): boolean => new Set(all.map(of)).size > 1;
  const names = [...new Set(all.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)))];
  const valueOf = ({ dimensions }: MetricSource, name: string): string =>
    dimensions.find((each) => each.name === name)?.value ?? '';
  const telling = names.filter((name) => several((source) => valueOf(source, name)));
  const named = telling.length === 0 || several(({ metric }) => metric);
  return all.map((source) =>
    [...telling.map((name) => valueOf(source, name)), ...(named ? [source.metric] : [])].filter((part) => part !== '').join(' '),
  );
}
