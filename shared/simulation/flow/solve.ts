import { STEP } from '../types.ts';
import { add, at, sum } from './numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from './runtime.ts';
import type { SourceFlow } from './sources.ts';
import { readable } from './sources.ts';
import { settleTimes } from './times.ts';
import { blockedShare, snapshotShare, spendStall } from './vertex/stalls.ts';
import { fire, timeLeft } from './vertex/windows.ts';
import { costOf, hasEnded, lateShare } from './work.ts';

/** What a step is solved with. */
export interface FlowStep {
  readonly sources: ReadonlyMap<string, SourceFlow>;
  /** Number of the step since 1970: names the draws of chance. */
  readonly count: number;
  /** How much longer computing takes on each TaskManager because its cores are taken: 1 = not at all. */
  readonly contention: (subtask: number) => number;
}

/**
 * One step of the flow. Backwards, each vertex learns how much those after it can take; forwards, records move within these limits.
 * Buffers are bounded, so a slow vertex fills the ones before it and then holds back whoever fills them, up to the source, whose
 * backlog has no bound. What comes in is processed, waits, or stays in the source: nothing is lost.
 */
export function solveStep({ vertices }: Flow, step: FlowStep): void {
  for (let i = vertices.length - 1; i >= 0; i--) {
    const vertex = vertices[i];
    if (vertex !== undefined) limitVertex(vertex, step);
  }
  for (const vertex of vertices) moveRecords(vertex, step);
  for (const vertex of vertices) settleTimes(vertex, sourceOf(vertex, step.sources), step.count);
}

export const sourceOf = ({ blueprint }: VertexFlow, sources: FlowStep['sources']): SourceFlow | undefined =>
  blueprint.source === null ? undefined : sources.get(blueprint.source);

function limitVertex(vertex: VertexFlow, step: FlowStep): void {
  const { parallelism, capacity, limit, pace, most, window } = vertex;
  spendStall(vertex, STEP);
  for (let i = 0; i < parallelism; i++) {
    capacity[i] = (STEP * (1 - snapshotShare(vertex, i))) / costOf(vertex, i, step);
    pace[i] = at(capacity, i);
  }
  const ceiling = limitOutput(vertex);
  if (window === null) {
    const passes = vertex.selectivity * (1 - lateShare(vertex));
    for (let i = 0; i < parallelism; i++) limit[i] = Math.min(at(capacity, i), passes === 0 ? Infinity : at(most, i) / passes);
    vertex.ceiling = passes === 0 ? Infinity : ceiling / passes;
    for (let i = 0; i < parallelism; i++) pace[i] = Math.min(at(pace, i), vertex.ceiling / parallelism);
  } else {
    for (let i = 0; i < parallelism; i++) most[i] = Math.min(at(most, i), STEP / window.cost);
    fire(vertex, most, ceiling);
    for (let i = 0; i < parallelism; i++) limit[i] = at(capacity, i) * timeLeft(window, i, STEP);
    vertex.ceiling = Infinity;
  }
  for (let i = 0; i < parallelism; i++) limit[i] = hasEnded(vertex, i) ? 0 : at(limit, i) * (1 - blockedShare(vertex, i));
  shareWork(vertex, step);
  for (const edge of vertex.inputs) {
    for (let i = 0; i < parallelism; i++) {
      const processes = Math.min(at(limit, i), dueOf(vertex, i));
      edge.room[i] = Math.max(0, edge.bound - at(edge.queue, i)) + edge.claim * processes;
    }
  }
}

/** How many records each subtask can send, into `most`, and all of them together. */
function limitOutput({ outputs, most, pace, selectivity, window, parallelism }: VertexFlow): number {
  let ceiling = Infinity;
  most.fill(Infinity);
  for (const { blueprint, shipStrategy, room, weights, to } of outputs) {
    const { share } = blueprint;
    if (share === 0) continue;
    if (shipStrategy === 'FORWARD') {
      for (let i = 0; i < parallelism; i++) {
        most[i] = Math.min(at(most, i), at(room, i) / share);
        if (window === null && selectivity > 0) pace[i] = Math.min(at(pace, i), at(to.pace, i) / (share * selectivity));
      }
      continue;
    }
    // A sender stops when any of its channels is full: the receiver with the least room for its share decides.
    for (let j = 0; j < weights.length; j++) {
      const weight = at(weights, j);
      if (weight > 0) ceiling = Math.min(ceiling, at(room, j) / (weight * share));
    }
  }
  return ceiling;
}

/** Which part of the vertex' work each subtask gets: from what its inputs send it. */
function shareWork(vertex: VertexFlow, { sources }: FlowStep): void {
  const { share, parallelism } = vertex;
  share.fill(0);
  const source = sourceOf(vertex, sources);
  if (source !== undefined) {
    for (let k = 0; k < source.weights.length; k++) add(share, k % parallelism, at(source.weights, k));
  }
  for (const edge of vertex.inputs) {
    for (let i = 0; i < parallelism; i++) add(share, i, edge.claim * at(edge.weights, i));
  }
  const total = sum(share);
  for (let i = 0; i < parallelism; i++) share[i] = total > 0 ? at(share, i) / total : 1 / parallelism;
}

function moveRecords(vertex: VertexFlow, { sources, count }: FlowStep): void {
  const source = sourceOf(vertex, sources);
  const { supply, processed, limit, parallelism } = vertex;
  supply.fill(0);
  if (source !== undefined) supplyFromSource(source, supply);
  for (const { queue } of vertex.inputs) {
    for (let i = 0; i < parallelism; i++) add(supply, i, at(queue, i));
  }
  let wanted = 0;
  for (let i = 0; i < parallelism; i++) {
    if (hasEnded(vertex, i)) supply[i] = 0;
    processed[i] = Math.min(at(limit, i), at(supply, i));
    wanted += at(processed, i);
  }
  if (wanted > vertex.ceiling) shareCeiling(vertex, wanted);
  if (source === undefined) takeFromQueues(vertex);
  else takeFromSource(vertex, source);
  emit(vertex);
  for (const edge of vertex.outputs) deliver(vertex, edge);
  countRecords(vertex, count % 4);
}

/** What a subtask gets of a ceiling: its share of the work. */
const dueOf = ({ ceiling, share }: VertexFlow, subtask: number): number =>
  ceiling === Infinity ? Infinity : ceiling * at(share, subtask);

/** The rest of the ceiling, after everyone's due, goes to those who have more to do. */
function shareCeiling(vertex: VertexFlow, wanted: number): void {
  const { processed, ceiling, parallelism } = vertex;
  let due = 0;
  for (let i = 0; i < parallelism; i++) due += Math.min(at(processed, i), dueOf(vertex, i));
  const part = wanted > due ? Math.max(0, (ceiling - due) / (wanted - due)) : 0;
  for (let i = 0; i < parallelism; i++) {
    const own = Math.min(at(processed, i), dueOf(vertex, i));
    processed[i] = own + (at(processed, i) - own) * part;
  }
}

function supplyFromSource(source: SourceFlow, supply: Float64Array): void {
  for (let k = 0; k < source.weights.length; k++) add(supply, k % supply.length, readable(source, k));
}

function takeFromSource({ supply, processed, parallelism }: VertexFlow, source: SourceFlow): void {
  for (let k = 0; k < source.weights.length; k++) {
    const there = at(supply, k % parallelism);
    const read = there === 0 ? 0 : (readable(source, k) * at(processed, k % parallelism)) / there;
    source.reading[k] = read;
    add(source.position, k, read);
  }
}

/** Each input first gives what its claim allows for, then whatever is still wanted: so none stays above its bound. */
function takeFromQueues({ inputs, processed, parallelism }: VertexFlow): void {
  for (let i = 0; i < parallelism; i++) {
    let wanted = at(processed, i);
    const claimed = wanted;
    for (const { queue, claim } of inputs) {
      const taken = Math.min(at(queue, i), claimed * claim, wanted);
      add(queue, i, -taken);
      wanted -= taken;
    }
    for (const { queue } of inputs) {
      const taken = Math.min(at(queue, i), wanted);
      add(queue, i, -taken);
      wanted -= taken;
    }
    // What rounding left over was never there.
    processed[i] = Math.max(0, at(processed, i) - wanted);
  }
}

/** What was processed and was not late becomes results: at once, or when a window ends. */
function emit(vertex: VertexFlow): void {
  const { processed, emitted, late, selectivity, window, parallelism } = vertex;
  const dropped = lateShare(vertex);
  for (let i = 0; i < parallelism; i++) {
    const records = at(processed, i);
    const results = records * (1 - dropped) * selectivity;
    add(late, i, records * dropped);
    if (window === null) {
      emitted[i] = results;
      continue;
    }
    emitted[i] = at(window.firing, i);
    window.due[i] = Math.max(0, at(window.due, i) - at(window.firing, i));
    add(window.gathered, i, results);
  }
}

function deliver({ emitted, parallelism }: VertexFlow, edge: EdgeFlow): void {
  const { queue, weights, shipStrategy } = edge;
  const { share } = edge.blueprint;
  const total = sum(emitted) * share;
  edge.sent = 0;
  for (let j = 0; j < queue.length; j++) {
    const records = shipStrategy === 'FORWARD' ? at(emitted, j) * share : total * at(weights, j);
    add(queue, j, records);
    edge.sent += records;
  }
  edge.delivered += edge.sent;
  if (shipStrategy === 'FORWARD' && edge.sent > 0) {
    for (let j = 0; j < parallelism; j++) weights[j] = (at(emitted, j) * share) / edge.sent;
  }
}

/** Counters, and the last four steps: `slot` is this one's place among them. */
function countRecords(vertex: VertexFlow, slot: number): void {
  const { processed, emitted, recent, recentOut, parallelism } = vertex;
  for (let i = 0; i < parallelism; i++) {
    add(vertex.recordsIn, i, at(processed, i));
    add(vertex.recordsOut, i, at(emitted, i));
    recent[i * 4 + slot] = at(processed, i);
    recentOut[i * 4 + slot] = at(emitted, i);
  }
  const total = sum(processed);
  vertex.recentTotals[slot] = total;
  vertex.recentLate[slot] = total * lateShare(vertex);
  vertex.lastMinute = sum(vertex.recentTotals);
  vertex.recentOutTotals[slot] = sum(emitted);
  vertex.lastMinuteOut = sum(vertex.recentOutTotals);
}
