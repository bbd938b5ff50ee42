import { ok } from '#shared/model/sourceError.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';

/** Metric values by name, as Java prints them: a double has its `.0`. */
export type Metrics = ReadonlyMap<string, string>;

export const long = (value: number): string => String(Math.round(value));
export const double = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

const namesIn = ({ query }: FlinkScope, parameter: string): readonly string[] | null =>
  query.has(parameter)
    ? query
        .getAll(parameter)
        .flatMap((list) => list.split(','))
        .filter((name) => name !== '')
    : null;

/** Names alone, or the values of those that were asked for; unknown ones are left out. */
export function plainMetrics(scope: FlinkScope, metrics: Metrics): FlinkAnswer {
  const wanted = namesIn(scope, 'get');
  if (wanted === null) return ok([...metrics.keys()].map((id) => ({ id })));
  return ok(
    [...new Set(wanted)].flatMap((id) => {
      const value = metrics.get(id);
      return value === undefined ? [] : [{ id, value }];
    }),
  );
}

type Aggregator = (values: readonly number[]) => number;
const sum: Aggregator = (values) => values.reduce((total, value) => total + value, 0);
const average: Aggregator = (values) => sum(values) / values.length;

const AGGREGATORS: Readonly<Record<string, Aggregator>> = {
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  avg: average,
  sum,
  /** Mean distance from the average, in percent of the average: 100 = one of two has it all. */
  skew: (values) => {
    const mean = average(values);
    const distance = sum(values.map((value) => Math.abs(value - mean))) / values.length;
    return mean === 0 ? 0 : Math.min(100, (distance / Math.abs(mean)) * 100);
  },
};

/**
 * Names alone, or aggregates over several owners of the same metrics. One name that nobody has empties the whole answer: so
 * does Flink's.
 */
export function aggregatedMetrics(scope: FlinkScope, owners: readonly Metrics[], usual: readonly string[]): FlinkAnswer {
  const wanted = namesIn(scope, 'get');
  const known = [...new Set(owners.flatMap((metrics) => [...metrics.keys()]))];
  if (wanted === null) return ok(known.map((id) => ({ id })));
  if (wanted.some((id) => !known.includes(id))) return ok([]);
  const aggregators = (namesIn(scope, 'agg') ?? usual).flatMap((name) => {
    const aggregator = AGGREGATORS[name];
    return aggregator === undefined ? [] : [[name, aggregator] as const];
  });
  return ok(
    [...new Set(wanted)].flatMap((id) => {
      const texts = owners.flatMap((metrics) => metrics.get(id) ?? []);
      const values = texts.map(Number);
      // A text or a truth value cannot be aggregated and is left out.
      if (values.some((value, i) => Number.isNaN(value) && texts[i] !== 'NaN')) return [];
      const figures = aggregators.map(([name, aggregator]) => {
        const value = aggregator(values);
        return [name, Number.isNaN(value) ? 'NaN' : value] as const;
      });
      return [{ id, ...Object.fromEntries(figures) }];
    }),
  );
}
