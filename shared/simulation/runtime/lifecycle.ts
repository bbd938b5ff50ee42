import type { ApplicationStatus } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';
import { SECOND, millis } from '../../units/units.ts';
import { sum } from '../flow/numbers.ts';
import { inheritState } from '../flow/progress.ts';
import { parallelismSet } from '../logs/messages.ts';
import { between } from '../random.ts';
import { STEP } from '../types.ts';
import { trigger } from './checkpoints.ts';
import { checkpointScope, interruptJob, note, noteCheckpoint, runJob, submitJob } from './jobs.ts';
import { buildMachines } from './machines.ts';
import type { ApplicationRuntime, JobRuntime, Pending } from './runtime.ts';
import type { Place } from './views.ts';

/** Seconds that a change takes, from and to: the phase without a job. */
const DOWN: Readonly<Record<string, readonly [number, number]>> = {
  STARTING: [75, 150],
  STOPPING: [10, 30],
  UPDATING: [60, 120],
  AUTOSCALING: [50, 100],
  ROLLING_BACK: [60, 120],
  FORCE_STOPPING: [20, 60],
  MAINTENANCE: [10, 30],
  ROLLED_BACK: [15, 30],
  DELETING: [45, 90],
};
/** Seconds before the job stops when no snapshot is taken. */
const STOPS_WITHIN = 15;

/** Begins a change that goes through `status`; what it ends in follows. */
export function beginChange(application: ApplicationRuntime, status: ApplicationStatus, at: Millis, place: Place): void {
  const { blueprint, jobs } = application;
  application.status = status;
  if (changesVersion(status)) {
    application.versionId += 1;
    application.updated = at;
  }
  if (status === 'MAINTENANCE') {
    const seconds = between(application.key, at / STEP, 10, 30);
    for (const job of jobs) interruptJob(application, job, at, millis(seconds * SECOND));
    application.pending = {
      phase: 'down',
      saved: true,
      to: 'RUNNING',
      parallelism: application.currentParallelism,
      until: (at + seconds * SECOND) as Millis,
    };
    return;
  }
  const saves = jobs.length > 0 && blueprint.snapshotsEnabled && status !== 'FORCE_STOPPING' && status !== 'DELETING';
  application.pending = {
    phase: 'saving',
    saved: !saves,
    to: endOf(status),
    parallelism: parallelismAfter(application, status),
    until: millis(at + (saves || jobs.length === 0 ? 0 : STOPS_WITHIN * SECOND)),
  };
  for (const { checkpoints } of jobs) checkpoints.nextTrigger = FOREVER;
  advanceChange(application, at, place);
}

const FOREVER = Number.MAX_SAFE_INTEGER as Millis;
const changesVersion = (status: ApplicationStatus): boolean => status === 'UPDATING' || status === 'ROLLING_BACK';
const endOf = (status: ApplicationStatus): ApplicationStatus =>
  status === 'STOPPING' || status === 'FORCE_STOPPING' || status === 'DELETING' ? 'READY' : 'RUNNING';

/** Automatic scaling doubles, within the limit of parallelism (guide p. 57 and later editions). */
const parallelismAfter = ({ currentParallelism, blueprint }: ApplicationRuntime, status: ApplicationStatus): number => {
  if (status === 'AUTOSCALING') return Math.min(2 * currentParallelism, blueprint.parallelismPerKpu * 64, 256);
  return status === 'UPDATING' ? blueprint.parallelism : currentParallelism;
};

/** A last snapshot, after a checkpoint in progress has come to its end. True once it is done. */
function saveState(application: ApplicationRuntime, pending: Pending, at: Millis): boolean {
  const running = application.jobs.filter(({ state }) => state === 'RUNNING');
  if (running.some(({ checkpoints }) => checkpoints.pending !== null)) return false;
  if (pending.saved || running.length === 0) return true;
  pending.saved = true;
  for (const job of running)
    noteCheckpoint(application, job, trigger(job.checkpoints, checkpointScope(application, job), at, true));
  return false;
}

/** Takes the change under way as far as it has come at `at`. */
export function advanceChange(application: ApplicationRuntime, at: Millis, place: Place): void {
  const { pending } = application;
  if (pending === null) return;
  if (pending.phase === 'saving') saving(application, pending, at, place);
  else if (pending.until <= at) finish(application, pending, at);
}

function saving(application: ApplicationRuntime, pending: Pending, at: Millis, place: Place): void {
  if (pending.until > at || !saveState(application, pending, at)) return;
  const [from, to] = DOWN[application.status] ?? [30, 60];
  pending.phase = 'down';
  pending.until = millis(at + between(application.key, at / STEP, from, to) * SECOND);
  const before = application.jobs;
  for (const job of before) job.state = job.execution = application.blueprint.snapshotsEnabled ? 'FINISHED' : 'CANCELED';
  application.machines = [];
  if (pending.to !== 'RUNNING') return;
  prepare(application, pending.parallelism, at, place);
  if (application.blueprint.snapshotsEnabled) restore(application, before);
}

/** New machines, new jobs; they do not run yet. */
function prepare(application: ApplicationRuntime, parallelism: number, at: Millis, place: Place): void {
  application.currentParallelism = parallelism;
  application.machines = machinesFor(application);
  if (application.status === 'STARTING') skipBacklog(application);
  application.jobs = application.blueprint.jobs.map((each) => submitJob(application, each, at, place));
  note(application, at, parallelismSet(parallelism));
}

/** The snapshot of the jobs before is where the new ones begin. */
function restore({ jobs }: ApplicationRuntime, before: readonly JobRuntime[]): void {
  jobs.forEach(({ flow }, i) => {
    const old = before[i];
    if (old !== undefined) inheritState(old.flow, flow);
  });
}

export function machinesFor({ blueprint, currentParallelism, key, submissions }: ApplicationRuntime) {
  const count = Math.ceil(currentParallelism / blueprint.parallelismPerKpu);
  return buildMachines(count, blueprint.parallelismPerKpu, key + submissions);
}

/** An application that starts without a snapshot reads the newest records first. */
function skipBacklog({ sources }: ApplicationRuntime): void {
  for (const { arrived, position, committed } of sources.values()) {
    if (sum(position) > 0) continue;
    position.set(arrived);
    committed.set(arrived);
  }
}

function finish(application: ApplicationRuntime, { to }: Pending, at: Millis): void {
  application.pending = null;
  application.status = to;
  if (to !== 'RUNNING') application.jobs = [];
  for (const job of application.jobs) {
    if (job.state === 'INITIALIZING') runJob(application, job, at);
  }
}
