import { asOf } from '#shared/analysis/checkpoints/asOf.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { millis } from '#shared/units/units.ts';
import { keptDetail } from '../keptDetail.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn, stateThen } from './pastParts.ts';

/** A checkpoint as it stood at the moment: what was acknowledged later is not acknowledged yet. `job`: absent for the job of that time. */
export function checkpointThen(then: Then, application: string, id: number, job?: string): Snapshot<CheckpointDetail> {
  const owner = ownerIn(then, application);
  const ofThen = job ?? stateThen(then, application)?.job?.id ?? null;
  const kept = (ofThen === null ? null : keptDetail(then.history, owner, ofThen, id)) ?? keptNewest(then, application, id, job);
  if (kept === null) return missing('This checkpoint is not kept.', NOT_KEPT);
  if (kept.checkpoint.triggered > then.moment) return missing('This checkpoint had not begun at that time.');
  return live(asOf(kept, then.moment), then.moment);
}

/** The newest that had begun by then; else one that was to come. */
function keptNewest(then: Then, application: string, id: number, job: string | undefined): CheckpointDetail | null {
  if (job !== undefined) return null;
  const owner = ownerIn(then, application);
  return keptDetail(then.history, owner, null, id, millis(then.moment + 1)) ?? keptDetail(then.history, owner, null, id);
}

const NOT_KEPT = 'Failed and slow checkpoints are kept by themselves, others when they are looked at.';
