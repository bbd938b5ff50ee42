import type { Millis } from '../../../units/units.ts';
import { MINUTE } from '../../../units/units.ts';
import { at } from '../numbers.ts';
import type { VertexFlow } from '../runtime.ts';
import type { SourceFlow } from '../sources.ts';
import { backlog, totalBacklog } from '../sources.ts';
import { isOpen } from '../source/shards.ts';
import { closeWindows } from './windows.ts';
import { hasEnded } from '../work.ts';

/** Records may come so much too late: the sources' watermarks stay behind by it. */
const OUT_OF_ORDER = 5_000;
/** A partition without records is idle after so long, and then holds nobody back. */
const IDLE_AFTER = MINUTE;

/** What a source tells that has come to its end: every window may end. */
const END_OF_TIME = 8.64e15;

/** A source's subtask is as far as the slowest of its partitions; one that has none, only idle ones, or has ended, holds nobody back. */
export function readWatermarks(vertex: VertexFlow, source: SourceFlow, end: Millis): void {
  const { parallelism } = vertex;
  const { bounded } = source.blueprint;
  const holds = source.strain?.idleHoldsWatermark === true;
  if (bounded !== undefined && totalBacklog(source) < 1) {
    for (let i = 0; i < parallelism; i++) raise(vertex, i, END_OF_TIME);
    return;
  }
  let furthest = -Infinity;
  let idle = 0;
  for (let i = 0; i < parallelism; i++) {
    const oldest = hasEnded(vertex, i) ? Infinity : oldestOf(source, i, parallelism, end, holds);
    if (oldest === Infinity) idle += 1;
    else raise(vertex, i, oldest - OUT_OF_ORDER);
    if (oldest < Infinity) furthest = Math.max(furthest, oldest);
  }
  // When all are idle, event time stands still.
  if (idle === 0 || holds || furthest === -Infinity) return;
  for (let i = 0; i < parallelism; i++) {
    if (hasEnded(vertex, i) || oldestOf(source, i, parallelism, end, false) === Infinity)
      raise(vertex, i, furthest - OUT_OF_ORDER);
  }
}

function oldestOf(source: SourceFlow, subtask: number, parallelism: number, end: Millis, holds: boolean): number {
  let oldest = Infinity;
  for (let k = subtask; k < source.weights.length; k += parallelism) oldest = Math.min(oldest, reached(source, k, end, holds));
  return oldest;
}

/** How far a partition is in event time; Infinity when it is idle, NaN when it holds others back without ever having had a record. */
function reached(source: SourceFlow, partition: number, end: Millis, holds: boolean): number {
  if (at(source.arriving, partition) > 0 || backlog(source, partition) >= 1) return end - at(source.behind, partition);
  // A shard that is read to its end is there no more.
  if (!isOpen(source, partition)) return Infinity;
  const last = at(source.eventTime, partition);
  return holds || end - last < IDLE_AFTER ? last : Infinity;
}

/** A vertex is as far as the slowest of those before it. */
export function passWatermarks(vertex: VertexFlow): void {
  let common = Infinity;
  for (const { from, shipStrategy } of vertex.inputs) {
    if (shipStrategy !== 'FORWARD') common = Math.min(common, from.slowest);
  }
  for (let i = 0; i < vertex.parallelism; i++) {
    let slowest = common;
    for (const { from, shipStrategy } of vertex.inputs) {
      if (shipStrategy === 'FORWARD') slowest = Math.min(slowest, at(from.watermark, i));
    }
    raise(vertex, i, slowest);
  }
}

/** NaN while any has none: one silent input holds event time back. */
export function slowestOf(watermarks: Float64Array): number {
  let slowest = Infinity;
  for (let i = 0; i < watermarks.length; i++) slowest = Math.min(slowest, at(watermarks, i));
  return slowest;
}

/** Event time only goes on; windows that it has passed end. */
function raise(vertex: VertexFlow, subtask: number, to: number): void {
  if (Number.isNaN(to)) return;
  const before = at(vertex.watermark, subtask);
  const after = Number.isNaN(before) ? Math.floor(to) : Math.max(before, Math.floor(to));
  vertex.watermark[subtask] = after;
  closeWindows(vertex, subtask, before, after);
}
