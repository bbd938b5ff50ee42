import type { Millis } from '../../units/units.ts';
import { SECOND, millis } from '../../units/units.ts';
import type { JobBlueprint } from '../blueprint.ts';
import { buildFlow } from '../flow/runtime.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import { goBack } from '../flow/cut.ts';
import { progress } from '../flow/progress.ts';
import { resetFlow } from '../flow/reset.ts';
import { solveStep } from '../flow/solve.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { rewind } from '../flow/sources.ts';
import { settleState } from '../flow/state.ts';
import { jobFailed } from '../logs/lifecycleMessages.ts';
import { log } from '../logs/logBook.ts';
import type { LogEntry } from '../logs/logBook.ts';
import {
  checkpointCompleted,
  checkpointFailed,
  checkpointRefused,
  checkpointTriggered,
  deploying,
  jobFailing,
  jobSwitched,
  restoring,
  taskFailed,
} from '../logs/messages.ts';
import { between, hexDigits, keyOf, uniform } from '../random.ts';
import type { WantedFailure } from '../strain.ts';
import type { SimulatedException } from '../types.ts';
import { STEP } from '../types.ts';
import { isBatch } from './control/programs.ts';
import { emptyState, restoreState } from './snapshots/savedState.ts';
import { settleSnapshot } from './snapshots/snapshotRecords.ts';
import { ANY_NUMBER, fail, noteRestart, runCheckpoints, startCheckpoints } from './checkpoints.ts';
import type { CheckpointEvent, CheckpointScope } from './checkpoints.ts';
import { machineOf } from './machines.ts';
import { replaceMachine } from './machinesFor.ts';
import type { ApplicationRuntime, JobRuntime } from './runtime.ts';
import type { Place } from './views.ts';
import { viewJob } from './views.ts';

/** After a failure the service waits so long before it tries again. */
const RESTART_DELAY = 10 * SECOND;
const EXCEPTIONS = 16;
const NEVER = Number.MAX_SAFE_INTEGER as Millis;

/** Submits a job: it exists, and runs once `runJob` says so. */
export function submitJob(application: ApplicationRuntime, blueprint: JobBlueprint, at: Millis, place: Place): JobRuntime {
  application.submissions += 1;
  const key = keyOf(application.key, 'job', application.submissions);
  const job: JobRuntime = {
    id: hexDigits(key, 32),
    blueprint,
    key,
    // The same application spreads its keys the same way in every submission.
    flow: buildFlow(blueprint, application.currentParallelism, application.key),
    checkpoints: startCheckpoints(NEVER, 1),
    get view() {
      return view;
    },
    started: at,
    state: 'INITIALIZING',
    execution: 'CREATED',
    runningSince: at,
    restarts: 0,
    retry: null,
    downSince: null,
    lastRestart: null,
    exceptions: [],
    ended: null,
    begins: emptyState(application.sources),
  };
  const view = viewJob(() => job, application, place);
  return job;
}

/** Every task is deployed and running. */
export function runJob(application: ApplicationRuntime, job: JobRuntime, at: Millis): void {
  if (job.state !== 'RUNNING') note(application, at, jobSwitched(job.blueprint.name, job.id, before(job), 'RUNNING'));
  // The machines came first: the job was submitted to them shortly before it runs.
  if (job.state === 'INITIALIZING') job.started = millis(at - (6 + 12 * uniform(job.key, 8)) * SECOND);
  job.state = 'RUNNING';
  job.execution = 'RUNNING';
  job.runningSince = at;
  job.downSince = null;
  job.retry = null;
  const { enabled, interval } = application.settings.checkpointing;
  const first = at + 1 + uniform(job.key, job.restarts) * interval;
  job.checkpoints.nextTrigger = enabled ? millis(first) : NEVER;
  for (const vertex of job.flow.vertices) deploy(application, job, vertex, at);
}

const before = ({ state }: JobRuntime): string => (state === 'RESTARTING' ? 'RESTARTING' : 'CREATED');

function deploy(application: ApplicationRuntime, { restarts }: JobRuntime, vertex: VertexFlow, at: Millis): void {
  for (let i = 0; i < vertex.parallelism; i++) {
    const machine = machineOf(application.machines, i);
    const task = `${vertex.name} (${i + 1}/${vertex.parallelism})`;
    note(application, at, deploying(task, restarts, `flink-taskmanager-${machine?.id ?? ''}`));
  }
}

/** The state that the job would have after running for long: for jobs that began before the history did. */
export function settleJob({ flow }: JobRuntime, sources: ReadonlyMap<string, SourceFlow>): void {
  const rates = new Map<VertexFlow, number>();
  for (const vertex of flow.vertices) {
    const source = vertex.blueprint.source === null ? undefined : sources.get(vertex.blueprint.source);
    const fed = vertex.inputs.reduce((total, { from, selectivity, shipStrategy }) => {
      const copies = shipStrategy === 'BROADCAST' ? vertex.parallelism : 1;
      return total + (rates.get(from) ?? 0) * selectivity * copies;
    }, 0);
    const rate = source === undefined ? fed : source.blueprint.arrivals.mean;
    rates.set(vertex, rate);
    settleState(vertex, rate);
  }
}

const ROOMY = (): number => 1;

/** One step of a running job, from `from` on. */
export function stepJob(application: ApplicationRuntime, job: JobRuntime, from: Millis): void {
  const end = (from + STEP) as Millis;
  const { flow } = job;
  solveStep(flow, {
    sources: application.sources,
    count: from / STEP,
    contention: application.machines.some(({ contention }) => contention !== 1)
      ? (subtask) => machineOf(application.machines, subtask)?.contention ?? 1
      : ROOMY,
  });
  progress(flow, application.sources, end);
  for (const event of runCheckpoints(job.checkpoints, checkpointScope(application, job), end)) {
    noteCheckpoint(application, job, event);
    if (event.kind === 'exceeded') failJob(application, job, tooManyFailures(event.at));
  }
}

/** What Flink throws when more checkpoints have failed than are tolerated. */
const tooManyFailures = (at: Millis): WantedFailure => ({
  at,
  thrown: [
    'org.apache.flink.util.FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold.',
    '\tat org.apache.flink.runtime.checkpoint.CheckpointFailureManager.checkFailureAgainstCounter(CheckpointFailureManager.java:206)',
    '\tat org.apache.flink.runtime.checkpoint.CheckpointFailureManager.handleJobLevelCheckpointException(CheckpointFailureManager.java:169)',
    '\tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.abortPendingCheckpoint(CheckpointCoordinator.java:2193)',
  ],
  vertex: null,
  losesMachine: false,
  memory: null,
});

export function checkpointScope(
  { blueprint, settings, sources, strain }: ApplicationRuntime,
  { flow, key }: JobRuntime,
): CheckpointScope {
  const { interval, minPause } = settings.checkpointing;
  const unaligned = blueprint.unalignedCheckpoints ?? false;
  const tolerable = blueprint.tolerableCheckpointFailures ?? ANY_NUMBER;
  return { flow, sources, key, interval, minPause, unaligned, tolerable, strain: strain.checkpoints };
}

export function noteCheckpoint(application: ApplicationRuntime, { id }: JobRuntime, event: CheckpointEvent): void {
  settleSnapshot(application, event);
  switch (event.kind) {
    case 'exceeded':
      return;
    case 'refused':
      return note(application, event.at, checkpointRefused(id, event.reason));
    case 'triggered':
      return note(application, event.at, checkpointTriggered(event.id, event.at, id, kindOf(application, event)));
    case 'completed': {
      const { checkpoint } = event;
      return note(
        application,
        event.at,
        checkpointCompleted(checkpoint.id, id, checkpoint.checkpointedSize, checkpoint.duration),
      );
    }
    case 'failed':
      return note(application, event.at, checkpointFailed(event.checkpoint.id, id, event.checkpoint.failure ?? '', event.before));
  }
}

const kindOf = ({ change }: ApplicationRuntime, { savepoint }: Extract<CheckpointEvent, { kind: 'triggered' }>) =>
  savepoint ? (change?.phase === 'saving' ? 'suspend' : 'savepoint') : 'checkpoint';

/** A task fails, and with it the job: what it read since the last checkpoint it will read again. */
export function failJob(
  application: ApplicationRuntime,
  job: JobRuntime,
  { at, thrown, vertex: where, machine: on, losesMachine }: WantedFailure,
): void {
  const { vertices } = job.flow;
  const vertex = vertices.find(({ id }) => id === where) ?? vertices[Math.floor(uniform(job.key, at / STEP) * vertices.length)];
  if (vertex === undefined) return;
  const slots = application.machines[0]?.slots ?? 1;
  const chosen = between(job.key, at / STEP + 1, 0, vertex.parallelism - 1);
  const subtask = on === undefined ? chosen : Math.min(on * slots, vertex.parallelism - 1);
  const machine = machineOf(application.machines, subtask);
  const task = `${vertex.name} (${subtask + 1}/${vertex.parallelism})`;
  note(
    application,
    at,
    taskFailed(task, hexDigits(keyOf(job.key, at), 32), `${machine?.id ?? ''} @ ${machine?.host ?? ''}`, thrown),
  );
  const final = isBatch(application.blueprint);
  note(application, at, (final ? jobFailed : jobFailing)(job.blueprint.name, job.id, thrown));
  const exception: SimulatedException = {
    at,
    name: (thrown[0] ?? '').split(':')[0] ?? '',
    stackTrace: thrown.join('\n'),
    task: `${task} - execution #${job.restarts}`,
    taskManager: machine?.id ?? null,
  };
  job.exceptions = [exception, ...job.exceptions].slice(0, EXCEPTIONS);
  if (losesMachine && machine !== undefined) replaceMachine(application, machine.id);
  if (final) return endJob(job, 'FAILED', at);
  interruptJob(application, job, at, millis(RESTART_DELAY + (8 + 22 * uniform(job.key, at / STEP + 2)) * SECOND));
}

/** It does not come back. */
export function endJob(job: JobRuntime, state: 'FINISHED' | 'FAILED' | 'CANCELED', at: Millis): void {
  job.state = job.execution = state;
  job.ended = at;
  job.downSince = null;
  job.retry = null;
}

/** Takes the job down for so long, whatever the reason. */
export function interruptJob(application: ApplicationRuntime, job: JobRuntime, at: Millis, outage: Millis): void {
  job.state = 'RESTARTING';
  job.execution = 'CANCELED';
  job.downSince = at;
  job.lastRestart = at;
  job.retry = millis(at + outage);
  if (job.checkpoints.pending !== null) {
    noteCheckpoint(application, job, fail(job.checkpoints, at, 'Checkpoint Coordinator is suspending.'));
  }
  job.checkpoints.nextTrigger = NEVER;
  for (const source of application.sources.values()) rewind(source);
  resetFlow(job.flow);
  // Before its first checkpoint it has nothing to go back to but what it began with.
  if (job.checkpoints.cut === null) restoreState(job.begins, job.flow, application.sources);
  else goBack(job.flow, job.checkpoints.cut);
}

/** Tries a failed job again when its time has come. */
export function retryJob(application: ApplicationRuntime, job: JobRuntime, at: Millis): void {
  if (job.retry === null || job.retry > at) return;
  job.restarts += 1;
  noteRestart(job.checkpoints, at);
  if (job.checkpoints.last !== null) note(application, at, restoring(job.id, job.checkpoints.last.id));
  runJob(application, job, at);
}

export function note(application: ApplicationRuntime, at: Millis, message: Omit<LogEntry, 'at' | 'version'>): void {
  log(application.log, { ...message, at, version: application.versionId });
}
