import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { evaluate } from '#shared/analysis/metricMath/evaluate.ts';
import type { Surroundings } from '#shared/analysis/metricMath/evaluate.ts';
import { parseSearch } from './search.ts';
import { MathError } from '#shared/analysis/metricMath/syntax.ts';
import { isList } from '#shared/analysis/metricMath/values.ts';
import type { Series, Value } from '#shared/analysis/metricMath/values.ts';
import { isPeriod, keptSince } from '../metrics/metricSource.ts';
import type { MetricCatalogue, MetricSource } from '../metrics/metricSource.ts';
import { spanOf } from '../metrics/samples.ts';
import { findStatistic, inPeriods } from '../metrics/statistics.ts';
import type { Statistic } from '../metrics/statistics.ts';
import { differences, labelOf } from './labels.ts';
import { inExpression } from './readQueries.ts';
import type { ExpressionQuery, MetricQuery, Query } from './readQueries.ts';

/** Which points are wanted. */
export interface Span {
  readonly from: Millis;
  readonly to: Millis;
  /** Periods begin at its multiples: 0 for those of the clock. */
  readonly origin: Millis;
  readonly now: Millis;
}

/** What a query that is to be returned gives: a line, or several. */
export interface Answered {
  readonly query: Query;
  readonly lines: readonly Series[];
  /** Whether it is an array of time series, however many. */
  readonly array: boolean;
  /** Said when there would have been more lines. */
  readonly cut: boolean;
}

/** More are not drawn from one search. */
const MOST_FOUND = 500;

/** Evaluates queries, each after those it refers to; the answers are in that order too. */
export function evaluateQueries(
  queries: readonly Query[],
  catalogue: MetricCatalogue,
  span: Span,
): Result<readonly Answered[], AwsError> {
  const values = new Map<string, Value>();
  const answers: Answered[] = [];
  let like: readonly number[] = [];
  for (const query of queries) {
    if (query.kind === 'metric') {
      const series = readMetric(query, catalogue, span, like);
      like = series.times;
      values.set(query.id, series);
      if (query.returned) answers.push({ query, lines: [series], array: false, cut: false });
      continue;
    }
    try {
      const search = searchIn(catalogue, span, query);
      const value = evaluate(query.expression, { ...surroundings(query, queries, values, span), search: search.run });
      values.set(query.id, value);
      if (!query.returned) continue;
      if (typeof value === 'number')
        return inExpression(query.id, 'The result is a number; it has to be a time series or an array of time series');
      answers.push({ query, lines: labelled(value, query), array: isList(value), cut: search.cut() });
    } catch (thrown) {
      if (thrown instanceof MathError) return inExpression(query.id, thrown.message);
      throw thrown;
    }
  }
  return ok(answers);
}

function readMetric(query: MetricQuery, catalogue: MetricCatalogue, span: Span, like: readonly number[]): Series {
  const { id, period, statistic, unit } = query;
  const source = catalogue.find(query.namespace, query.metric, query.dimensions);
  const points = source === undefined ? { times: [], values: [] } : readPoints(source, { statistic, period, unit, like }, span);
  const plain = { label: query.metric, id, period, ...points };
  return query.label === null ? plain : { ...plain, label: labelOf(query.label, plain, query) };
}

interface Reading {
  readonly statistic: Statistic;
  readonly period: Millis;
  readonly unit: string | null;
  /** When other metrics have their points. */
  readonly like: readonly number[];
}

function readPoints(source: MetricSource, { statistic, period, unit, like }: Reading, span: Span) {
  const spans = { period, origin: span.origin };
  const from = millis(Math.max(spanOf(span.from, spans), keptSince(period, span.now)));
  return inPeriods(statistic, source, { ...spans, from, to: span.to, unit }, like);
}

function surroundings(
  { period }: ExpressionQuery,
  queries: readonly Query[],
  values: ReadonlyMap<string, Value>,
  { from, to, origin, now }: Span,
): Omit<Surroundings, 'search'> {
  const metrics = (): Series[] =>
    queries.flatMap((each) => {
      const value = each.kind === 'metric' ? values.get(each.id) : undefined;
      return value === undefined || typeof value === 'number' || isList(value) ? [] : [value];
    });
  const coarsest = queries.reduce((most, each) => (each.kind === 'metric' && each.period > most ? each.period : most), 0);
  return {
    period: period ?? millis(coarsest === 0 ? MINUTE : coarsest),
    times(grain) {
      // Nothing is known of what is still to come, nor of what is not kept any more.
      const first = spanOf(Math.max(from, keptSince(grain, now)), { period: grain, origin });
      const last = Math.min(to, now);
      return Array.from({ length: Math.max(0, Math.ceil((last - first) / grain)) }, (_, i) => first + i * grain);
    },
    reference: (id) => values.get(id),
    metrics,
  };
}

function searchIn(catalogue: MetricCatalogue, span: Span, query: ExpressionQuery) {
  let cut = false;
  const run: Surroundings['search'] = (expression, name, seconds) => {
    const matches = parseSearch(expression);
    const statistic = findStatistic(name);
    if (statistic === null) throw new MathError(`SEARCH does not know the statistic '${name}'`);
    const period = seconds === null ? (query.period ?? millis(5 * MINUTE)) : millis(seconds * 1000);
    if (!isPeriod(period / 1000)) throw new MathError('SEARCH takes a period that is a multiple of 60 seconds');
    const found = catalogue.list(null, null).filter(matches);
    cut ||= found.length > MOST_FOUND;
    const shown = found.slice(0, MOST_FOUND);
    const labels = differences(shown);
    let like: readonly number[] = [];
    return shown.map((source, i) => {
      const points = readPoints(source, { statistic, period, unit: null, like }, span);
      like = points.times;
      return { label: labels[i] ?? source.metric, id: null, period, ...points };
    });
  };
  return { run, cut: () => cut };
}

/** A single line has the expression's own label; lines of an array have theirs after it. */
function labelled(value: Series | readonly Series[], { label, id }: ExpressionQuery): readonly Series[] {
  if (!isList(value)) return [{ ...value, label: label === null ? id : labelOf(label, value, null) }];
  if (label === null) return value;
  return value.map((line) => ({
    ...line,
    label: label.includes('${') ? labelOf(label, line, null) : `${label} ${line.label}`,
  }));
}
