import type { SourceBlueprint } from '../blueprint.ts';
import { keyOf, uniform } from '../random.ts';
import type { SourceStrain } from '../strain.ts';
import type { Millis } from '../../units/units.ts';
import { STEP } from '../types.ts';
import type { ArrivalHistory } from './source/arrivals.ts';
import { arrivalRate } from './source/arrivalRate.ts';
import { arrivedAt, forgetRead, noteArrivals, startArrivals } from './source/arrivals.ts';
import { add, at, sum } from './numbers.ts';
import type { Shards } from './source/shards.ts';
import { isOpen, placesOf, reshard, shardsOf } from './source/shards.ts';
import { sharesOf, withHotKey } from './spread.ts';

/** A stream or topic: it outlives the jobs that read it. Counts are records, per partition. */
export interface SourceFlow {
  readonly blueprint: SourceBlueprint;
  readonly key: number;
  readonly weights: Float64Array;
  readonly healthyWeights: Float64Array;
  readonly arrived: Float64Array;
  /** How far the job has read. */
  readonly position: Float64Array;
  /** How far the last completed checkpoint had read: where a restart begins again. */
  readonly committed: Float64Array;
  /** Arrived in this step, and read in this step. */
  readonly arriving: Float64Array;
  readonly reading: Float64Array;
  readonly history: ArrivalHistory;
  /** How old the oldest record is that waits in each partition, after this step; 0 = none waits. */
  readonly behind: Float64Array;
  /** Event time of the last record that was read from each partition; NaN before the first. */
  readonly eventTime: Float64Array;
  /** Reads that the stream refused in this step. */
  refused: number;
  /** Times that a consumer told the broker how far it is, and times that the broker did not take it, since the job was (re)started. */
  commits: number;
  failedCommits: number;
  /** What is wrong with it; null = nothing. */
  strain: SourceStrain | null;
  /** Null for a topic, and for a stream that is never scaled. */
  readonly shards: Shards | null;
  /** The job stops with a savepoint: it reads no more. */
  held: boolean;
}

export function buildSource(blueprint: SourceBlueprint, applicationKey: number): SourceFlow {
  const key = keyOf(applicationKey, 'source', blueprint.id);
  const perPartition = () => new Float64Array(placesOf(blueprint));
  const weights = perPartition();
  weights.set(sharesOf(blueprint.spread, blueprint.partitions, key));
  return {
    blueprint,
    key,
    weights,
    healthyWeights: weights.slice(),
    arrived: perPartition(),
    position: perPartition(),
    committed: perPartition(),
    arriving: perPartition(),
    reading: perPartition(),
    history: startArrivals(weights.length),
    behind: perPartition(),
    eventTime: perPartition().fill(NaN),
    refused: 0,
    commits: 0,
    failedCommits: 0,
    strain: null,
    shards: shardsOf(blueprint),
    held: false,
  };
}

/** Puts what is wrong with a source into it, for the next step. */
export function strainSource(source: SourceFlow, strain: SourceStrain | undefined): void {
  if (strain === undefined && source.strain === null) return;
  source.strain = strain ?? null;
  const { weights, healthyWeights } = source;
  weights.set(healthyWeights);
  if (strain === undefined) return;
  const open = openPartitions(source);
  const active = open.slice(0, strain.activePartitions ?? open.length);
  if (active.length < open.length) {
    for (const k of open.slice(active.length)) weights[k] = 0;
    const left = sum(weights);
    if (left > 0) weights.forEach((weight, k) => (weights[k] = weight / left));
  }
  // The partition that a hot one would be is always the same.
  const hot = active[Math.floor(uniform(source.key, 77) * active.length)];
  if (strain.hotPartition > 0 && hot !== undefined) weights.set(withHotKey(weights, strain.hotPartition, hot));
}

const openPartitions = (source: SourceFlow): number[] => Array.from(source.weights, (_, k) => k).filter((k) => isOpen(source, k));

/** What comes into the source during the step that begins at `time`. */
export function arrive(source: SourceFlow, time: Millis): void {
  const { history, arrived } = source;
  if (reshard(source, time)) strainSource(source, source.strain ?? undefined);
  if (history.end === 0) noteArrivals(history, time, arrived);
  const records = (arrivalRate(source, time) * STEP) / 1000;
  for (let i = 0; i < source.weights.length; i++) {
    const here = records * at(source.weights, i);
    source.arriving[i] = here;
    add(arrived, i, here);
  }
  noteArrivals(history, time + STEP, arrived);
}

export const backlog = ({ arrived, position }: SourceFlow, partition: number): number =>
  Math.max(0, at(arrived, partition) - at(position, partition));

export const totalBacklog = (source: SourceFlow): number => Math.max(0, sum(source.arrived) - sum(source.position));

/** What a partition gives in a step at most. */
export function readable(source: SourceFlow, partition: number): number {
  if (source.held) return 0;
  const limit = (source.blueprint.readLimit * STEP) / 1000;
  const { strain } = source;
  if (strain === null) return Math.min(backlog(source, partition), limit);
  if (strain.unreachable) return 0;
  return Math.min(backlog(source, partition), limit * strain.readLimit * (1 - strain.refused));
}

/** What the step that ends at `end` leaves unread, and how old it is. */
export function settleSource(source: SourceFlow, end: Millis): void {
  const { history, position, behind, eventTime, reading } = source;
  let least = position;
  for (let k = 0; k < position.length; k++) {
    const read = backlog(source, k) < 1 ? end : arrivedAt(history, k, at(position, k));
    behind[k] = Math.max(0, end - read);
    if (at(reading, k) > 0) eventTime[k] = read;
    if (at(source.committed, k) < at(position, k)) least = source.committed;
  }
  forgetRead(history, least);
  source.refused = refusedReads(source);
}

/** Reads of a Kinesis shard in a step: five in a second are allowed. */
const READS = (5 * STEP) / 1000;
/** Share of reads that are refused when a shard gives all that it can. */
const AT_LIMIT = 0.12;

function refusedReads(source: SourceFlow): number {
  if (source.strain?.unreachable === true) return 0;
  let refused = 0;
  for (let k = 0; k < source.reading.length; k++) {
    const limit = (source.blueprint.readLimit * (source.strain?.readLimit ?? 1) * STEP) / 1000;
    const atLimit = backlog(source, k) > 1 && at(source.reading, k) > 0.95 * limit ? AT_LIMIT : 0;
    refused += READS * Math.max(source.strain?.refused ?? 0, atLimit);
  }
  return Math.round(refused);
}

/** A checkpoint that had read so far is complete: a restart begins there, and the broker is told. */
export function commit(source: SourceFlow, positions: Float64Array): void {
  source.committed.set(positions);
  if (source.strain !== null && (source.strain.unreachable || source.strain.refused > REFUSES_COMMITS)) source.failedCommits += 1;
  else source.commits += 1;
}

/** A broker that refuses so many reads does not take commits in time either. */
const REFUSES_COMMITS = 0.5;

/** After a failure the job reads again from the last checkpoint. */
export function rewind(source: SourceFlow): void {
  source.position.set(source.committed);
  source.commits = 0;
  source.failedCommits = 0;
}
