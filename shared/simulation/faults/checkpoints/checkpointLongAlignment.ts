import type { Fault } from '../fault.ts';
import { ramp } from '../strains.ts';
import { verticesWhere } from '../victims.ts';

const ALIGNMENT = { mild: 12_000, clear: 45_000, severe: 140_000 };
const MINUTES = 5;

export const checkpointLongAlignment: Fault = {
  problem: 'checkpoint-long-alignment',
  title: 'Checkpoint barriers of one input wait for those of the others',
  truth:
    'One channel into the operator is far slower than the others: subtasks have most barriers at once and wait long for the last one.',
  victims: (blueprint) =>
    verticesWhere(blueprint, ({ uid }, { edges }) =>
      edges.some(({ to, shipStrategy }) => to === uid && shipStrategy !== 'FORWARD'),
    ),
  strain(context, strain) {
    strain.checkpoints.alignment += ALIGNMENT[context.severity] * ramp(context, MINUTES);
    strain.checkpoints.vertex = context.vertex.id;
  },
};
