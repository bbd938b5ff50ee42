import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import {
  AggregatesAnswer,
  BackpressureAnswer,
  CheckpointsAnswer,
  CheckpointsConfigAnswer,
  JobAnswer,
  JobsOverviewAnswer,
  MetricNamesAnswer,
  MetricsAnswer,
  OverviewAnswer,
} from './answers.ts';
import type { FoundException } from './exceptionsAnswer.ts';
import { ExceptionsAnswer, exceptionsIn } from './exceptionsAnswer.ts';
import type { FlinkHttp, FlinkHttpOptions } from './flinkHttp.ts';
import { flinkHttp } from './flinkHttp.ts';

/** Flink answers 404 to a request target above 4083 bytes; this leaves room for the path in front of it. */
const LONGEST_TARGET = 4000;

export interface Aggregate {
  readonly min: number | null;
  readonly max: number | null;
  readonly average: number | null;
  readonly sum: number | null;
}

export interface ListedJob {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly started: number;
  readonly ended: number | null;
}

/**
 * Flink's REST interface of 1.20 and 2.x, read-only. A metric that is not measured (yet) is absent from the answers. `get`: any other
 * path of it, without a slash at its start; names in it are to be encoded (`inPath`). `text`: the end of a log.
 */
export interface FlinkRest extends FlinkHttp {
  overview(signal: AbortSignal): Promise<Result<{ readonly version: string; readonly taskManagers: number | null }>>;
  jobs(signal: AbortSignal): Promise<Result<readonly ListedJob[]>>;
  job(job: string, signal: AbortSignal): Promise<Result<JobAnswer>>;
  backpressure(job: string, vertex: string, signal: AbortSignal): Promise<Result<BackpressureAnswer>>;
  checkpoints(job: string, signal: AbortSignal): Promise<Result<CheckpointsAnswer>>;
  checkpointsConfig(job: string, signal: AbortSignal): Promise<Result<CheckpointsConfigAnswer>>;
  /** The newest failures that Flink keeps (16 unless configured), newest first. */
  exceptions(job: string, signal: AbortSignal): Promise<Result<readonly FoundException[]>>;
  jobMetrics(job: string, names: readonly string[], signal: AbortSignal): Promise<Result<ReadonlyMap<string, number>>>;
  /** Over a vertex's subtasks; `choose` picks among the names that the vertex has now. */
  vertexMetrics(
    job: string,
    vertex: string,
    choose: (names: readonly string[]) => readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Aggregate>>>;
}

export function flinkRest(options: FlinkHttpOptions): FlinkRest {
  const http = flinkHttp(options);
  // Names change with the plan only; they are asked again when an answer is empty. Vertex ids repeat across jobs.
  const namesOf = new Map<string, readonly string[]>();

  const names = async (path: string, signal: AbortSignal): Promise<Result<readonly string[]>> => {
    const known = namesOf.get(path);
    if (known !== undefined) return ok(known);
    const answer = await http.get(path, MetricNamesAnswer, signal);
    if (!answer.ok) return answer;
    const found = answer.value.map(({ id }) => id);
    if (found.length > 0) remember(namesOf, path, found);
    return ok(found);
  };

  return {
    ...http,
    async overview(signal) {
      const answer = await http.get('overview', OverviewAnswer, signal);
      return answer.ok ? ok({ version: answer.value['flink-version'], taskManagers: answer.value.taskmanagers }) : answer;
    },
    async jobs(signal) {
      const answer = await http.get('jobs/overview', JobsOverviewAnswer, signal);
      if (!answer.ok) return answer;
      return ok(
        answer.value.jobs.map((job) => ({
          id: job.jid,
          name: job.name,
          state: job.state,
          started: job['start-time'],
          ended: job['end-time'],
        })),
      );
    },
    job: (job, signal) => http.get(`jobs/${inPath(job)}`, JobAnswer, signal),
    backpressure: (job, vertex, signal) =>
      http.get(`jobs/${inPath(job)}/vertices/${inPath(vertex)}/backpressure`, BackpressureAnswer, signal),
    checkpoints: (job, signal) => http.get(`jobs/${inPath(job)}/checkpoints`, CheckpointsAnswer, signal),
    checkpointsConfig: (job, signal) => http.get(`jobs/${inPath(job)}/checkpoints/config`, CheckpointsConfigAnswer, signal),
    async exceptions(job, signal) {
      const answer = await http.get(exceptionsOf(job), ExceptionsAnswer, signal);
      return answer.ok ? ok(exceptionsIn(answer.value)) : answer;
    },
    async jobMetrics(job, wanted, signal) {
      const values = new Map<string, number>();
      for (const part of inTargets(`jobs/${inPath(job)}/metrics?get=`, wanted)) {
        const answer = await http.get(part, MetricsAnswer, signal);
        if (!answer.ok) return answer;
        for (const { id, value } of answer.value) {
          const number = value === undefined ? Number.NaN : Number(value);
          if (Number.isFinite(number)) values.set(id, number);
        }
      }
      return ok(values);
    },
    async vertexMetrics(job, vertex, choose, signal) {
      const path = `jobs/${inPath(job)}/vertices/${inPath(vertex)}/subtasks/metrics`;
      const known = await names(path, signal);
      if (!known.ok) return known;
      // One unknown name would empty the whole answer: only names that the vertex has are asked for.
      const present = new Set(known.value);
      const wanted = choose(known.value).filter((name) => present.has(name));
      const values = new Map<string, Aggregate>();
      for (const part of inTargets(`${path}?get=`, wanted)) {
        const answer = await http.get(part, AggregatesAnswer, signal);
        if (!answer.ok) return answer;
        for (const { id, min, max, avg, sum } of answer.value) values.set(id, { min, max, average: avg, sum });
      }
      if (wanted.length > 0 && values.size === 0) namesOf.delete(path);
      return ok(values);
    },
  };
}

/** A name as a part of an address. Half a character, which no address can hold, becomes the sign for one that is unknown. */
export const inPath = (name: string): string => encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));

export const exceptionsOf = (job: string): string => `jobs/${inPath(job)}/exceptions?maxExceptions=20`;

/** Splits a list of metric names over as many request targets as their length asks for. */
export function inTargets(start: string, metrics: readonly string[]): string[] {
  const targets: string[] = [];
  let list = '';
  for (const metric of metrics.map(inPath)) {
    if (list !== '' && start.length + list.length + 1 + metric.length > LONGEST_TARGET) {
      targets.push(start + list);
      list = '';
    }
    list = list === '' ? metric : `${list},${metric}`;
  }
  return list === '' ? targets : [...targets, start + list];
}

/** Jobs come and go for months: only the newest names are kept. */
function remember(cache: Map<string, readonly string[]>, key: string, value: readonly string[]): void {
  cache.set(key, value);
  const [oldest] = cache.keys();
  if (cache.size > 500 && oldest !== undefined) cache.delete(oldest);
}
