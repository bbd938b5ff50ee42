import type { Fault } from '../fault.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { whole } from '../victims.ts';

const TAKES = { mild: 0.95, clear: 0.8, severe: 0.6 };
/** From so many subtasks of a vertex on, metrics of each thread are too many. */
const MANY = 48;
/** Percent of a core that reporting takes on each machine. */
const REPORTING = { mild: 8, clear: 16, severe: 28 };

export const metricsLevelParallelismTooVerbose: Fault = {
  problem: 'metrics-level-parallelism-too-verbose',
  title: 'Metrics of every thread of a wide job',
  truth:
    'The metrics level was set to PARALLELISM for an application of many subtasks: collecting and reporting each thread’s metrics takes time from the records.',
  victims: (blueprint) => (blueprint.metricsLevel !== 'PARALLELISM' && blueprint.parallelism >= MANY ? whole(blueprint) : []),
  settings: ({ monitoring }) => ({ monitoring: { ...monitoring, type: 'CUSTOM', metricsLevel: 'PARALLELISM' } }),
  strain(context, strain) {
    for (const vertex of context.flow.vertices.filter(({ inputs }) => inputs.length > 0))
      strainOn(strain, vertex).lock += slowedTo(TAKES, context, { vertex });
    strain.machines.cpu += REPORTING[context.severity];
  },
};
