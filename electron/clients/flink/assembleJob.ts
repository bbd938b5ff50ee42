import type {
  BackpressureLevel,
  Checkpoint,
  Checkpoints,
  ExecutionState,
  Job,
  JobState,
  Subtask,
  TimeShares,
  Vertex,
} from '#shared/model/job.ts';
import { backpressureLevels, checkpointStatuses, executionStates, jobStates } from '#shared/model/job.ts';
import { bytes, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import type { BackpressureAnswer, CheckpointAnswer, CheckpointsAnswer, CheckpointsConfigAnswer, JobAnswer } from './answers.ts';
import { operatorsOf } from './operatorsOf.ts';

/** A task that has just started reads 100 % busy until its first gauge update (5 s) has been fetched (every 10 s). */
const SETTLING = millis(15_000);

/** Rates are records a second over all subtasks. */
export interface VertexFigures {
  readonly backpressure: BackpressureAnswer | null;
  /** Over Flink's exchanges; null while not measured. */
  readonly received: number | null;
  readonly sent: number | null;
  /** From outside by source operators, to outside by sink operators, of a job that is one vertex; else 0. */
  readonly read: number;
  readonly written: number;
}

export interface JobParts {
  readonly version: string;
  readonly job: JobAnswer;
  readonly checkpoints: CheckpointsAnswer;
  readonly config: CheckpointsConfigAnswer;
  readonly restarts: number | null;
  /** By vertex; without an entry: not asked, because the figures would mean nothing. */
  readonly figures: ReadonlyMap<string, VertexFigures>;
}

/**
 * True when a vertex' figures mean something: job and vertex run, and have run long enough. Flink's metric cache outlives
 * tasks and jobs, so the state is trusted first.
 */
export function settled(job: JobAnswer, vertex: JobAnswer['vertices'][number]): boolean {
  const since = Math.max(vertex['start-time'] ?? job.now, job.timestamps['RUNNING'] ?? job.now);
  return job.state === 'RUNNING' && vertex.status === 'RUNNING' && job.now - since >= SETTLING;
}

/** Flink's answers about one job, in our words. */
export function assembleJob({ version, job, checkpoints, config, restarts, figures }: JobParts): Job {
  const edges = job.plan.nodes.flatMap(({ id, inputs }) =>
    inputs.map((input) => ({ from: input.id, to: id, shipStrategy: input.ship_strategy })),
  );
  return {
    id: job.jid,
    name: job.name,
    state: jobStateOf(job.state),
    flinkVersion: version,
    ...(job['job-type'] === 'BATCH' ? { mode: 'BATCH' } : {}),
    started: millis(job['start-time']),
    vertices: job.vertices.map((vertex) => vertexOf(vertex, figures.get(vertex.id), edges)),
    edges,
    checkpoints: checkpointsOf(checkpoints, config),
    restarts,
  };
}

/** An unknown state of a newer Flink is shown as one in which nothing is judged. */
export const jobStateOf = (text: string): JobState => jobStates.find((state) => state === text) ?? 'RECONCILING';
const executionStateOf = (text: string): ExecutionState => executionStates.find((state) => state === text) ?? 'RECONCILING';
const levelOf = (text: string | undefined): BackpressureLevel | null =>
  backpressureLevels.find((level) => level === text) ?? null;

function vertexOf(vertex: JobAnswer['vertices'][number], figures: VertexFigures | undefined, edges: Job['edges']): Vertex {
  const pressure = figures?.backpressure?.status === 'ok' ? figures.backpressure : null;
  const subtasks = (pressure?.subtasks ?? [])
    .map((each): Subtask => ({
      index: each.subtask,
      shares: { busy: share(each.busyRatio), backpressured: share(each.ratio), idle: share(each.idleRatio) },
      level: levelOf(each['backpressure-level'] ?? each.backpressureLevel),
    }))
    .sort((a, b) => a.index - b.index);
  // What a source reads and a sink writes does not come over an exchange: there it counts 0, which is no figure.
  const isSource = !edges.some(({ to }) => to === vertex.id);
  const isSink = !edges.some(({ from }) => from === vertex.id);
  return {
    id: vertex.id,
    name: vertex.name,
    operators: operatorsOf(vertex.name),
    parallelism: vertex.parallelism,
    maxParallelism: vertex.maxParallelism,
    status: executionStateOf(vertex.status),
    detail: pressure === null ? 'none' : 'subtasks',
    watermark: null,
    recordsIn: rate(isSource ? aboveZero(figures?.read) : figures?.received),
    recordsOut: rate(isSink ? aboveZero(figures?.written) : figures?.sent),
    worst: combine(subtasks, { busy: most, backpressured: most, idle: least }),
    mean: combine(subtasks, { busy: mean, backpressured: mean, idle: mean }),
    level: levelOf(pressure?.['backpressure-level'] ?? pressure?.backpressureLevel),
    subtasks,
  };
}

const aboveZero = (value: number | undefined): number | null => (value === undefined || value <= 0 ? null : value);
const rate = (value: number | null | undefined) => (value === null || value === undefined ? null : recordsPerSecond(value));
const share = (value: number | null) => (value === null ? null : ratio(Math.min(1, value)));

type Fold = (values: readonly number[]) => number;
const most: Fold = (values) => values.reduce((a, b) => Math.max(a, b));
const least: Fold = (values) => values.reduce((a, b) => Math.min(a, b));
const mean: Fold = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function combine(subtasks: readonly Subtask[], folds: Record<keyof TimeShares, Fold>): TimeShares {
  const of = (key: keyof TimeShares) => {
    const values = subtasks.flatMap(({ shares }) => (shares[key] === null ? [] : [shares[key]]));
    return values.length === 0 ? null : ratio(folds[key](values));
  };
  return { busy: of('busy'), backpressured: of('backpressured'), idle: of('idle') };
}

/** Without checkpointing everything still answers; only the interval, Long.MAX_VALUE, tells. */
function checkpointsOf(
  { counts, history, latest: { completed } }: CheckpointsAnswer,
  { interval, timeout }: CheckpointsConfigAnswer,
): Checkpoints {
  // Flink keeps ten; after ten failures the last completed one is told apart from them.
  const older = completed !== null && completed !== undefined && !history.some(({ id }) => id === completed.id);
  return {
    enabled: interval !== null,
    interval: interval === null ? null : millis(interval),
    timeout: timeout === null ? null : millis(timeout),
    settings: null,
    restored: null,
    completed: counts.completed,
    failed: counts.failed,
    inProgress: counts.in_progress,
    history: [...history, ...(older ? [completed] : [])].map(checkpointOf).sort((a, b) => b.id - a.id),
  };
}

function checkpointOf(answer: CheckpointAnswer): Checkpoint {
  const status = checkpointStatuses.find((known) => known === answer.status) ?? 'FAILED';
  const done = status !== 'IN_PROGRESS';
  return {
    id: answer.id,
    status,
    savepoint: answer.is_savepoint,
    triggered: millis(answer.trigger_timestamp),
    duration: done && answer.end_to_end_duration !== null ? millis(answer.end_to_end_duration) : null,
    checkpointedSize: done && answer.checkpointed_size !== null ? bytes(answer.checkpointed_size) : null,
    stateSize: done && answer.state_size !== null ? bytes(answer.state_size) : null,
    failure: answer.failure_message ?? null,
    unaligned: false,
    acknowledged: null,
    subtasks: null,
    acknowledgedSubtasks: null,
    processedData: null,
    persistedData: null,
    path: null,
  };
}
