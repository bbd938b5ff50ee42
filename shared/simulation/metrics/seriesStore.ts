import type { Millis } from '../../units/units.ts';
import { MINUTE } from '../../units/units.ts';
import type { Dimension, MetricSeries, MetricStore } from '../types.ts';
import { createMinutes } from './minutes.ts';

/** A series that samples are put into. A minute's samples become one statistic set when the minute closes. */
export interface OpenSeries extends MetricSeries {
  /** NaN is no sample. */
  sample(value: number): void;
  /** One sample of each. */
  sampleAll(values: ArrayLike<number>): void;
}

export interface SeriesStore extends MetricStore {
  /** The series of these names, made when it is not there. Dimensions in the order to show them. */
  open(namespace: string, metric: string, unit: string, dimensions: readonly Dimension[]): OpenSeries;
  /** Ends the minute that began at `minute`: what was sampled since the last call is readable from now on. */
  close(minute: Millis): void;
}

export function createSeriesStore(): SeriesStore {
  const minutes = createMinutes();
  const all: OpenSeries[] = [];
  const byName = new Map<string, OpenSeries>();
  return {
    list: (namespace, metric) =>
      all.filter(
        (series, id) =>
          (namespace === null || series.namespace === namespace) &&
          (metric === null || series.metric === metric) &&
          minutes.has(id),
      ),
    find: (namespace, metric, dimensions) => byName.get(nameOf(namespace, metric, dimensions)),
    open(namespace, metric, unit, dimensions) {
      const name = nameOf(namespace, metric, dimensions);
      const known = byName.get(name);
      if (known !== undefined) return known;
      const id = all.length;
      minutes.makeRoom(id + 1);
      const series: OpenSeries = {
        namespace,
        metric,
        unit,
        dimensions,
        read: (from, to) => minutes.read(id, from, to),
        visit: (from, to, tell) => minutes.visit(id, from, to, tell),
        sample: (value) => minutes.sample(id, value),
        sampleAll: (values) => minutes.sampleAll(id, values),
      };
      all.push(series);
      byName.set(name, series);
      return series;
    },
    close: (minute) => minutes.close(minute / MINUTE),
  };
}

const nameOf = (namespace: string, metric: string, dimensions: readonly Dimension[]): string =>
  `${namespace}|${metric}|${dimensions
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join('|')}`;
