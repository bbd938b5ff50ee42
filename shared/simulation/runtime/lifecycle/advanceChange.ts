import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import { STEP } from '../../types.ts';
import { endOperation } from '../control/operations.ts';
import { latestSnapshot, findSnapshot } from '../snapshots/snapshotRecords.ts';
import { markRan, markRolledBack, rollbackTarget } from '../control/versions.ts';
import { runJob } from '../jobs.ts';
import { hireMachines } from '../machinesFor.ts';
import type { ApplicationRuntime, Change, ChangeFailure } from '../runtime.ts';
import type { Place } from '../views.ts';
import { enterStopping, setStatus } from './beginChange.ts';
import { beginRollback } from './beginRollback.ts';
import { failJobs, openSources, startJobs, stopJobs } from './jobsOfChange.ts';

/** Takes what is under way as far as it has come at `at`. */
export function advanceChange(application: ApplicationRuntime, at: Millis, place: Place): void {
  const { change } = application;
  if (change === null || isHeld(application, change)) return;
  if (change.phase === 'saving') return saving(application, change, at, place);
  if (change.until > at) return;
  switch (change.phase) {
    case 'stopping':
      return stopped(application, change, at, place);
    case 'starting':
      return started(application, change, at);
    case 'failed':
      return giveUp(application, change, at, place);
  }
}

/** Stuck: force stop and rollback are the ways out, so these go on. */
const isHeld = ({ strain }: ApplicationRuntime, { status }: Change): boolean =>
  strain.control.stuck && (status === 'STARTING' || status === 'UPDATING' || status === 'STOPPING' || status === 'AUTOSCALING');

function saving(application: ApplicationRuntime, change: Change, at: Millis, place: Place): void {
  const snapshot = change.snapshot === null ? undefined : findSnapshot(application, change.snapshot);
  if (snapshot?.status === 'CREATING') return;
  if (snapshot?.status === 'READY') return enterStopping(application, change, at);
  change.failure = { code: 'SnapshotError', message: snapshotFailed(application, change.snapshot ?? ''), thrown: [] };
  if (change.status === 'STOPPING') return goOn(application, change, at);
  stopJobs(application, 'CANCELED', at);
  giveUp(application, change, at, place);
}

/**
 * A stop without its snapshot would lose the state, so the job goes on. Its owner can switch snapshots off and stop it again,
 * which only an application that runs or is ready allows; or stop it by force.
 */
function goOn(application: ApplicationRuntime, change: Change, at: Millis): void {
  const { enabled, interval } = application.settings.checkpointing;
  for (const { state, checkpoints } of application.jobs)
    if (enabled && state === 'RUNNING') checkpoints.nextTrigger = millis(at + interval);
  settle(application, change, at, 'RUNNING', change.failure);
}

const snapshotFailed = ({ view }: ApplicationRuntime, snapshot: string): string =>
  `Failed to take snapshot ${snapshot} for the application ${view.arn}: the savepoint did not complete.`;

function stopped(application: ApplicationRuntime, change: Change, at: Millis, place: Place): void {
  if (change.to === 'RUNNING') return startJobs(application, change, at, place);
  if (change.to === 'gone') {
    application.gone = true;
    application.jobs = [];
    application.snapshots = [];
    application.change = null;
    return;
  }
  const fails = change.status === 'UPDATING' ? wantedFailure(application) : null;
  settle(application, change, at, 'READY', fails);
}

function wantedFailure({ strain }: ApplicationRuntime): ChangeFailure | null {
  const wanted = strain.control.operationFails;
  return wanted === null ? null : { ...wanted, thrown: [wanted.message] };
}

function started(application: ApplicationRuntime, change: Change, at: Millis): void {
  const failure = change.status === 'MAINTENANCE' ? null : (change.failure ?? wantedFailure(application));
  if (failure !== null) {
    failJobs(application, failure, at);
    change.failure = failure;
    change.phase = 'failed';
    change.until = millis(at + STEP);
    return;
  }
  if (change.status === 'MAINTENANCE') hireMachines(application);
  else openSources(application, change);
  for (const job of application.jobs) if (job.state === 'INITIALIZING') runJob(application, job, at);
  markRan(application);
  const { rolledBackFrom } = application.versions[0] ?? {};
  if (change.status === 'ROLLING_BACK' && typeof rolledBackFrom === 'number') markRolledBack(application, rolledBackFrom);
  settle(application, change, at, 'RUNNING', null);
}

/** The operation has failed: back to the version that ran last if the owner wants that and it can be, else to READY. */
function giveUp(application: ApplicationRuntime, change: Change, at: Millis, place: Place): void {
  const { failure, operation, status } = change;
  const rolls = (status === 'UPDATING' || status === 'AUTOSCALING') && application.settings.rollbackEnabled;
  const target = rolls ? rollbackTarget(application) : undefined;
  const snapshot = target && latestSnapshot(application, target.settings.runtimeEnvironment);
  settle(application, change, at, target === undefined || snapshot === undefined ? 'READY' : status, failure);
  if (target !== undefined && snapshot !== undefined)
    beginRollback(application, target, snapshot.name, { before: change.before, rollbackOf: operation }, at, place);
}

function settle(
  application: ApplicationRuntime,
  { operation }: Change,
  at: Millis,
  status: ApplicationRuntime['status'],
  failure: ChangeFailure | null,
): void {
  application.change = null;
  endOperation(application, operation, at, {
    status: failure === null ? 'SUCCESSFUL' : 'FAILED',
    failure: failure === null ? null : { code: failure.code, message: failure.message },
  });
  setStatus(application, status, at);
  if (status !== 'READY') return;
  application.jobs = [];
  application.machines = [];
  application.currentParallelism = application.settings.parallelism.parallelism;
}
