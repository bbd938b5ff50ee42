import type { ExecutionState } from '#shared/model/job.ts';
import { executionStates } from '#shared/model/job.ts';
import type { SimulatedVertex } from '#shared/simulation/types.ts';
import type { JobScope, VertexScope } from '../scope.ts';

/** How long a task is in each state before it runs: what a small cluster takes. Relative to its deployment, `started`. */
const STEPS: readonly (readonly [ExecutionState, number])[] = [
  ['CREATED', -138],
  ['SCHEDULED', -126],
  ['DEPLOYING', 0],
  ['INITIALIZING', 71],
  ['RUNNING', 221],
];

/** When a vertex' tasks entered each state that they have been in. */
export function timelineOf(
  { job }: JobScope,
  { started, status }: SimulatedVertex,
): readonly (readonly [ExecutionState, number])[] {
  const reached = STEPS.findIndex(([state]) => state === status);
  const taken = reached < 0 ? STEPS : STEPS.slice(0, reached + 1);
  const steps = taken.map(([state, after]) => [state, started + after] as const);
  return reached < 0 ? [...steps, [status, job.ended ?? job.downSince ?? lastStep(steps)] as const] : steps;
}

const lastStep = (steps: readonly (readonly [ExecutionState, number])[]): number => steps.at(-1)?.[1] ?? 0;

/** When the vertex' tasks entered the state in which they are. */
export const lastOfTimeline = (scope: JobScope, vertex: SimulatedVertex): number => lastStep(timelineOf(scope, vertex));

/** Entry times of all states; 0 = never. */
export const stateTimestamps = (scope: VertexScope): Record<string, number> => ({
  ...Object.fromEntries(executionStates.map((state) => [state, 0])),
  ...Object.fromEntries(timelineOf(scope, scope.vertex)),
});

/** Time spent in each state on the way to running and in that, up to now or to the end; Flink counts none for how a task ends. */
export function stateDurations(scope: VertexScope): Record<string, number> {
  const steps = timelineOf(scope, scope.vertex);
  return Object.fromEntries(
    steps
      .map(([state, at], i) => [state, Math.max(0, (steps[i + 1]?.[1] ?? scope.now) - at)] as const)
      .filter(([state]) => STEPS.some(([step]) => step === state)),
  );
}
