import type { Fault } from '../fault.ts';
import { momentNow } from '../moments.ts';
import { isStateful, verticesWhere } from '../victims.ts';

/** Somebody, or a schedule, takes a snapshot every so many minutes. */
const EVERY = { mild: 20, clear: 10, severe: 5 };

export const snapshotCreationFailed: Fault = {
  problem: 'snapshot-creation-failed',
  title: 'Snapshots fail',
  truth: 'A sink cannot flush what it holds within a savepoint, so every snapshot fails, while checkpoints still succeed.',
  victims: (blueprint) => (blueprint.snapshotsEnabled ? verticesWhere(blueprint, isStateful) : []),
  strain(_, strain) {
    strain.checkpoints.snapshotsFail = 'Task has failed: Could not complete snapshot: the sink did not flush its pending writes.';
  },
  asks: (context) => (momentNow(context, EVERY[context.severity]) === null ? null : 'snapshot'),
};
