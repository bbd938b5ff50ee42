import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { CheckpointsConfigAnswer, JobAnswer } from './answers.ts';
import type { VertexFigures } from './assembleJob.ts';
import { assembleJob, edgesOf, settled } from './assembleJob.ts';
import type { FlinkRest } from './flinkRest.ts';
import { readLimits } from './readLimits.ts';
import { readVertex } from './readVertex.ts';
import type { Findings } from './suspects.ts';
import { NO_FINDINGS, findingsOf, suspectsOf } from './suspects.ts';
import type { Span, TotalsMemory } from './vertexTotals.ts';
import { sharesSoFar, totalsMemory } from './vertexTotals.ts';

/** What one poll of a job leaves for the next, by the job's id. */
export type JobMemory = Map<string, RememberedJob>;

export interface RememberedJob {
  /** What does not change while a job runs, so that it is asked once; null: not yet. */
  readonly config: CheckpointsConfigAnswer | null;
  readonly totals: TotalsMemory;
  readonly findings: Findings;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Gathers a whole job: graph, rates, backpressure, checkpoints. Vertices are asked only while their figures mean something; of a large
 * job only those in `sight` and those that may hold others back, while its own answer tells the means of all. Watermarks are read of what
 * is in sight.
 */
export async function readJob(
  rest: FlinkRest,
  id: string,
  version: string,
  memory: JobMemory,
  signal: AbortSignal,
  sight: ReadonlySet<string> = NONE,
): Promise<Result<Job>> {
  const known = memory.get(id) ?? { config: null, totals: totalsMemory(), findings: NO_FINDINGS };
  const [job, checkpoints, config, metrics] = await Promise.all([
    rest.job(id, signal),
    rest.checkpoints(id, signal),
    known.config === null ? rest.checkpointsConfig(id, signal) : ok(known.config),
    rest.jobMetrics(id, ['numRestarts', 'fullRestarts'], signal),
  ]);
  if (!job.ok) return job;
  if (!checkpoints.ok) return checkpoints;
  if (!config.ok) return config;
  if (!metrics.ok) return metrics;

  const isLarge = job.value.vertices.length > readLimits.whole;
  const spans = isLarge ? known.totals.follow(job.value) : NO_SPANS;
  const suspects = isLarge ? chooseSuspects(job.value, spans, known.findings) : NONE;
  const figures = await readVertices(rest, job.value, { sight, chosen: isLarge ? suspects : null }, signal);
  if (!figures.ok) return figures;
  const read = assembleJob({
    version,
    job: job.value,
    checkpoints: checkpoints.value,
    config: config.value,
    restarts: metrics.value.get('numRestarts') ?? metrics.value.get('fullRestarts') ?? null,
    figures: figures.value,
    spans,
  });
  const findings = isLarge ? findingsOf(read.vertices, suspects, known.findings, job.value.now) : NO_FINDINGS;
  memory.set(id, { config: config.value, totals: known.totals, findings });
  return ok(read);
}

const NO_SPANS: ReadonlyMap<string, Span> = new Map();

const chooseSuspects = (job: JobAnswer, spans: ReadonlyMap<string, Span>, findings: Findings): ReadonlySet<string> =>
  suspectsOf(
    job.vertices
      .filter((vertex) => settled(job, vertex))
      .map((vertex) => ({ id: vertex.id, shares: spans.get(vertex.id)?.mean ?? sharesSoFar(vertex, job.now) })),
    edgesOf(job),
    findings,
  );

/** `chosen`: what is read beside what is in sight; null: all, with rates of their own. */
async function readVertices(
  rest: FlinkRest,
  job: JobAnswer,
  { sight, chosen }: { readonly sight: ReadonlySet<string>; readonly chosen: ReadonlySet<string> | null },
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, VertexFigures>>> {
  const inputs = new Set(edgesOf(job).map(({ to }) => to));
  const rates = chosen !== null ? 'none' : job.plan.nodes.length === 1 ? 'alone' : 'exchanged';
  const seen = new Set([...sight].slice(0, readLimits.sight));
  const wanted = job.vertices.filter(
    (vertex) => settled(job, vertex) && (chosen === null || chosen.has(vertex.id) || seen.has(vertex.id)),
  );
  const figures = new Map<string, VertexFigures>();
  for (const { vertex, result } of await Promise.all(
    wanted.map(async ({ id: vertex }) => {
      // A source has no input to have a watermark of.
      const watermark = seen.has(vertex) && inputs.has(vertex);
      return { vertex, result: await readVertex(rest, job.jid, { vertex, rates, watermark }, signal) };
    }),
  )) {
    if (!result.ok) return result;
    figures.set(vertex, result.value);
  }
  return ok(figures);
}
