import type { Millis } from '../../units/units.ts';
import { STEP } from '../types.ts';
import { add, at, sum } from './numbers.ts';
import type { Flow, VertexFlow } from './runtime.ts';
import type { SourceFlow } from './sources.ts';
import { behind } from './sources.ts';

/** What follows from the records that moved: state, and event time. `end` is when the step is over. */
export function progress(flow: Flow, sources: ReadonlyMap<string, SourceFlow>, end: Millis): void {
  for (const vertex of flow.vertices) {
    growState(vertex);
    const source = vertex.blueprint.source === null ? undefined : sources.get(vertex.blueprint.source);
    if (source === undefined) passWatermarks(vertex);
    else readWatermarks(vertex, source, end);
    vertex.slowest = slowestOf(vertex.watermark);
  }
}

/** State holds what was kept of the records of its time to live; entries expire evenly. */
function growState(vertex: VertexFlow): void {
  let reaching = 1;
  let keeps = 0;
  let writes = 0;
  let ttl = Infinity;
  for (const { state, selectivity } of vertex.blueprint.operators) {
    if (state !== null) {
      keeps += state.keeps * reaching;
      writes += state.writes * reaching;
      ttl = Math.min(ttl, state.ttl);
    }
    reaching *= selectivity;
  }
  if (writes === 0 && keeps === 0) return;
  const expires = Math.min(1, STEP / ttl);
  for (let i = 0; i < vertex.parallelism; i++) {
    const records = at(vertex.processed, i);
    vertex.state[i] = at(vertex.state, i) * (1 - expires) + records * keeps;
    add(vertex.dirty, i, records * writes);
  }
}

/** A job that is submitted again finds the state of the one before, spread over its own subtasks. */
export function inheritState(from: Flow, to: Flow): void {
  for (const vertex of to.vertices) {
    const before = from.vertices.find(({ id }) => id === vertex.id);
    if (before !== undefined) vertex.state.fill(sum(before.state) / vertex.parallelism);
  }
}

/** State as it is after a long time at a steady rate. */
export function settleState(vertex: VertexFlow, recordsPerSecond: number): void {
  let reaching = 1;
  for (const { state, selectivity } of vertex.blueprint.operators) {
    if (state !== null) {
      const kept = recordsPerSecond * reaching * state.keeps * (state.ttl / 1000);
      for (let i = 0; i < vertex.parallelism; i++) add(vertex.state, i, kept * at(vertex.share, i));
    }
    reaching *= selectivity;
  }
}

/** Records may come so much too late: the sources' watermarks stay behind by it. */
const OUT_OF_ORDER = 5_000;

function readWatermarks(vertex: VertexFlow, source: SourceFlow, end: Millis): void {
  for (let i = 0; i < vertex.parallelism; i++) {
    let oldest = Infinity;
    for (let k = i; k < source.weights.length; k += vertex.parallelism) oldest = Math.min(oldest, end - behind(source, k));
    // A subtask without a partition is idle: it holds nobody back.
    raise(vertex, i, oldest === Infinity ? end - OUT_OF_ORDER : oldest - OUT_OF_ORDER);
  }
}

/** A vertex is as far as the slowest of those before it. */
function passWatermarks(vertex: VertexFlow): void {
  let common = Infinity;
  for (const { from, shipStrategy } of vertex.inputs) {
    if (shipStrategy !== 'FORWARD') common = Math.min(common, from.slowest);
  }
  for (let i = 0; i < vertex.parallelism; i++) {
    let slowest = common;
    for (const { from, shipStrategy } of vertex.inputs) {
      if (shipStrategy === 'FORWARD') slowest = Math.min(slowest, at(from.watermark, i));
    }
    if (!Number.isNaN(slowest)) raise(vertex, i, slowest);
  }
}

/** NaN while any has none: one silent input holds event time back. */
function slowestOf(watermarks: Float64Array): number {
  let slowest = Infinity;
  for (let i = 0; i < watermarks.length; i++) slowest = Math.min(slowest, at(watermarks, i));
  return slowest;
}

function raise(vertex: VertexFlow, subtask: number, to: number): void {
  const before = at(vertex.watermark, subtask);
  const whole = Math.floor(to);
  vertex.watermark[subtask] = Number.isNaN(before) ? whole : Math.max(before, whole);
}
