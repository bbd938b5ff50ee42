import type { Millis } from '../../units/units.ts';
import { at, sum } from '../flow/numbers.ts';
import type { VertexFlow } from '../flow/runtime.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { backlog } from '../flow/sources.ts';
import { uniform } from '../random.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import type { Sampler, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';

/** What a Kafka consumer knows of its topic. */
export interface KafkaReader {
  readonly source: SourceFlow;
  /** NaN, and so no sample, while the job does not run. */
  readonly running: (value: () => number) => number;
  /** Records of a partition that are not read: the backlog, and what came since the last poll. */
  lag(partition: number, from: Millis): number;
  offset(partition: number, position: Float64Array): number;
  /** Bytes a second, of so many records in a step. */
  consumed(records: number): number;
}

export function kafkaReader(application: ApplicationRuntime, source: SourceFlow): KafkaReader {
  return {
    source,
    running: (value) => (application.jobs[0]?.state === 'RUNNING' ? value() : NaN),
    lag(partition, from) {
      const polled = (at(source.arriving, partition) / STEP) * (40 + 260 * uniform(source.key ^ partition, from / STEP));
      return Math.round(backlog(source, partition) + polled);
    },
    // A topic has had records before the history began.
    offset: (partition, position) => Math.floor(at(position, partition)) + 1_000_000 * (partition + 3),
    consumed: (records) => (records * 1000 * source.blueprint.recordBytes) / STEP,
  };
}

/** Offsets are committed when a checkpoint completes; a broker that can't be reached refuses. */
export const commits = ({ source, running }: KafkaReader, of: Readonly<Record<string, string>>, make: SeriesMaker): Sampler[] => [
  sampler(make('commitsSucceeded', 'None', of), () => running(() => source.commits)),
  sampler(make('commitsFailed', 'None', of), () => running(() => source.failedCommits)),
];

/** The consumer's figures at a task, an operator or a thread: those of the partitions that it reads. */
export function consumerSamplers(
  reader: KafkaReader,
  { parallelism }: VertexFlow,
  of: Readonly<Record<string, string>>,
  make: SeriesMaker,
  only: number | null = null,
): Sampler[] {
  const { source } = reader;
  const reads = (k: number) => only === null || k % parallelism === only;
  const own = Array.from(source.weights, (_, k) => k).filter(reads);
  return [
    sampler(make('records_lag_max', 'Count', of), (from) =>
      reader.running(() => own.reduce((most, k) => Math.max(most, reader.lag(k, from)), own.length === 0 ? NaN : 0)),
    ),
    sampler(make('bytes_consumed_rate', 'Bytes', of), () =>
      reader.running(() => reader.consumed(own.length === source.weights.length ? sum(source.reading) : sumOf(source, own))),
    ),
    ...commits(reader, of, make),
  ];
}

const sumOf = ({ reading }: SourceFlow, partitions: readonly number[]): number =>
  partitions.reduce((total, k) => total + at(reading, k), 0);
