import type { AlarmQuery } from '../../../model/alarms/definition.ts';
import type { Millis } from '../../../units/units.ts';
import { evaluate } from '../../metricMath/evaluate.ts';
import { parseExpression } from '../../metricMath/parse.ts';
import type { Node } from '../../metricMath/syntax.ts';
import { MathError, calls } from '../../metricMath/syntax.ts';
import type { Points, Series, Value } from '../../metricMath/values.ts';
import { EMPTY, allTimes, isList } from '../../metricMath/values.ts';

export interface FigureSpan {
  readonly from: Millis;
  readonly to: Millis;
  readonly period: Millis;
}

/** Figures, and for each where that needs more than its own period the moment of the oldest datapoint that it is computed from. */
export interface Figures extends Points {
  readonly since?: readonly number[];
}

/** These look at the datapoint before. RUNNING_SUM and FILL look further back than can be told: CloudWatch's own alarms of them depend on its range. */
const LOOKS_BACK = ['RATE', 'DIFF', 'DIFF_TIME'];

/**
 * The figures that an alarm compares, of the points of its series by their query's id: CloudWatch's metric math over them. Empty where
 * the expression is none, or does not give one time series.
 */
export function figuresOf(
  queries: readonly AlarmQuery[],
  points: (id: string) => Points,
  { from, to, period }: FigureSpan,
): Figures {
  const values = new Map<string, Value>();
  const metrics: Series[] = [];
  const nodes: Node[] = [];
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
    nodes.push(parsed.value);
    const value = evaluate(parsed.value, { period, times: () => times, reference, metrics: () => metrics, search: () => [] });
    values.set(id, value);
    return value;
  };
  const compared = queries.find((query) => query.compared);
  try {
    const value = compared === undefined ? undefined : reference(compared.id);
    if (value === undefined || typeof value === 'number' || isList(value)) return EMPTY;
    const looksBack = nodes.some((node) => LOOKS_BACK.some((name) => calls(node, name)));
    return looksBack ? { ...value, since: beforeEach(value.times, allTimes(metrics)) } : value;
  } catch (thrown) {
    if (thrown instanceof MathError) return EMPTY;
    throw thrown;
  }
}

/** The datapoint before each moment, of both in order. */
function beforeEach(moments: readonly number[], times: readonly number[]): number[] {
  let next = 0;
  return moments.map((at) => {
    while (next < times.length && (times[next] ?? at) < at) next += 1;
    return times[next - 1] ?? at;
  });
}
