import type { Millis } from '../../units/units.ts';
import { MINUTE } from '../../units/units.ts';

/** Points in time, oldest first. */
export interface Points {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** One metric's points, or an expression's. */
export interface Series extends Points {
  readonly label: string;
  /** The id of the query whose metric it is; null for what was calculated or found. */
  readonly id: string | null;
  readonly period: Millis;
}

/** What an expression can be: a number, a time series, or an array of them. */
export type Value = number | Series | readonly Series[];

/** What is made of no series at all: a search may find nothing. */
export const EMPTY: Series = { label: '', id: null, period: MINUTE, times: [], values: [] };

export const isList = (value: Value): value is readonly Series[] => Array.isArray(value);

/** A series that was calculated from another; points that are no number are dropped. */
export function seriesOf(like: Series, times: readonly number[], values: readonly number[]): Series {
  if (values.every(Number.isFinite)) return { label: like.label, id: null, period: like.period, times, values };
  const kept = values.flatMap((value, i) => (Number.isFinite(value) ? [i] : []));
  return {
    label: like.label,
    id: null,
    period: like.period,
    times: kept.map((i) => times[i] ?? 0),
    values: kept.map((i) => values[i] ?? 0),
  };
}

/** Another value at each point. */
export const mapValues = (series: Series, to: (value: number, at: number) => number): Series =>
  seriesOf(
    series,
    series.times,
    series.values.map((value, i) => to(value, series.times[i] ?? 0)),
  );

export const valuesByTime = ({ times, values }: Points): ReadonlyMap<number, number> =>
  new Map(times.map((at, i) => [at, values[i] ?? 0]));

/** Every moment at which one of them has a point. */
export function allTimes(all: readonly Points[]): readonly number[] {
  const [first, ...others] = all;
  if (first === undefined) return [];
  if (others.every(({ times }) => sameTimes(times, first.times))) return first.times;
  return [...new Set(all.flatMap(({ times }) => times))].sort((a, b) => a - b);
}

export function sameTimes(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
