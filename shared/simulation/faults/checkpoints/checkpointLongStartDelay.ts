import type { Fault } from '../fault.ts';
import { ramp, slowedTo, strainOn } from '../strains.ts';
import { isSpread, verticesWhere, withRecords } from '../victims.ts';

/** Just too little: the buffers before it are full all the time. */
const TAKES = { mild: 0.97, clear: 0.92, severe: 0.85 };
const DELAY = { mild: 15_000, clear: 50_000, severe: 150_000 };
const MINUTES = 8;

export const checkpointLongStartDelay: Fault = {
  problem: 'checkpoint-long-start-delay',
  title: 'Checkpoint barriers reach an operator late',
  truth:
    'One operator is just too slow for what comes: the buffers before it are always full, and checkpoint barriers wait in them behind the records.',
  victims: (blueprint) =>
    withRecords(
      blueprint,
      verticesWhere(blueprint, (vertex, { edges }) => isSpread(vertex, blueprint) && edges.some(({ to }) => to === vertex.uid)),
    ),
  strain(context, strain) {
    strainOn(strain, context.vertex).wait += slowedTo(TAKES, context);
    strain.checkpoints.startDelay += DELAY[context.severity] * ramp(context, MINUTES);
    strain.checkpoints.vertex = context.vertex.id;
  },
};
