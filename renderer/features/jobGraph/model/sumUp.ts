import type { Edge, ExecutionState, Subtask, TimeShares, Vertex } from '#shared/model/job.ts';
import { backpressureLevels } from '#shared/model/job.ts';
import type { Millis, RecordsPerSecond } from '#shared/units/units.ts';
import { ratio, recordsPerSecond } from '#shared/units/units.ts';
import type { Fold } from './folds.ts';

/** What is worst for a reader comes first. */
const severity: readonly ExecutionState[] = [
  'FAILED',
  'CANCELING',
  'CANCELED',
  'RECONCILING',
  'CREATED',
  'SCHEDULED',
  'DEPLOYING',
  'INITIALIZING',
  'RUNNING',
  'FINISHED',
];

/**
 * A fold as if it were one vertex: sums of subtasks, and of the records that come in from outside and go out; the worst of its
 * shares, the mean over its subtasks, the lowest watermark. Its "subtasks" are its vertices, each with its worst.
 */
export function sumUp({ id, title, members }: Fold, vertices: readonly Vertex[], edges: readonly Edge[]): Vertex {
  const inside = new Set(members);
  const entries = new Set(edges.flatMap(({ from, to }) => (inside.has(to) && !inside.has(from) ? [to] : [])));
  const exits = new Set(edges.flatMap(({ from, to }) => (inside.has(from) && !inside.has(to) ? [from] : [])));
  const known = vertices.map(({ watermark }) => watermark).filter((each) => each !== null);
  return {
    id,
    name: title,
    operators: [],
    parallelism: vertices.reduce((sum, { parallelism }) => sum + parallelism, 0),
    maxParallelism: null,
    status: severity.find((each) => vertices.some(({ status }) => status === each)) ?? 'RUNNING',
    detail: vertices.some(({ detail }) => detail === 'totals')
      ? 'totals'
      : vertices.every(({ detail }) => detail === 'none')
        ? 'none'
        : 'subtasks',
    watermark: known.length === 0 ? null : (Math.min(...known) as Millis),
    recordsIn: sumOf(vertices.filter((vertex) => entries.has(vertex.id)).map(({ recordsIn }) => recordsIn)),
    recordsOut: sumOf(vertices.filter((vertex) => exits.has(vertex.id)).map(({ recordsOut }) => recordsOut)),
    worst: sharesOf((share) => most(vertices.map((vertex) => worstOf(vertex)[share]))),
    mean: sharesOf((share) => meanOf(vertices, share)),
    level: [...backpressureLevels].reverse().find((each) => vertices.some(({ level }) => level === each)) ?? null,
    subtasks: vertices.map((vertex, index): Subtask => ({ index, shares: worstOf(vertex), level: vertex.level })),
  };
}

/** Of the worst subtask where subtasks were read; the mean is all that is known of the others. */
export const worstOf = ({ detail, worst, mean }: Vertex): TimeShares =>
  detail === 'totals' && worst.busy === null && worst.backpressured === null ? mean : worst;

type Share = keyof TimeShares;
const sharesOf = (read: (share: Share) => number | null): TimeShares => {
  const share = (name: Share) => {
    const value = read(name);
    return value === null ? null : ratio(value);
  };
  return { busy: share('busy'), backpressured: share('backpressured'), idle: share('idle') };
};

const most = (values: readonly (number | null)[]): number | null =>
  values.reduce((worst, value) => (value !== null && (worst === null || value > worst) ? value : worst), null);

function meanOf(vertices: readonly Vertex[], share: Share): number | null {
  let sum = 0;
  let weight = 0;
  for (const { mean, parallelism } of vertices) {
    const value = mean[share];
    if (value === null) continue;
    sum += value * parallelism;
    weight += parallelism;
  }
  return weight === 0 ? null : sum / weight;
}

/** One that is unknown makes the sum unknown. */
const sumOf = (rates: readonly (RecordsPerSecond | null)[]): RecordsPerSecond | null =>
  rates.length === 0 || rates.includes(null) ? null : recordsPerSecond(rates.reduce<number>((sum, rate) => sum + (rate ?? 0), 0));
