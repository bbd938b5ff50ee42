import type { Fault } from '../fault.ts';
import { isStateful, verticesWhere } from '../victims.ts';

const SYNC = { mild: 6_000, clear: 22_000, severe: 75_000 };

export const checkpointLongSync: Fault = {
  problem: 'checkpoint-long-sync',
  title: 'An operator takes long in the synchronous part of a checkpoint',
  truth: 'The operator’s own snapshotState() copies a large collection: nothing else happens on its threads until it is done.',
  victims: (blueprint) => verticesWhere(blueprint, isStateful),
  strain({ vertex, severity }, strain) {
    strain.checkpoints.sync += SYNC[severity];
    strain.checkpoints.vertex = vertex.id;
  },
};
