import type { BigGraph } from './graph.ts';

export interface BigJob {
  readonly job: string;
  readonly graph: BigGraph;
  readonly parallelism: number;
  readonly started: number;
}

export const TASK_MANAGER = '127.0.0.1:40001-b1b1b1';

export const STATES = [
  'SCHEDULED',
  'FINISHED',
  'CANCELING',
  'CREATED',
  'CANCELED',
  'DEPLOYING',
  'INITIALIZING',
  'FAILED',
  'RECONCILING',
];
/** How many tasks, or vertices, are in which state. */
export const tasks = (running: number): Record<string, number> => ({
  ...Object.fromEntries(STATES.map((state) => [state, 0])),
  RUNNING: running,
});
