import type { Fault } from '../fault.ts';
import { overloadedBy, strainOnSource } from '../strains.ts';
import { computesMostly, whole } from '../victims.ts';

const COME = { mild: 1.12, clear: 1.45, severe: 2.2 };

export const autoscalingBlockedByMaxParallelism: Fault = {
  problem: 'autoscaling-blocked-by-max-parallelism',
  title: 'Automatic scaling may go no further',
  truth:
    'The program sets a maximum parallelism as low as the present parallelism: the processors are full and the service would scale out, but cannot.',
  victims: (blueprint) => (blueprint.autoScaling && computesMostly(blueprint) ? whole(blueprint) : []),
  strain(context, strain) {
    for (const source of context.sources.values()) strainOnSource(strain, source).arrivals *= overloadedBy(COME, context);
    strain.control.maxParallelism = Math.max(...context.flow.vertices.map(({ parallelism }) => parallelism));
  },
};
