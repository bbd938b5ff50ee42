import type { VertexBlueprint } from '../../blueprint.ts';
import { add, at, sum } from '../numbers.ts';
import type { VertexFlow } from '../runtime.ts';

/**
 * Results of a window wait until event time has passed its end; then they are sent as fast as those after it take them. Until all are
 * sent the task does nothing else.
 */
export interface WindowFlow {
  /** Of a tumbling window. */
  readonly size: number;
  /** Share of the records that come too late without any fault. */
  readonly late: number;
  /** Milliseconds that a result takes. */
  readonly cost: number;
  /** Per subtask: results of windows that are open, results that are due, and those that are sent in this step. */
  readonly gathered: Float64Array;
  readonly due: Float64Array;
  readonly firing: Float64Array;
  /** Bytes kept for open windows. */
  readonly held: Float64Array;
}

/** Milliseconds that a window takes for each result, beside what the operators after it do. */
const FIRING = 0.004;

export function windowOf({ operators }: VertexBlueprint, parallelism: number): WindowFlow | null {
  const index = operators.findIndex(({ window }) => window !== undefined);
  const window = operators[index]?.window;
  if (window === undefined) return null;
  // A result of the vertex is what the last operator emits: those between get more or fewer.
  const after = operators.slice(index + 1);
  const emitted = after.reduce((all, { selectivity }) => all * selectivity, 1);
  let reaching = 1;
  let cost = FIRING;
  for (const operator of after) {
    cost += (operator.cost * reaching) / 1000;
    reaching *= operator.selectivity;
  }
  const perSubtask = () => new Float64Array(parallelism);
  return {
    size: window.size,
    late: window.late,
    cost: cost / Math.max(emitted, 1e-9),
    gathered: perSubtask(),
    due: perSubtask(),
    firing: perSubtask(),
    held: perSubtask(),
  };
}

/** Bytes of a window that outlive its end: those of records that were early. */
const EARLY = 0.04;

/** Decides how many results are sent in this step: `most` of each subtask, `ceiling` of all. */
export function fire({ window, parallelism }: VertexFlow, most: Float64Array, ceiling: number): void {
  if (window === null) return;
  const { due, firing } = window;
  for (let i = 0; i < parallelism; i++) firing[i] = Math.min(at(due, i), at(most, i));
  const wanted = sum(firing);
  if (wanted <= ceiling) return;
  for (let i = 0; i < parallelism; i++) firing[i] = (at(firing, i) * ceiling) / wanted;
}

/** Share of the step that a subtask of a window has left for records; 0 while results wait for room. */
export function timeLeft({ due, firing, cost }: WindowFlow, subtask: number, step: number): number {
  if (at(due, subtask) > at(firing, subtask) * (1 + 1e-9) + 1e-9) return 0;
  return Math.max(0, 1 - (at(firing, subtask) * cost) / step);
}

/** Event time of a subtask went from `before` to `after`: what of its windows ends is due. */
export function closeWindows({ window }: VertexFlow, subtask: number, before: number, after: number): void {
  if (window === null || !(Math.floor(after / window.size) > Math.floor(before / window.size))) return;
  add(window.due, subtask, at(window.gathered, subtask));
  window.gathered[subtask] = 0;
  window.held[subtask] = at(window.held, subtask) * EARLY;
}
