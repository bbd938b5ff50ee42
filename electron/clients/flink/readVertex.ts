import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { VertexFigures } from './assembleJob.ts';
import type { Aggregate, FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';
import { LowestWatermarkAnswer } from './watermark.ts';

const RATES = ['numRecordsInPerSecond', 'numRecordsOutPerSecond'];

/** Operators are told by a counter that only a source, or only a sink, has (FLIP-33). */
const operatorsWith = (counter: string, names: readonly string[]): string[] =>
  names.filter((name) => name.endsWith(counter)).map((name) => name.slice(0, -counter.length));
const rateOf = (operator: string): string => `${operator}.numRecordsInPerSecond`;

/** What is read of a vertex beside its backpressure. */
export interface VertexWanted {
  readonly vertex: string;
  /**
   * `alone`: of a job that is one vertex nothing goes over an exchange: what it reads and writes is counted by its operators only.
   * `none`: its totals tell them.
   */
  readonly rates: 'exchanged' | 'alone' | 'none';
  readonly watermark: boolean;
}

/** A vertex that is just going away has no figures; that is no failure of the job. */
export async function readVertex(
  rest: FlinkRest,
  job: string,
  { vertex, rates: wanted, watermark: withWatermark }: VertexWanted,
  signal: AbortSignal,
): Promise<Result<VertexFigures>> {
  let sources: readonly string[] = [];
  let sinks: readonly string[] = [];
  const choose = (names: readonly string[]) => {
    if (wanted === 'exchanged') return RATES;
    sources = operatorsWith('.numRecordsInErrors', names).map(rateOf);
    sinks = operatorsWith('.numRecordsSendErrors', names).map(rateOf);
    return [...RATES, ...sources, ...sinks];
  };
  const [backpressure, answer, watermark] = await Promise.all([
    rest.backpressure(job, vertex, signal),
    wanted === 'none' ? ok(NO_RATES) : rest.vertexMetrics(job, vertex, choose, signal),
    withWatermark
      ? rest.get(`jobs/${inPath(job)}/vertices/${inPath(vertex)}/watermarks`, LowestWatermarkAnswer, signal)
      : ok(null),
  ]);
  for (const each of [backpressure, answer, watermark]) if (!each.ok && !passing(each.error.kind)) return each;
  const rates = answer.ok ? answer.value : NO_RATES;
  const total = (names: readonly string[]) => names.reduce((sum, name) => sum + (rates.get(name)?.sum ?? 0), 0);
  return ok({
    backpressure: backpressure.ok ? backpressure.value : null,
    received: rates.get('numRecordsInPerSecond')?.sum ?? null,
    sent: rates.get('numRecordsOutPerSecond')?.sum ?? null,
    read: total(sources),
    written: total(sinks),
    watermark: watermark.ok ? watermark.value : null,
  });
}

const NO_RATES: ReadonlyMap<string, Aggregate> = new Map();

const passing = (kind: string): boolean => kind === 'not-found' || kind === 'server-error';
