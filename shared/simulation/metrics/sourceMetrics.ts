import type { Millis } from '../../units/units.ts';
import { MINUTE } from '../../units/units.ts';
import { at, sum } from '../flow/numbers.ts';
import { isOpen, shardNumber } from '../flow/source/shards.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { backlog } from '../flow/sources.ts';
import { uniform } from '../random.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import { commits, kafkaReader } from './kafkaReader.ts';
import type { KafkaReader } from './kafkaReader.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';
import type { OpenSeries } from './seriesStore.ts';

/** Bytes that one read of a Kinesis shard asks for, in steady flow and at most. */
const FETCH = 1_048_576;
const FETCH_MOST = 2 * FETCH;

/** What the connectors report of each stream and topic; with the level PARALLELISM also of each shard and partition. */
export function sourceSamplers(application: ApplicationRuntime, make: SeriesMaker): Samplers {
  const fine = application.settings.monitoring.metricsLevel === 'PARALLELISM';
  const all = [...application.sources.values()].map((source) =>
    source.blueprint.kind === 'kinesis' ? kinesis(application, source, fine, make) : topic(application, source, fine, make),
  );
  return { always: all.flatMap(({ always }) => always), twice: [], once: all.flatMap(({ once }) => once) };
}

function kinesis(application: ApplicationRuntime, source: SourceFlow, fine: boolean, make: SeriesMaker): Samplers {
  const stream = { Flow: 'Input', Id: source.blueprint.name };
  const places = fine ? Array.from(source.weights, (_, k) => k) : [];
  const ofShard = (metric: string, unit: string) => (k: number) => {
    const series = shardSeries(source, k, (ShardId) => make(metric, unit, { ...stream, ShardId }));
    return { sample: (value: number) => series()?.sample(value) };
  };
  // Removed with the connector for Flink 2.
  const counted = !application.settings.runtimeEnvironment.startsWith('FLINK-2');
  const fetches = (behind: number) => (behind > MINUTE ? FETCH_MOST : FETCH);
  return {
    always: [
      sampler(make('millisBehindLatest', 'Milliseconds', stream), (from) =>
        largest(source, (k) => millisBehind(application, source, k, from)),
      ),
      ...places.map((k) =>
        sampler(ofShard('millisBehindLatest', 'Milliseconds')(k), (from) => millisBehind(application, source, k, from)),
      ),
    ],
    twice: [],
    once: counted
      ? [
          sampler(make('bytesRequestedPerFetch', 'Bytes', stream), () => fetches(Math.max(...source.behind))),
          ...places.map((k) => sampler(ofShard('bytesRequestedPerFetch', 'Bytes')(k), () => fetches(at(source.behind, k)))),
        ]
      : [],
  };
}

/** The series of the shard that is in a place now; none while the place is empty. */
function shardSeries(source: SourceFlow, place: number, open: (shard: string) => OpenSeries): () => OpenSeries | null {
  let number = -1;
  let series: OpenSeries | null = null;
  return () => {
    if (!isOpen(source, place) && backlog(source, place) < 1) return null;
    const now = shardNumber(source, place);
    if (series === null || now !== number) {
      number = now;
      series = open(`shardId-${String(now).padStart(12, '0')}`);
    }
    return series;
  };
}

function largest({ weights }: SourceFlow, of: (partition: number) => number): number {
  let most = -Infinity;
  for (let k = 0; k < weights.length; k++) most = Math.max(most, of(k));
  return most;
}

/** −1 until the consumer has reported; caught up it is 0, or the time between two reads of a shard. */
function millisBehind(application: ApplicationRuntime, source: SourceFlow, partition: number, from: Millis): number {
  const job = application.jobs[0];
  if (job === undefined || job.state !== 'RUNNING') return NaN;
  if (job.restarts === 0 && from - job.runningSince < STEP) return -1;
  const pause = uniform(source.key ^ partition, from / STEP);
  return Math.round(at(source.behind, partition) + (pause < 0.4 ? 0 : pause * 700));
}

/** Of a topic, and of its partitions. */
function topic(application: ApplicationRuntime, source: SourceFlow, fine: boolean, make: SeriesMaker): Samplers {
  const of = { Flow: 'Input', Topic: source.blueprint.name };
  const reader = kafkaReader(application, source);
  const partitions: Sampler[] = fine
    ? Array.from(source.weights, (_, k) => ofPartition(reader, k, { ...of, PartitionId: String(k) }, make)).flat()
    : [];
  return {
    always: [
      sampler(make('records_lag_max', 'Count', of), (from) => reader.running(() => largest(source, (k) => reader.lag(k, from)))),
      sampler(make('bytes_consumed_rate', 'Bytes', of), () => reader.running(() => reader.consumed(sum(source.reading)))),
      ...partitions,
    ],
    twice: [],
    once: [
      sampler(make('currentOffsets', 'None', of), () =>
        reader.running(() => largest(source, (k) => reader.offset(k, source.position))),
      ),
      sampler(make('committedOffsets', 'None', of), () =>
        reader.running(() => largest(source, (k) => reader.offset(k, source.committed))),
      ),
      ...commits(reader, of, make),
    ],
  };
}

function ofPartition(reader: KafkaReader, k: number, of: Readonly<Record<string, string>>, make: SeriesMaker): Sampler[] {
  const { source } = reader;
  return [
    sampler(make('records_lag_max', 'Count', of), (from) => reader.running(() => reader.lag(k, from))),
    sampler(make('currentOffsets', 'None', of), () => reader.running(() => reader.offset(k, source.position))),
    sampler(make('committedOffsets', 'None', of), () => reader.running(() => reader.offset(k, source.committed))),
  ];
}
