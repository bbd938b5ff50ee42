import type { Fault } from '../fault.ts';
import { ramp, strainOn } from '../strains.ts';
import { hasWindows, isKeyed, isStateful, verticesWhere } from '../victims.ts';

/** Share of the records that are dropped at first; it falls as the slow shards catch up. */
const LATE = { mild: 0.02, clear: 0.08, severe: 0.25 };
const MINUTES = 90;

export const lateEventsFromUnevenShardConsumption: Fault = {
  problem: 'late-events-from-uneven-shard-consumption',
  title: 'Windows drop records of shards that are read later',
  truth:
    'Some shards are read faster than others, so the watermark runs ahead of the slower ones, and their records are too late for their windows.',
  victims: (blueprint) =>
    hasWindows(blueprint) ? verticesWhere(blueprint, (vertex, job) => isKeyed(vertex, job) && isStateful(vertex)) : [],
  strain(context, strain) {
    const vertex = strainOn(strain, context.vertex);
    vertex.late = Math.max(vertex.late, LATE[context.severity] * (1 - 0.8 * ramp(context, MINUTES)));
  },
};
