import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { CheckpointsConfigAnswer } from './answers.ts';
import type { VertexFigures } from './assembleJob.ts';
import { assembleJob, settled } from './assembleJob.ts';
import type { Aggregate, FlinkRest } from './flinkRest.ts';

const RATES = ['numRecordsInPerSecond', 'numRecordsOutPerSecond'];

/** Operators are told by a counter that only a source, or only a sink, has (FLIP-33). */
const operatorsWith = (counter: string, names: readonly string[]): string[] =>
  names.filter((name) => name.endsWith(counter)).map((name) => name.slice(0, -counter.length));
const rateOf = (operator: string): string => `${operator}.numRecordsInPerSecond`;

/** What does not change while a job runs, so that it is asked once. */
export type JobMemory = Map<string, CheckpointsConfigAnswer>;

/** Gathers a whole job: graph, rates, backpressure, checkpoints. Vertices are asked only while their figures mean something. */
export async function readJob(
  rest: FlinkRest,
  id: string,
  version: string,
  memory: JobMemory,
  signal: AbortSignal,
): Promise<Result<Job>> {
  const [job, checkpoints, config, metrics] = await Promise.all([
    rest.job(id, signal),
    rest.checkpoints(id, signal),
    configOf(rest, id, memory, signal),
    rest.jobMetrics(id, ['numRestarts', 'fullRestarts'], signal),
  ]);
  if (!job.ok) return job;
  if (!checkpoints.ok) return checkpoints;
  if (!config.ok) return config;
  if (!metrics.ok) return metrics;

  const figures = new Map<string, VertexFigures>();
  for (const { id: vertex, result } of await Promise.all(
    job.value.vertices
      .filter((each) => settled(job.value, each))
      .map(async ({ id: vertex }) => ({
        id: vertex,
        result: await figuresOf(rest, id, { vertex, alone: job.value.plan.nodes.length === 1 }, signal),
      })),
  )) {
    if (!result.ok) return result;
    figures.set(vertex, result.value);
  }
  return ok(
    assembleJob({
      version,
      job: job.value,
      checkpoints: checkpoints.value,
      config: config.value,
      restarts: metrics.value.get('numRestarts') ?? metrics.value.get('fullRestarts') ?? null,
      figures,
    }),
  );
}

async function configOf(
  rest: FlinkRest,
  id: string,
  memory: JobMemory,
  signal: AbortSignal,
): Promise<Result<CheckpointsConfigAnswer>> {
  const known = memory.get(id);
  if (known !== undefined) return ok(known);
  const answer = await rest.checkpointsConfig(id, signal);
  if (answer.ok) memory.set(id, answer.value);
  return answer;
}

/**
 * A vertex that is just going away has no figures; that is no failure of the job. Of a job that is one vertex (`alone`), nothing
 * goes over an exchange: what it reads and writes is counted by its operators only.
 */
async function figuresOf(
  rest: FlinkRest,
  job: string,
  { vertex, alone }: { readonly vertex: string; readonly alone: boolean },
  signal: AbortSignal,
): Promise<Result<VertexFigures>> {
  let sources: readonly string[] = [];
  let sinks: readonly string[] = [];
  const choose = (names: readonly string[]) => {
    if (!alone) return RATES;
    sources = operatorsWith('.numRecordsInErrors', names).map(rateOf);
    sinks = operatorsWith('.numRecordsSendErrors', names).map(rateOf);
    return [...RATES, ...sources, ...sinks];
  };
  const [backpressure, answer] = await Promise.all([
    rest.backpressure(job, vertex, signal),
    rest.vertexMetrics(job, vertex, choose, signal),
  ]);
  if (!backpressure.ok && !passing(backpressure.error.kind)) return backpressure;
  if (!answer.ok && !passing(answer.error.kind)) return answer;
  const rates = answer.ok ? answer.value : new Map<string, Aggregate>();
  const total = (names: readonly string[]) => names.reduce((sum, name) => sum + (rates.get(name)?.sum ?? 0), 0);
  return ok({
    backpressure: backpressure.ok ? backpressure.value : null,
    received: rates.get('numRecordsInPerSecond')?.sum ?? null,
    sent: rates.get('numRecordsOutPerSecond')?.sum ?? null,
    read: total(sources),
    written: total(sinks),
  });
}

const passing = (kind: string): boolean => kind === 'not-found' || kind === 'server-error';
