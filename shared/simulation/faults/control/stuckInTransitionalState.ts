import { MINUTE } from '../../../units/units.ts';
import { STEP } from '../../types.ts';
import type { Fault, FaultContext } from '../fault.ts';
import { strainOn } from '../strains.ts';
import { isStateful, verticesWhere } from '../victims.ts';

/** Minutes in which state grows before somebody updates the application. */
const GROWS = { mild: 12, clear: 8, severe: 5 };
const GROWTH = { mild: 6, clear: 15, severe: 30 };
const UPLOAD = { mild: 8, clear: 20, severe: 50 };

export const stuckInTransitionalState: Fault = {
  problem: 'stuck-in-transitional-state',
  title: 'An update does not come to its end',
  truth: 'The state has grown so large that the snapshot before the update does not get done: the application stays in UPDATING.',
  victims: (blueprint) => (blueprint.snapshotsEnabled ? verticesWhere(blueprint, isStateful) : []),
  strain(context, strain) {
    const { vertex, severity } = context;
    const grown = Math.min(1, context.since / (GROWS[severity] * MINUTE));
    strainOn(strain, vertex).stateGrowth *= 1 + GROWTH[severity] * grown;
    strain.checkpoints.upload *= 1 + UPLOAD[severity] * grown;
    strain.checkpoints.vertex = vertex.id;
    strain.control.stuck = context.since >= asked(context);
  },
  asks: (context) => (context.since >= asked(context) && context.since < asked(context) + STEP ? 'update' : null),
};

const asked = ({ severity }: FaultContext): number => GROWS[severity] * MINUTE;
