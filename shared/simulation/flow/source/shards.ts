import type { SourceBlueprint } from '../../blueprint.ts';
import type { Millis } from '../../../units/units.ts';
import { DAY, HOUR } from '../../../units/units.ts';
import { keyOf } from '../../random.ts';
import { at } from '../numbers.ts';
import type { SourceFlow } from '../sources.ts';
import { sharesOf } from '../spread.ts';

/**
 * A stream that is scaled gets new shards, and the old ones close: they get no more records, and are read to their end. New shards take
 * places in one half of the stream's arrays while old ones are drained in the other, and keep the counts that they find there.
 */
export interface Shards {
  /** Number of the shard in each place. */
  readonly numbers: Float64Array;
  /** 1 in the places of shards that have closed, or of none yet. */
  readonly closed: Float64Array;
  /** Number of the next new shard. */
  next: number;
  /** Which turn of the daily schedule the stream has made, since 1970; null before the first look. */
  turn: number | null;
}

/** How many places a source needs: twice the most that are open when it is scaled. */
export const placesOf = ({ partitions, reshards = [] }: SourceBlueprint): number =>
  reshards.length === 0 ? partitions : 2 * Math.max(partitions, ...reshards.map((each) => each.partitions));

export function shardsOf(blueprint: SourceBlueprint): Shards | null {
  const places = placesOf(blueprint);
  if (places === blueprint.partitions) return null;
  return {
    numbers: Float64Array.from({ length: places }, (_, k) => k),
    closed: new Float64Array(places).fill(1).fill(0, 0, blueprint.partitions),
    next: blueprint.partitions,
    turn: null,
  };
}

/** Scales the stream when its hour has come and the places of the shards before the present ones are drained. True when it did. */
export function reshard(source: SourceFlow, time: Millis): boolean {
  const { shards, blueprint } = source;
  if (shards === null) return false;
  const { turn, partitions } = turnAt(blueprint, time);
  if (turn === shards.turn) return false;
  const half = shards.closed.length / 2;
  // The schedule is one of days that were before, too.
  const first = shards.turn === null ? 0 : at(shards.closed, 0) === 1 ? 0 : half;
  if (shards.turn !== null && !isDrained(source, first, half)) return false;
  shards.turn = turn;
  shards.closed.fill(1);
  source.healthyWeights.fill(0);
  const shares = sharesOf(blueprint.spread, partitions, keyOf(source.key, 'shards', turn));
  for (let k = 0; k < partitions; k++) {
    shards.closed[first + k] = 0;
    shards.numbers[first + k] = first === 0 && shards.next === blueprint.partitions ? k : shards.next + k;
    source.healthyWeights[first + k] = at(shares, k);
  }
  shards.next = Math.max(shards.next, at(shards.numbers, first) + partitions);
  source.weights.set(source.healthyWeights);
  return true;
}

/** The last entry of the schedule that has begun. */
function turnAt({ partitions, reshards = [] }: SourceBlueprint, time: Millis): { turn: number; partitions: number } {
  const day = Math.floor(time / DAY);
  const hour = (time % DAY) / HOUR;
  const sorted = [...reshards].sort((a, b) => a.hour - b.hour);
  const begun = sorted.filter((each) => each.hour <= hour).length;
  const current = sorted[begun - 1] ?? sorted.at(-1);
  return { turn: day * sorted.length + begun, partitions: current?.partitions ?? partitions };
}

/** Nobody goes back to them either: a checkpoint has passed their end. */
function isDrained({ arrived, committed }: SourceFlow, first: number, count: number): boolean {
  for (let k = first; k < first + count; k++) if (at(arrived, k) - at(committed, k) >= 1) return false;
  return true;
}

/** Whether a place has a shard that gets records. */
export const isOpen = ({ shards }: SourceFlow, place: number): boolean => shards === null || at(shards.closed, place) === 0;

/** The shards that are open: the number of the first and how many, and how many before it were open until the stream was last scaled. */
export function openShards(source: SourceFlow): { readonly first: number; readonly count: number; readonly closed: number } {
  const { shards, blueprint } = source;
  if (shards === null) return { first: 0, count: blueprint.partitions, closed: 0 };
  const half = shards.closed.length / 2;
  const here = at(shards.closed, 0) === 0 ? 0 : half;
  const count = shards.closed.reduce((sum, closed) => sum + 1 - closed, 0);
  const first = at(shards.numbers, here);
  // Numbers follow each other through the generations; what stands behind the last one's is older.
  let closed = 0;
  const before = half - here;
  while (closed < half && at(shards.numbers, before + closed) === at(shards.numbers, before) + closed) closed += 1;
  return { first, count, closed: Math.max(0, Math.min(closed, first - at(shards.numbers, before))) };
}

/** Of the shard in a place. */
export const shardNumber = ({ shards }: SourceFlow, place: number): number =>
  shards === null ? place : at(shards.numbers, place);
