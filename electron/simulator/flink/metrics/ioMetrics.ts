import type { SimulatedSubtask } from '#shared/simulation/types.ts';
import type { VertexScope } from '../scope.ts';
import { isSink, isSource } from '../scope.ts';

/** Flink writes a figure that it does not have as the string. */
export type Figure = number | 'NaN';

const FIELDS = [
  'read-bytes',
  'write-bytes',
  'read-records',
  'write-records',
  'accumulated-backpressured-time',
  'accumulated-idle-time',
  'accumulated-busy-time',
] as const;
type Field = (typeof FIELDS)[number];
type Totals = Readonly<Record<Field, Figure>>;

/** What a subtask has read and written since its attempt began, and how it spent its time. */
export function totalsOf({ job, vertex }: VertexScope, subtask: SimulatedSubtask): Totals {
  const source = isSource(job, vertex);
  const sink = isSink(job, vertex);
  return {
    'read-bytes': source ? 0 : Math.round(subtask.bytesIn),
    'write-bytes': sink ? 0 : Math.round(subtask.bytesOut),
    'read-records': source ? 0 : Math.round(subtask.recordsIn),
    'write-records': sink ? 0 : Math.round(subtask.recordsOut),
    'accumulated-backpressured-time': Math.round(subtask.accumulatedBackpressured),
    'accumulated-idle-time': Math.round(subtask.accumulatedIdle),
    'accumulated-busy-time': vertex.legacySource ? 'NaN' : Math.round(subtask.accumulatedBusy),
  };
}

/** The `metrics` of a subtask, with the flags that say that all of them have come in. */
export const ioMetrics = (scope: VertexScope, subtask: SimulatedSubtask): Record<string, Figure | boolean> =>
  flagged(totalsOf(scope, subtask));

export function sumOfSubtasks(subtasks: readonly Record<string, Figure | boolean>[]): Record<string, Figure | boolean> {
  const sum = (field: Field): Figure =>
    subtasks.reduce<Figure>((total, each) => {
      const value = each[field];
      return total === 'NaN' || typeof value !== 'number' ? 'NaN' : total + value;
    }, 0);
  return flagged(Object.fromEntries(FIELDS.map((field) => [field, sum(field)])) as Record<Field, Figure>);
}

const flagged = (totals: Totals): Record<string, Figure | boolean> => ({
  'read-bytes': totals['read-bytes'],
  'read-bytes-complete': true,
  'write-bytes': totals['write-bytes'],
  'write-bytes-complete': true,
  'read-records': totals['read-records'],
  'read-records-complete': true,
  'write-records': totals['write-records'],
  'write-records-complete': true,
  'accumulated-backpressured-time': totals['accumulated-backpressured-time'],
  'accumulated-idle-time': totals['accumulated-idle-time'],
  'accumulated-busy-time': totals['accumulated-busy-time'],
});

/** `aggregated` of a set of subtasks: totals and state durations, each with its spread. */
export function aggregate(
  subtasks: readonly { readonly totals: Totals; readonly durations: Readonly<Record<string, number>> }[],
): object {
  const states = [...new Set(subtasks.flatMap(({ durations }) => Object.keys(durations)))];
  return {
    metrics: Object.fromEntries(FIELDS.map((field) => [field, spread(subtasks.map(({ totals }) => totals[field]))])),
    'status-duration': Object.fromEntries(
      states.map((state) => [state, spread(subtasks.flatMap(({ durations }) => durations[state] ?? []))]),
    ),
  };
}

/** Whole numbers; a figure that is not one counts as 0, as a cast does in Java. */
function spread(figures: readonly Figure[]): Record<string, number> {
  const values = figures.map((value) => (value === 'NaN' ? 0 : Math.trunc(value))).sort((a, b) => a - b);
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    min: values[0] ?? 0,
    max: values.at(-1) ?? 0,
    avg: values.length === 0 ? 0 : Math.trunc(sum / values.length),
    sum,
    median: Math.trunc(quantile(values, 0.5)),
    p25: Math.trunc(quantile(values, 0.25)),
    p75: Math.trunc(quantile(values, 0.75)),
    p95: Math.trunc(quantile(values, 0.95)),
  };
}

/** Of sorted values, interpolated as Flink's statistics do (Apache Commons Math, Percentile). */
export function quantile(sorted: readonly number[], q: number): number {
  const position = q * (sorted.length + 1);
  const below = Math.floor(position);
  const [low = 0, high = 0] = [sorted[below - 1] ?? sorted[0], sorted[below] ?? sorted.at(-1)];
  return low + (position - below) * (high - low);
}
