import type { AlarmQuery } from '../../model/alarms/definition.ts';
import type { Millis } from '../../units/units.ts';
import { evaluate } from '../metricMath/evaluate.ts';
import { parseExpression } from '../metricMath/parse.ts';
import { MathError } from '../metricMath/syntax.ts';
import type { Points, Series, Value } from '../metricMath/values.ts';
import { EMPTY, isList } from '../metricMath/values.ts';

export interface FigureSpan {
  readonly from: Millis;
  readonly to: Millis;
  readonly period: Millis;
}

/**
 * The figures that an alarm compares, of the points of its series by their query's id: CloudWatch's metric math over them. Empty where
 * the expression is none, or does not give one time series.
 */
export function figuresOf(
  queries: readonly AlarmQuery[],
  points: (id: string) => Points,
  { from, to, period }: FigureSpan,
): Points {
  const values = new Map<string, Value>();
  const metrics: Series[] = [];
  for (const { id, series } of queries) {
    if (series === null) continue;
    const read: Series = { label: id, id, period, ...points(id) };
    metrics.push(read);
    values.set(id, read);
  }
  const first = Math.ceil(from / period) * period;
  const times = Array.from({ length: Math.max(0, Math.ceil((to - first) / period)) }, (_, i) => first + i * period);
  const reference = (id: string): Value | undefined => {
    const known = values.get(id);
    if (known !== undefined) return known;
    const text = queries.find((query) => query.id === id)?.expression;
    if (text === undefined || text === null) return undefined;
    // One that refers to itself finds nothing under its id.
    values.set(id, EMPTY);
    const parsed = parseExpression(text);
    if (!parsed.ok) throw new MathError(parsed.error);
    const value = evaluate(parsed.value, { period, times: () => times, reference, metrics: () => metrics, search: () => [] });
    values.set(id, value);
    return value;
  };
  const compared = queries.find((query) => query.compared);
  try {
    const value = compared === undefined ? undefined : reference(compared.id);
    return value === undefined || typeof value === 'number' || isList(value) ? EMPTY : value;
  } catch (thrown) {
    if (thrown instanceof MathError) return EMPTY;
    throw thrown;
  }
}
