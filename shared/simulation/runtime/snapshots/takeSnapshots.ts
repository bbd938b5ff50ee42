import type { Millis } from '../../../units/units.ts';
import { trigger } from '../checkpoints.ts';
import { checkpointScope, noteCheckpoint } from '../jobs.ts';
import type { ApplicationRuntime, SnapshotRecord } from '../runtime.ts';
import { saveState } from './savedState.ts';
import { abandonSnapshots, amendSnapshot } from './snapshotRecords.ts';

/** Begins the savepoint of the oldest snapshot that waits, once no checkpoint is in progress; while the job is down every one fails. */
export function takeSnapshots(application: ApplicationRuntime, at: Millis): void {
  const waiting = oldestWaiting(application.snapshots);
  if (waiting === undefined) return;
  const [job] = application.jobs;
  if (job === undefined || job.state !== 'RUNNING') return abandonSnapshots(application, at);
  if (job.checkpoints.pending !== null) return;
  const saved = saveState(job.flow, application.sources);
  const event = trigger(job.checkpoints, checkpointScope(application, job), at, true);
  if (event.kind === 'triggered') amendSnapshot(application, waiting.name, { savepoint: event.id, saved });
  noteCheckpoint(application, job, event);
  // Before the job stops its sources do: nothing is read beyond what the savepoint holds.
  if (waiting.initiator === 'SERVICE') for (const source of application.sources.values()) source.held = true;
}

function oldestWaiting(snapshots: ApplicationRuntime['snapshots']): SnapshotRecord | undefined {
  for (let i = snapshots.length - 1; i >= 0; i--) {
    const snapshot = snapshots[i];
    if (snapshot?.status === 'CREATING' && snapshot.savepoint === null) return snapshot;
  }
  return undefined;
}

/** Deleted ones go at the step after. */
export function forgetSnapshots(application: ApplicationRuntime): void {
  if (application.snapshots.some(({ status }) => status === 'DELETING'))
    application.snapshots = application.snapshots.filter(({ status }) => status !== 'DELETING');
}
