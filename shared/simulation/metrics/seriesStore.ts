import type { Millis } from '../../units/units.ts';
import { MINUTE, millis } from '../../units/units.ts';
import type { Dimension, MetricSeries, MetricStore, MinutePoint } from '../types.ts';

/** A series that samples are put into. A minute's samples become one statistic set when the minute closes. */
export interface OpenSeries extends MetricSeries {
  sample(value: number): void;
}

export interface SeriesStore extends MetricStore {
  /** The series of these names, made when it is not there. Dimensions in the order to show them. */
  open(namespace: string, metric: string, unit: string, dimensions: readonly Dimension[]): OpenSeries;
  /** Ends the minute that began at `minute`: what was sampled since the last call is readable from now on. */
  close(minute: Millis): void;
}

/** Columns of typed arrays that grow: 8 bytes a minute for a figure without spread, 25 with. */
export function createSeriesStore(): SeriesStore {
  const all: OpenSeries[] = [];
  const byName = new Map<string, OpenSeries>();
  const open = new Map<OpenSeries, Column>();
  let touched: Column[] = [];
  const store: SeriesStore = {
    list: (namespace, metric) =>
      all.filter(
        (series) =>
          (namespace === null || series.namespace === namespace) &&
          (metric === null || series.metric === metric) &&
          (open.get(series)?.length ?? 0) > 0,
      ),
    find: (namespace, metric, dimensions) => byName.get(nameOf(namespace, metric, dimensions)),
    open(namespace, metric, unit, dimensions) {
      const name = nameOf(namespace, metric, dimensions);
      const known = byName.get(name);
      if (known !== undefined) return known;
      const column = createColumn();
      const series: OpenSeries = {
        namespace,
        metric,
        unit,
        dimensions,
        read: (from, to) => readColumn(column, from, to),
        sample(value) {
          if (Number.isNaN(value)) return;
          if (column.count === 0) {
            touched.push(column);
            column.low = column.high = column.total = value;
          } else {
            column.total += value;
            if (value < column.low) column.low = value;
            if (value > column.high) column.high = value;
          }
          column.count += 1;
        },
      };
      all.push(series);
      byName.set(name, series);
      open.set(series, column);
      return series;
    },
    close(minute) {
      for (const column of touched) closeColumn(column, minute);
      touched = [];
    },
  };
  return store;
}

const nameOf = (namespace: string, metric: string, dimensions: readonly Dimension[]): string =>
  `${namespace}|${metric}|${dimensions
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join('|')}`;

interface Column {
  /** Of the minute that is not over. */
  count: number;
  total: number;
  low: number;
  high: number;
  /** Minute of the first element. */
  first: number;
  length: number;
  counts: Uint16Array;
  sums: Float64Array;
  /** Null while every minute's minimum and maximum are its mean. */
  spread: { lows: Float64Array; highs: Float64Array } | null;
}

const createColumn = (): Column => ({
  count: 0,
  total: 0,
  low: 0,
  high: 0,
  first: 0,
  length: 0,
  counts: new Uint16Array(0),
  sums: new Float64Array(0),
  spread: null,
});

function closeColumn(column: Column, minute: Millis): void {
  const index = minute / MINUTE;
  if (column.length === 0) column.first = index;
  const i = index - column.first;
  reserve(column, i + 1);
  column.counts[i] = column.count;
  column.sums[i] = column.total;
  if (column.low !== column.high && column.spread === null) spreadOut(column);
  if (column.spread !== null) {
    column.spread.lows[i] = column.low;
    column.spread.highs[i] = column.high;
  }
  column.length = i + 1;
  column.count = 0;
}

const LEAST = 64;

function reserve(column: Column, size: number): void {
  if (size <= column.sums.length) return;
  const next = Math.max(LEAST, size, column.sums.length * 2);
  column.counts = grown(column.counts, new Uint16Array(next));
  column.sums = grown(column.sums, new Float64Array(next));
  if (column.spread === null) return;
  column.spread.lows = grown(column.spread.lows, new Float64Array(next));
  column.spread.highs = grown(column.spread.highs, new Float64Array(next));
}

function grown<T extends Uint16Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function spreadOut(column: Column): void {
  const means = column.sums.map((total, i) => total / (column.counts[i] || 1));
  column.spread = { lows: means, highs: means.slice() };
}

function readColumn({ first, length, counts, sums, spread }: Column, from: Millis, to: Millis): MinutePoint[] {
  const begin = Math.max(0, Math.ceil(from / MINUTE) - first);
  const end = Math.min(length, Math.ceil(to / MINUTE) - first);
  const points: MinutePoint[] = [];
  for (let i = begin; i < end; i++) {
    const count = counts[i] ?? 0;
    if (count === 0) continue;
    const total = sums[i] ?? 0;
    const mean = total / count;
    points.push({
      at: millis((first + i) * MINUTE),
      count,
      sum: total,
      minimum: spread?.lows[i] ?? mean,
      maximum: spread?.highs[i] ?? mean,
    });
  }
  return points;
}
