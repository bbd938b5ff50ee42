import { MathError } from './syntax.ts';
import { allTimes, EMPTY, isList, mapValues, sameTimes, seriesOf, valuesByTime } from './values.ts';
import type { Points, Series, Value } from './values.ts';

/** The same for one series or each of an array. */
export const each = (value: Value, of: (series: Series) => Series, name: string): Value => {
  if (typeof value === 'number') throw new MathError(`${name} takes a time series, not a number`);
  return isList(value) ? value.map(of) : of(value);
};

/** Functions of a series, or of each of an array. */
export const pointwise: Readonly<Record<string, (series: Series) => Series>> = {
  ABS: (series) => mapValues(series, Math.abs),
  CEIL: (series) => mapValues(series, Math.ceil),
  FLOOR: (series) => mapValues(series, Math.floor),
  LOG: (series) => mapValues(series, Math.log),
  LOG10: (series) => mapValues(series, Math.log10),
  DIFF: (series) => fromTwo(series, (value, before) => value - before),
  DIFF_TIME: (series) => fromTwo(series, (_value, _before, seconds) => seconds),
  RATE: (series) => fromTwo(series, (value, before, seconds) => (value - before) / seconds),
  RUNNING_SUM: (series) => {
    let sum = 0;
    return mapValues(series, (value) => (sum += value));
  },
};

/** From each point and the one before it; the first has none. */
function fromTwo(series: Series, of: (value: number, before: number, seconds: number) => number): Series {
  const { times, values } = series;
  const from = (i: number): number => of(values[i] ?? 0, values[i - 1] ?? 0, ((times[i] ?? 0) - (times[i - 1] ?? 0)) / 1000);
  return seriesOf(
    series,
    times.slice(1),
    times.slice(1).map((_, i) => from(i + 1)),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** A number from all points of a series; or a series from an array, moment by moment. */
export const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: sum,
  AVG: mean,
  MIN: (values) => values.reduce((least, value) => Math.min(least, value), Infinity),
  MAX: (values) => values.reduce((most, value) => Math.max(most, value), -Infinity),
  STDDEV(values) {
    const middle = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  },
  DATAPOINT_COUNT: (values) => values.length,
};

export function aggregate(name: string, value: Value): Value {
  const of = aggregates[name];
  if (of === undefined || typeof value === 'number') throw new MathError(`${name} takes a time series, not a number`);
  if (!isList(value)) return of(value.values);
  const [first] = value;
  if (first === undefined) return EMPTY;
  const period = value.reduce((coarsest, series) => (series.period > coarsest ? series.period : coarsest), first.period);
  const times = allTimes(value);
  const columns = value.map((series) => columnOf(series, times));
  // The mean counts what is missing as zero; the others leave it out.
  const missing: readonly number[] = name === 'AVG' ? [0] : [];
  return seriesOf(
    { ...first, period },
    times,
    times.map((_, i) => of(columns.flatMap((at) => at(i) ?? missing))),
  );
}

/** What a series has at each of those times. */
function columnOf(series: Series, times: readonly number[]): (i: number) => number | undefined {
  if (sameTimes(series.times, times)) return (i) => series.values[i];
  const values = valuesByTime(series);
  return (i) => values.get(times[i] ?? Number.NaN);
}

/** `FILL(series, 0)`, `FILL(series, other)`, `FILL(series, REPEAT)`, `FILL(series, LINEAR)`. */
export function fill(series: Series, filler: number | Series | 'REPEAT' | 'LINEAR', times: readonly number[]): Series {
  const known = valuesByTime(series);
  const values = fillerOf(series, filler);
  return seriesOf(
    series,
    times,
    times.map((at) => known.get(at) ?? values(at)),
  );
}

/** Asked moment by moment, in their order. */
function fillerOf({ times, values }: Points, filler: number | Series | 'REPEAT' | 'LINEAR'): (at: number) => number {
  if (typeof filler === 'number') return () => filler;
  if (typeof filler === 'object') {
    const other = valuesByTime(filler);
    return (at) => other.get(at) ?? Number.NaN;
  }
  let next = 0;
  return (at) => {
    while (next < times.length && (times[next] ?? 0) <= at) next += 1;
    // Before the first point there is nothing to repeat, and after the last nothing to draw a line to.
    const value = values[next - 1] ?? Number.NaN;
    if (filler === 'REPEAT') return value;
    const [from = Number.NaN, to = Number.NaN] = [times[next - 1], times[next]];
    return value + (((values[next] ?? Number.NaN) - value) * (at - from)) / (to - from);
  };
}

/** What the calendar says in UTC; days are 1 (Monday) to 7. */
export const calendar: Readonly<Record<string, (at: Date) => number>> = {
  MINUTE: (at) => at.getUTCMinutes(),
  HOUR: (at) => at.getUTCHours(),
  DAY: (at) => ((at.getUTCDay() + 6) % 7) + 1,
  DATE: (at) => at.getUTCDate(),
  MONTH: (at) => at.getUTCMonth() + 1,
  YEAR: (at) => at.getUTCFullYear(),
  EPOCH: (at) => at.getTime() / 1000,
};
