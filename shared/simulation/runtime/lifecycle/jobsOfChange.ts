import type { JobState } from '../../../model/job.ts';
import { HOUR, MINUTE, SECOND, millis } from '../../../units/units.ts';
import type { Millis } from '../../../units/units.ts';
import type { SourceBlueprint } from '../../blueprint.ts';
import { add, sum } from '../../flow/numbers.ts';
import type { SourceFlow } from '../../flow/sources.ts';
import { buildSource } from '../../flow/sources.ts';
import { jobFailed, restoringSavepoint, startFailed, startTimedOut } from '../../logs/lifecycleMessages.ts';
import { parallelismSet } from '../../logs/messages.ts';
import type { ApplicationSettings } from '../../settings.ts';
import { between, keyOf } from '../../random.ts';
import { STEP } from '../../types.ts';
import { fail, noteRestore } from '../checkpoints.ts';
import type { SavedState } from '../snapshots/savedState.ts';
import { restoreError, restoreState, saveState } from '../snapshots/savedState.ts';
import { abandonSnapshots, findSnapshot } from '../snapshots/snapshotRecords.ts';
import { endJob, note, noteCheckpoint, submitJob } from '../jobs.ts';
import { hireMachines } from '../machinesFor.ts';
import type { ApplicationRuntime, Change, ChangeFailure, SnapshotRecord } from '../runtime.ts';
import type { Place } from '../views.ts';

/** Seconds from submitting a job until it runs. */
const STARTS = [90, 240] as const;
/** A restore that cannot work is noticed earlier. */
const REFUSES = [25, 60] as const;
/** The service waits so long for a job (guide p. 624). */
const START_TIMEOUT = 5 * MINUTE;
/** A stream keeps records so long: where a job without state begins that reads from the earliest. */
const RETENTION = 24 * HOUR;

/** Ends the jobs that there are. */
export function stopJobs(application: ApplicationRuntime, state: Extract<JobState, 'FINISHED' | 'CANCELED'>, at: Millis): void {
  for (const job of application.jobs) {
    if (job.ended !== null) continue;
    if (job.checkpoints.pending !== null)
      noteCheckpoint(application, job, fail(job.checkpoints, at, 'Checkpoint Coordinator is suspending.'));
    endJob(job, state, at);
  }
  abandonSnapshots(application, at);
  for (const source of application.sources.values()) source.held = false;
  application.machines = [];
}

/** Brings up the next jobs: machines, then the jobs with the state that they begin from. They run when the change is over. */
export function startJobs(application: ApplicationRuntime, change: Change, at: Millis, place: Place): void {
  application.currentParallelism = change.parallelism;
  ensureSources(application);
  hireMachines(application);
  const snapshot = snapshotOf(application, change);
  const saved = snapshot?.saved ?? null;
  application.jobs = application.blueprint.jobs.map((each) => submitJob(application, each, at, place));
  note(application, at, parallelismSet(change.parallelism));
  change.phase = 'starting';
  const seconds = between(keyOf(application.key, 'starts'), at / STEP, STARTS[0], STARTS[1]) * application.strain.control.startup;
  change.until = millis(at + Math.min(seconds * SECOND, START_TIMEOUT));
  if (seconds * SECOND > START_TIMEOUT) change.failure = timedOut(application, place);
  if (snapshot === null || saved === null) return;
  change.failure = refusal(application, snapshot, saved) ?? change.failure;
  if (change.failure !== null && seconds * SECOND <= START_TIMEOUT)
    change.until = millis(at + between(keyOf(application.key, 'refuses'), at / STEP, REFUSES[0], REFUSES[1]) * SECOND);
  resume(application, snapshot, saved, at);
}

/** The state that the jobs begin with. */
function resume(application: ApplicationRuntime, snapshot: SnapshotRecord, saved: SavedState, at: Millis): void {
  for (const job of application.jobs) {
    restoreState(saved, job.flow, application.sources);
    noteRestore(job.checkpoints, { id: snapshot.savepoint ?? 0, at, savepoint: savepointPath(snapshot) });
    note(application, at, restoringSavepoint(job.id, savepointPath(snapshot)));
  }
}

const savepointPath = ({ name, savepoint }: SnapshotRecord): string =>
  `s3://service-snapshots/${name}/savepoint-${savepoint ?? 0}`;

function snapshotOf(application: ApplicationRuntime, { state, snapshot }: Change): SnapshotRecord | null {
  const name = state.kind === 'snapshot' ? state.name : state.kind === 'own' ? snapshot : null;
  return name === null ? null : (findSnapshot(application, name) ?? null);
}

function refusal(application: ApplicationRuntime, snapshot: SnapshotRecord, saved: SavedState): ChangeFailure | null {
  const { allowNonRestoredState } = application.settings.run;
  for (const { flow } of application.jobs) {
    const message = restoreError(saved, flow, savepointPath(snapshot), allowNonRestoredState);
    if (message !== null) return { code: 'CodeError.InvalidSavepoint', message, thrown: [message, ...RESTORE_FRAMES] };
  }
  return null;
}

const RESTORE_FRAMES = [
  '\tat org.apache.flink.runtime.checkpoint.Checkpoints.loadAndValidateCheckpoint(Checkpoints.java:222)',
  '\tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.restoreSavepoint(CheckpointCoordinator.java:1868)',
  '\tat org.apache.flink.runtime.scheduler.DefaultExecutionGraphFactory.tryRestoreExecutionGraphFromSavepoint(DefaultExecutionGraphFactory.java:224)',
  '\tat org.apache.flink.runtime.jobmaster.JobMaster.createScheduler(JobMaster.java:407)',
];

function timedOut({ view }: ApplicationRuntime, { accountId }: Place): ChangeFailure {
  const message = startTimedOut(view.arn, accountId);
  return { code: 'CodeError.StartTimeout', message, thrown: [`java.util.concurrent.TimeoutException: ${message}`] };
}

/** The job that was brought up fails for good. */
export function failJobs(application: ApplicationRuntime, { message, thrown }: ChangeFailure, at: Millis): void {
  note(application, at, startFailed(message, thrown));
  for (const job of application.jobs) {
    endJob(job, 'FAILED', at);
    job.exceptions = [
      {
        at,
        name: (thrown[0] ?? message).split(':')[0] ?? '',
        stackTrace: thrown.join('\n'),
        task: null,
        taskManager: null,
      },
      ...job.exceptions,
    ];
    note(application, at, jobFailed(job.blueprint.name, job.id, thrown));
  }
}

/** A program that was changed may read other streams. */
function ensureSources(application: ApplicationRuntime): void {
  const { blueprint, sources, key } = application;
  const known = (each: SourceBlueprint) => [...sources.values()].find((source) => source.blueprint === each);
  if (blueprint.sources.length === sources.size && blueprint.sources.every(known)) return;
  application.sources = new Map(blueprint.sources.map((each) => [each.id, known(each) ?? buildSource(each, key)]));
}

/** All records of a bounded source are there from the beginning. */
export function supply({ blueprint: { bounded = 0 }, arrived, weights }: SourceFlow): void {
  for (let k = 0; k < arrived.length; k++) add(arrived, k, bounded * (weights[k] ?? 0));
}

/**
 * The jobs begin to read. A source that the saved state does not know is read from where the program says: from the newest record of this
 * moment, or from the earliest that is kept.
 */
export function openSources(application: ApplicationRuntime, change: Change): void {
  const { sources, settings, jobs } = application;
  const known = snapshotOf(application, change)?.saved?.positions;
  for (const [id, source] of sources) {
    if (known?.has(id) === true) continue;
    source.position.set(initialPositions(source, settings));
    source.committed.set(source.position);
    supply(source);
  }
  for (const job of jobs) job.begins = saveState(job.flow, sources);
}

const EARLIEST = /^(TRIM_HORIZON|earliest)/i;

function initialPositions({ arrived, blueprint, weights }: SourceFlow, { properties }: ApplicationSettings): Float64Array {
  const earliest = properties.some(({ values }) => Object.values(values).some((value) => EARLIEST.test(value)));
  if (!earliest) return arrived.slice();
  const kept = (blueprint.arrivals.mean * RETENTION) / SECOND / Math.max(1e-9, sum(weights));
  return arrived.map((records, k) => Math.max(0, records - kept * (weights[k] ?? 0)));
}
