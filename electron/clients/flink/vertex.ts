import { executionStates } from '#shared/model/job.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { MetricNamesAnswer, zFigure, zPositive } from './answers.ts';
import type { FlinkHttp } from './flinkHttp.ts';
import { inPath } from './flinkRest.ts';

/** A state that a newer Flink has is one in which nothing is judged. */
const zState = z.enum(executionStates).catch('RECONCILING');

const SubtaskAnswer = z.object({
  subtask: z.int(),
  status: zState,
  attempt: z.int().default(0),
  /** `host:port`; 1.20 has the host alone beside it, 2.x has this only. */
  endpoint: z.string().nullish(),
  host: z.string().nullish(),
  'start-time': zPositive,
  duration: zPositive,
  metrics: z
    .object({
      'read-records': zFigure,
      'write-records': zFigure,
      'read-bytes': zFigure,
      'write-bytes': zFigure,
      'accumulated-backpressured-time': zFigure,
      'accumulated-idle-time': zFigure,
      'accumulated-busy-time': zFigure,
    })
    .prefault({}),
  'taskmanager-id': z.string().nullish(),
  'status-duration': z.record(z.string(), zPositive).default({}),
});

/** GET jobs/:job/vertices/:vertex: every subtask's newest attempt. `now` is the server's clock. */
export const VertexAnswer = z.object({
  parallelism: z.int(),
  maxParallelism: zPositive,
  now: z.number(),
  subtasks: z.array(SubtaskAnswer),
});
export type VertexAnswer = z.infer<typeof VertexAnswer>;

/** GET …/watermarks: `3.currentInputWatermark`; empty for a source. Long.MIN_VALUE, before the first one, becomes null. */
export const WatermarksAnswer = z.array(z.object({ id: z.string(), value: zFigure }));

/** GET …/accumulators */
const AccumulatorsAnswer = z.object({
  'user-accumulators': z.array(z.object({ name: z.string(), type: z.string().default(''), value: z.string().default('') })),
});
export type AccumulatorsAnswer = z.infer<typeof AccumulatorsAnswer>;

/** GET …/checkpoints/details/:checkpoint/subtasks/:vertex: a subtask that has not answered has its index alone. */
const StateSizesAnswer = z.object({ subtasks: z.array(z.object({ index: z.int(), state_size: zPositive })) });
export type StateSizesAnswer = z.infer<typeof StateSizesAnswer>;

/** What can be asked about one vertex of a job. */
export interface VertexRest {
  vertex(signal: AbortSignal): Promise<Result<VertexAnswer>>;
  watermarks(signal: AbortSignal): Promise<Result<z.infer<typeof WatermarksAnswer>>>;
  accumulators(signal: AbortSignal): Promise<Result<AccumulatorsAnswer>>;
  stateSizes(checkpoint: number, signal: AbortSignal): Promise<Result<StateSizesAnswer>>;
  /** Names of every metric of every subtask, `12.numRecordsIn`: 0.8 MB of 256 subtasks. */
  metricNames(signal: AbortSignal): Promise<Result<z.infer<typeof MetricNamesAnswer>>>;
  /** Values of metrics by such names; the caller bounds the length of the list. */
  metrics(target: string, signal: AbortSignal): Promise<Result<z.infer<typeof WatermarksAnswer>>>;
  /** What `metrics` puts in front of a list of names. */
  readonly metricsTarget: string;
}

export function vertexRest(rest: FlinkHttp, job: string, vertex: string): VertexRest {
  const checkpoints = `jobs/${inPath(job)}/checkpoints/details`;
  const path = `jobs/${inPath(job)}/vertices/${inPath(vertex)}`;
  return {
    vertex: (signal) => rest.get(path, VertexAnswer, signal),
    watermarks: (signal) => rest.get(`${path}/watermarks`, WatermarksAnswer, signal),
    accumulators: (signal) => rest.get(`${path}/accumulators`, AccumulatorsAnswer, signal),
    stateSizes: (checkpoint, signal) =>
      rest.get(`${checkpoints}/${checkpoint}/subtasks/${inPath(vertex)}`, StateSizesAnswer, signal),
    metricNames: (signal) => rest.get(`${path}/metrics`, MetricNamesAnswer, signal),
    metrics: (target, signal) => rest.get(target, WatermarksAnswer, signal),
    metricsTarget: `${path}/metrics?get=`,
  };
}

/** `3.currentInputWatermark` → 3; null for a name of another form. */
export function subtaskOf(metric: string): number | null {
  const index = /^(\d+)\./.exec(metric)?.[1];
  return index === undefined ? null : Number(index);
}

/** How Flink's connectors name what a source reads, each with the figure's name behind it. */
const SPLITS: readonly RegExp[] = [
  // org.apache.flink.connector.kinesis.source.metrics.MetricConstants, and the connector before it.
  /\.stream\.([^.]+)\.shardId\.([^.]+)\./,
  // org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics
  /\.topic\.([^.]+)\.partition\.([^.]+)\./,
  // org.apache.flink.runtime.metrics.groups.InternalSourceSplitMetricGroup, since 2.1: of any connector.
  /\.split\.([^.]+)\.watermark\./,
];

/** What each subtask reads, as the names of its metrics tell: `orders shardId-000000000003`, `clicks 7`. */
export function splitsIn(names: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, Set<string>>();
  for (const name of names) {
    const index = subtaskOf(name);
    const parts = SPLITS.map((form) => form.exec(name)).find((match) => match !== null);
    if (index === null || parts === null || parts === undefined) continue;
    const splits = found.get(index) ?? new Set();
    splits.add(parts.slice(1).join(' '));
    found.set(index, splits);
  }
  return new Map([...found].map(([index, splits]) => [index, withoutNumbers([...splits]).sort(byNumber)]));
}

/** Connectors that name their splits themselves have them once more as Flink names them. */
const withoutNumbers = (splits: readonly string[]): string[] => {
  const own = splits.filter((split) => split.includes(' '));
  return own.length > 0 ? own : [...splits];
};
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/**
 * Of each subtask the metric that tells which watermark a source emits: that of the last operator of its chain, or else of the source itself.
 */
export function sourceWatermarkNames(names: readonly string[], operators: readonly string[]): ReadonlyMap<number, string> {
  const last = inScope(operators.at(-1) ?? '');
  const found = new Map<number, string>();
  for (const name of names) {
    const [, index, operator] = /^(\d+)\.(.+)\.currentOutputWatermark$/.exec(name) ?? [];
    if (index === undefined || operator === undefined) continue;
    const isLast = inScope(operator) === last;
    if (isLast || (operator.startsWith('Source') && !found.has(Number(index)))) found.set(Number(index), name);
  }
  return found;
}

/** Flink puts underscores for what a metric's name cannot have, and cuts an operator's name to 80 characters (`OperatorMetricGroup`). */
const inScope = (operator: string): string => operator.replaceAll(/[^\p{L}\p{N}]/gu, '_').slice(0, 80);
