import type { Fault } from '../fault.ts';
import { overloadedBy, strainOnSource } from '../strains.ts';
import { computesMostly, whole } from '../victims.ts';

/** Times as many records as it can take. */
const COME = { mild: 1.12, clear: 1.45, severe: 2.2 };

export const throughputUnderProvisioned: Fault = {
  problem: 'throughput-under-provisioned',
  title: 'More comes in than the application’s units can take',
  truth:
    'The load has outgrown the application: nothing is skewed, throttled or broken, it has too few KPUs, and automatic scaling is off.',
  victims: (blueprint) => (blueprint.autoScaling || !computesMostly(blueprint) ? [] : whole(blueprint)),
  strain(context, strain) {
    for (const source of context.sources.values()) strainOnSource(strain, source).arrivals *= overloadedBy(COME, context);
  },
};
