import type { Fault } from '../fault.ts';
import { ramp, strainOn } from '../strains.ts';
import { keepsState, verticesWhere } from '../victims.ts';

const GROWTH = { mild: 3, clear: 9, severe: 25 };
const UPLOAD = { mild: 3, clear: 7, severe: 15 };
const MINUTES = 90;

export const unboundedStateGrowth: Fault = {
  problem: 'unbounded-state-growth',
  title: 'State grows and is never forgotten',
  truth:
    'The state of one operator has no time to live, and its keys hardly repeat: each record leaves an entry behind for ever, and checkpoints get larger and slower.',
  victims: (blueprint) => verticesWhere(blueprint, keepsState),
  strain(context, strain) {
    const { vertex, severity } = context;
    const much = ramp(context, MINUTES);
    const own = strainOn(strain, vertex);
    own.keepsForever = true;
    own.stateGrowth *= 1 + GROWTH[severity] * much;
    // Compaction rewrites and uploads old files again: the more of them, the more.
    strain.checkpoints.upload *= 1 + UPLOAD[severity] * much;
    strain.checkpoints.vertex = vertex.id;
  },
};
