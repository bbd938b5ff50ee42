import type { BackpressureLevel, ExecutionState, Job, JobState, Subtask, TimeShares, Vertex } from '#shared/model/job.ts';
import { backpressureLevels, executionStates, jobStates } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import type { BackpressureAnswer, CheckpointsAnswer, CheckpointsConfigAnswer, JobAnswer } from './answers.ts';
import { assembleCheckpoints } from './assembleCheckpoints.ts';
import { operatorsOf } from './operatorsOf.ts';
import type { Span } from './vertexTotals.ts';

/** A task that has just started reads 100 % busy until its first gauge update (5 s) has been fetched (every 10 s). */
export const SETTLING = millis(15_000);

/** Rates are records a second over all subtasks. */
export interface VertexFigures {
  readonly backpressure: BackpressureAnswer | null;
  /** Over Flink's exchanges; null while not measured. */
  readonly received: number | null;
  readonly sent: number | null;
  /** From outside by source operators, to outside by sink operators, of a job that is one vertex; else 0. */
  readonly read: number;
  readonly written: number;
  /** Lowest of its inputs; null where it was not asked for, or has none. */
  readonly watermark: Millis | null;
}

export interface JobParts {
  readonly version: string;
  readonly job: JobAnswer;
  readonly checkpoints: CheckpointsAnswer;
  readonly config: CheckpointsConfigAnswer;
  readonly restarts: number | null;
  /** By vertex; without an entry: not asked, because the figures would mean nothing. */
  readonly figures: ReadonlyMap<string, VertexFigures>;
  /** By vertex, of a large job: what its totals tell. */
  readonly spans?: ReadonlyMap<string, Span>;
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
export function assembleJob({ version, job, checkpoints, config, restarts, figures, spans }: JobParts): Job {
  const edges = edgesOf(job);
  const ends = { targets: new Set(edges.map(({ to }) => to)), origins: new Set(edges.map(({ from }) => from)) };
  return {
    id: job.jid,
    name: job.name,
    state: jobStateOf(job.state),
    flinkVersion: version,
    ...(job['job-type'] === 'BATCH' ? { mode: 'BATCH' } : {}),
    started: millis(job['start-time']),
    vertices: job.vertices.map((vertex) => vertexOf(vertex, figures.get(vertex.id), spans?.get(vertex.id), ends)),
    edges,
    checkpoints: assembleCheckpoints(checkpoints, config),
    restarts,
  };
}

/** Which vertex sends to which. */
export const edgesOf = ({ plan }: Pick<JobAnswer, 'plan'>): Job['edges'] =>
  plan.nodes.flatMap(({ id, inputs }) => inputs.map((input) => ({ from: input.id, to: id, shipStrategy: input.ship_strategy })));

/** An unknown state of a newer Flink is shown as one in which nothing is judged. */
export const jobStateOf = (text: string): JobState => jobStates.find((state) => state === text) ?? 'RECONCILING';
const executionStateOf = (text: string): ExecutionState => executionStates.find((state) => state === text) ?? 'RECONCILING';
const levelOf = (text: string | undefined): BackpressureLevel | null =>
  backpressureLevels.find((level) => level === text) ?? null;

/** Vertices that have inputs, and those that have outputs. */
interface Ends {
  readonly targets: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

function vertexOf(
  vertex: JobAnswer['vertices'][number],
  figures: VertexFigures | undefined,
  span: Span | undefined,
  { targets, origins }: Ends,
): Vertex {
  const pressure = figures?.backpressure?.status === 'ok' ? figures.backpressure : null;
  const subtasks = (pressure?.subtasks ?? [])
    .map((each): Subtask => ({
      index: each.subtask,
      shares: { busy: share(each.busyRatio), backpressured: share(each.ratio), idle: share(each.idleRatio) },
      level: levelOf(each['backpressure-level'] ?? each.backpressureLevel),
    }))
    .sort((a, b) => a.index - b.index);
  // What a source reads and a sink writes does not come over an exchange: there it counts 0, which is no figure.
  const isSource = !targets.has(vertex.id);
  const isSink = !origins.has(vertex.id);
  return {
    id: vertex.id,
    name: vertex.name,
    operators: operatorsOf(vertex.name),
    parallelism: vertex.parallelism,
    maxParallelism: vertex.maxParallelism,
    status: executionStateOf(vertex.status),
    detail: pressure !== null ? 'subtasks' : span === undefined ? 'none' : 'totals',
    watermark: figures?.watermark ?? null,
    recordsIn: rate(isSource ? aboveZero(figures?.read) : (span?.received ?? figures?.received)),
    recordsOut: rate(isSink ? aboveZero(figures?.written) : (span?.sent ?? figures?.sent)),
    worst: combine(subtasks, { busy: most, backpressured: most, idle: least }),
    mean:
      pressure === null && span !== undefined ? span.mean : combine(subtasks, { busy: mean, backpressured: mean, idle: mean }),
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
