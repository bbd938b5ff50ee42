import type { Millis } from '../../units/units.ts';
import { MINUTE } from '../../units/units.ts';
import { at, sum } from '../flow/numbers.ts';
import type { SourceFlow } from '../flow/sources.ts';
import { backlog, behind } from '../flow/sources.ts';
import { uniform } from '../random.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import { sampler } from './applicationMetrics.ts';
import type { Sampler, Samplers, SeriesMaker } from './samplers.ts';

/** Bytes that one read of a Kinesis shard asks for, in steady flow and at most. */
const FETCH = 1_048_576;
const FETCH_MOST = 2 * FETCH;

/** What the connectors report of each stream and topic; with the level PARALLELISM also of each shard and partition. */
export function sourceSamplers(application: ApplicationRuntime, make: SeriesMaker): Samplers {
  const fine = application.blueprint.metricsLevel === 'PARALLELISM';
  const all = [...application.sources.values()].map((source) =>
    source.blueprint.kind === 'kinesis' ? kinesis(application, source, fine, make) : kafka(application, source, fine, make),
  );
  return { always: all.flatMap(({ always }) => always), twice: [], once: all.flatMap(({ once }) => once) };
}

function kinesis(application: ApplicationRuntime, source: SourceFlow, fine: boolean, make: SeriesMaker): Samplers {
  const stream = { Flow: 'Input', Id: source.blueprint.name };
  const worst = (from: Millis) => largest(source, (k) => millisBehind(application, source, k, from));
  const fetches = () => (worstBehind(source) > MINUTE ? FETCH_MOST : FETCH);
  return {
    always: [
      sampler(make('millisBehindLatest', 'Milliseconds', stream), worst),
      ...(fine
        ? shards(source).map((shard, k) =>
            sampler(make('millisBehindLatest', 'Milliseconds', { ...stream, ShardId: shard }), (from) =>
              millisBehind(application, source, k, from),
            ),
          )
        : []),
    ],
    twice: [],
    once: [sampler(make('bytesRequestedPerFetch', 'Bytes', stream), fetches)],
  };
}

export const shards = ({ weights }: SourceFlow): string[] =>
  Array.from(weights, (_, k) => `shardId-${String(k).padStart(12, '0')}`);

const worstBehind = (source: SourceFlow): number => largest(source, (k) => behind(source, k));

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
  return Math.round(behind(source, partition) + (pause < 0.4 ? 0 : pause * 700));
}

function kafka(application: ApplicationRuntime, source: SourceFlow, fine: boolean, make: SeriesMaker): Samplers {
  const topic = { Flow: 'Input', Topic: source.blueprint.name };
  const lag = (partition: number, from: Millis) => {
    const polled = (at(source.arriving, partition) / STEP) * (40 + 260 * uniform(source.key ^ partition, from / STEP));
    return Math.round(backlog(source, partition) + polled);
  };
  const offset = (k: number, position: Float64Array) => Math.floor(at(position, k)) + 1_000_000 * (k + 3);
  const running = (value: (from: Millis) => number) => (from: Millis) =>
    application.jobs[0]?.state === 'RUNNING' ? value(from) : NaN;
  const job = () => application.jobs[0];
  const partitions: Sampler[] = fine
    ? Array.from(source.weights, (_, k) => {
        const of = { ...topic, PartitionId: String(k) };
        return [
          sampler(
            make('records_lag_max', 'Count', of),
            running((from) => lag(k, from)),
          ),
          sampler(
            make('currentOffsets', 'None', of),
            running(() => offset(k, source.position)),
          ),
          sampler(
            make('committedOffsets', 'None', of),
            running(() => offset(k, source.committed)),
          ),
        ];
      }).flat()
    : [];
  return {
    always: [
      sampler(
        make('records_lag_max', 'Count', topic),
        running((from) => largest(source, (k) => lag(k, from))),
      ),
      sampler(
        make('bytes_consumed_rate', 'Bytes', topic),
        running(() => (sum(source.reading) * 1000 * source.blueprint.recordBytes) / STEP),
      ),
      ...partitions,
    ],
    twice: [],
    once: [
      sampler(
        make('currentOffsets', 'None', topic),
        running(() => largest(source, (k) => offset(k, source.position))),
      ),
      sampler(
        make('committedOffsets', 'None', topic),
        running(() => largest(source, (k) => offset(k, source.committed))),
      ),
      sampler(
        make('commitsSucceeded', 'None', topic),
        running(() => job()?.checkpoints.completed ?? 0),
      ),
      sampler(
        make('commitsFailed', 'None', topic),
        running(() => 0),
      ),
    ],
  };
}
