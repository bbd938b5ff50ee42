import type { SourceBlueprint } from '../blueprint.ts';
import { drift, keyOf, wobble } from '../random.ts';
import type { Millis } from '../../units/units.ts';
import { HOUR, MINUTE } from '../../units/units.ts';
import { STEP } from '../types.ts';
import { add, at, sum } from './numbers.ts';
import { sharesOf } from './spread.ts';

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
}

export function buildSource(blueprint: SourceBlueprint, applicationKey: number): SourceFlow {
  const key = keyOf(applicationKey, 'source', blueprint.id);
  const weights = sharesOf(blueprint.spread, blueprint.partitions, key);
  const perPartition = () => new Float64Array(blueprint.partitions);
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
  };
}

/** What comes into the source during the step that begins at `time`. */
export function arrive(source: SourceFlow, time: Millis): void {
  const records = (arrivalRate(source, time) * STEP) / 1000;
  for (let i = 0; i < source.weights.length; i++) {
    const here = records * at(source.weights, i);
    source.arriving[i] = here;
    add(source.arrived, i, here);
  }
}

/** Records a second: the day's curve, a slow drift, a little unrest. */
export function arrivalRate({ blueprint: { arrivals }, key }: SourceFlow, time: Millis): number {
  const hour = (time % (24 * HOUR)) / HOUR;
  const day = Math.cos(((hour - arrivals.peak) * Math.PI) / 12);
  const wander = drift(key, time / (12 * MINUTE)) * 0.7 + wobble(key ^ 0x51ab, time / STEP) * 0.3;
  return Math.max(0, arrivals.mean * (1 + arrivals.swing * day) * (1 + arrivals.noise * wander));
}

export const backlog = ({ arrived, position }: SourceFlow, partition: number): number =>
  Math.max(0, at(arrived, partition) - at(position, partition));

export const totalBacklog = (source: SourceFlow): number => Math.max(0, sum(source.arrived) - sum(source.position));

/** How old the oldest unread record of a partition is: as long as its backlog took to arrive at the present rate. */
export function behind(source: SourceFlow, partition: number): Millis {
  const perMilli = at(source.arriving, partition) / STEP;
  const records = backlog(source, partition);
  return (records < 1 || perMilli === 0 ? 0 : records / perMilli) as Millis;
}

/** After a failure the job reads again from the last checkpoint. */
export function rewind(source: SourceFlow): void {
  source.position.set(source.committed);
}
