import type { ApplicationStatus } from '../../../model/application.ts';
import { SECOND, millis } from '../../../units/units.ts';
import type { Millis } from '../../../units/units.ts';
import { between, keyOf } from '../../random.ts';
import { STEP } from '../../types.ts';
import { endOperation } from '../control/operations.ts';
import { addSnapshot } from '../snapshots/snapshotRecords.ts';
import { interruptJob } from '../jobs.ts';
import type { ApplicationRuntime, Change, StateSource } from '../runtime.ts';
import { NO_RUN } from '../scaling/autoscaling.ts';
import type { Place } from '../views.ts';
import { startJobs, stopJobs } from './jobsOfChange.ts';

interface Beginning {
  readonly status: ApplicationStatus;
  readonly operation: string | null;
  /** The state is saved first, if there is a job whose state it is. */
  readonly saves?: boolean;
  /** Of the next job; else as it is. */
  readonly parallelism?: number;
  /** Else the automatic snapshot, if one is taken. */
  readonly state?: StateSource;
}

/** Seconds, from and to, that it takes until nothing runs any more. Stopping includes giving the resources back. */
const STOPS: Readonly<Partial<Record<ApplicationStatus, readonly [number, number]>>> = {
  STOPPING: [20, 90],
  UPDATING: [20, 90],
  AUTOSCALING: [20, 90],
  ROLLING_BACK: [20, 90],
  FORCE_STOPPING: [15, 40],
  DELETING: [30, 90],
};
/** Of an update to an application that does not run. */
const SETTLES = [5, 15] as const;

export function setStatus(application: ApplicationRuntime, status: ApplicationStatus, at: Millis): void {
  application.status = status;
  application.since = at;
  application.cpuRun = NO_RUN;
}

/** Begins a change of status; whatever was under way is given up. */
export function beginChange(application: ApplicationRuntime, at: Millis, place: Place, beginning: Beginning): void {
  const { status, operation, parallelism = application.currentParallelism } = beginning;
  const ran = application.jobs.length > 0 || application.status === 'RUNNING';
  const before = application.change;
  if (before !== null) endOperation(application, before.operation, at, { status: 'CANCELLED' });
  const saves = beginning.saves === true && application.jobs.some(({ state }) => state === 'RUNNING');
  setStatus(application, status, at);
  const change: Change = {
    status,
    operation,
    phase: saves ? 'saving' : 'stopping',
    until: at,
    to: endOf(status, ran),
    snapshot: saves ? addSnapshot(application, null, at, status === 'UPDATING' ? application.versions[1] : undefined) : null,
    parallelism,
    before: before?.before ?? application.currentParallelism,
    state: beginning.state ?? { kind: saves ? 'own' : 'none' },
    failure: null,
  };
  application.change = change;
  if (saves) for (const { checkpoints } of application.jobs) checkpoints.nextTrigger = Number.MAX_SAFE_INTEGER as Millis;
  else if (status === 'STARTING') startJobs(application, change, at, place);
  else enterStopping(application, change, at);
}

function endOf(status: ApplicationStatus, ran: boolean): Change['to'] {
  switch (status) {
    case 'STOPPING':
    case 'FORCE_STOPPING':
      return 'READY';
    case 'DELETING':
      return 'gone';
    case 'UPDATING':
      return ran ? 'RUNNING' : 'READY';
    default:
      return 'RUNNING';
  }
}

/** The job ends, and for some time there is none. */
export function enterStopping(application: ApplicationRuntime, change: Change, at: Millis): void {
  stopJobs(application, change.snapshot === null ? 'CANCELED' : 'FINISHED', at);
  const settles = change.status === 'UPDATING' && change.to === 'READY';
  const [from, to] = settles ? SETTLES : (STOPS[change.status] ?? SETTLES);
  const seconds = between(keyOf(application.key, 'stops'), at / STEP, from, to);
  change.phase = 'stopping';
  change.until = millis(at + seconds * SECOND);
}

/** Patches: the same job goes on, on other machines. */
export function beginMaintenance(application: ApplicationRuntime, operation: string, outage: Millis, at: Millis): void {
  for (const job of application.jobs) interruptJob(application, job, at, outage);
  setStatus(application, 'MAINTENANCE', at);
  const { currentParallelism } = application;
  application.change = {
    status: 'MAINTENANCE',
    operation,
    phase: 'starting',
    until: millis(at + outage),
    to: 'RUNNING',
    snapshot: null,
    parallelism: currentParallelism,
    before: currentParallelism,
    state: { kind: 'none' },
    failure: null,
  };
}
