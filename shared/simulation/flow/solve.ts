import { uniform } from '../random.ts';
import { STEP } from '../types.ts';
import { add, at, clamp, sum } from './numbers.ts';
import type { EdgeFlow, Flow, VertexFlow } from './runtime.ts';
import type { SourceFlow } from './sources.ts';
import { backlog } from './sources.ts';

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
  for (const vertex of vertices) settleTimes(vertex, step);
}

/** Costs differ a little from step to step. */
const UNREST = 0.025;

/** Milliseconds that a record takes in a subtask. */
export function costOf(vertex: VertexFlow, subtask: number, { count, contention }: Omit<FlowStep, 'sources'>): number {
  const computing = vertex.cost * vertex.cpu * contention(subtask);
  const wait = vertex.cost * (1 - vertex.cpu) + vertex.extraCost;
  return (computing + wait) * (1 + UNREST * (2 * uniform(vertex.key ^ Math.imul(subtask + 1, 0x2c1b3c6d), count) - 1));
}

function limitVertex(vertex: VertexFlow, step: FlowStep): void {
  let ceiling = Infinity;
  for (let i = 0; i < vertex.parallelism; i++) {
    const capacity = STEP / costOf(vertex, i, step);
    vertex.capacity[i] = capacity;
    vertex.limit[i] = capacity;
    vertex.pace[i] = capacity;
  }
  for (const edge of vertex.outputs) {
    if (edge.selectivity === 0) continue;
    if (edge.shipStrategy === 'FORWARD') {
      for (let i = 0; i < vertex.parallelism; i++) {
        vertex.limit[i] = Math.min(at(vertex.limit, i), at(edge.room, i) / edge.selectivity);
        vertex.pace[i] = Math.min(at(vertex.pace, i), at(edge.to.pace, i) / edge.selectivity);
      }
      continue;
    }
    // A sender stops when any of its channels is full: the receiver with the least room for its share decides.
    let most = Infinity;
    for (let j = 0; j < edge.weights.length; j++) {
      const weight = at(edge.weights, j);
      if (weight > 0) most = Math.min(most, at(edge.room, j) / weight);
    }
    ceiling = Math.min(ceiling, most / edge.selectivity);
  }
  vertex.ceiling = ceiling;
  for (let i = 0; i < vertex.parallelism; i++) vertex.pace[i] = Math.min(at(vertex.pace, i), ceiling / vertex.parallelism);
  shareWork(vertex, step);
  for (const edge of vertex.inputs) {
    for (let i = 0; i < vertex.parallelism; i++) {
      const processes = Math.min(at(vertex.limit, i), ceiling * at(vertex.share, i));
      edge.room[i] = Math.max(0, edge.bound - at(edge.queue, i)) + edge.claim * processes;
    }
  }
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

const sourceOf = ({ blueprint }: VertexFlow, sources: FlowStep['sources']): SourceFlow | undefined =>
  blueprint.source === null ? undefined : sources.get(blueprint.source);

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
    processed[i] = Math.min(at(limit, i), at(supply, i));
    wanted += at(processed, i);
  }
  if (wanted > vertex.ceiling) shareCeiling(vertex, wanted);
  if (source === undefined) takeFromQueues(vertex);
  else takeFromSource(vertex, source);
  for (const edge of vertex.outputs) deliver(vertex, edge);
  const slot = count % 4;
  let total = 0;
  for (let i = 0; i < parallelism; i++) {
    const records = at(processed, i);
    add(vertex.recordsIn, i, records);
    add(vertex.recordsOut, i, records * vertex.selectivity);
    vertex.recent[i * 4 + slot] = records;
    total += records;
  }
  vertex.recentTotals[slot] = total;
  vertex.lastMinute = sum(vertex.recentTotals);
}

/** The rest of the ceiling, after everyone's due, goes to those who have more to do. */
function shareCeiling({ processed, share, ceiling, parallelism }: VertexFlow, wanted: number): void {
  let due = 0;
  for (let i = 0; i < parallelism; i++) due += Math.min(at(processed, i), ceiling * at(share, i));
  const part = wanted > due ? (ceiling - due) / (wanted - due) : 0;
  for (let i = 0; i < parallelism; i++) {
    const own = Math.min(at(processed, i), ceiling * at(share, i));
    processed[i] = own + (at(processed, i) - own) * part;
  }
}

const readable = (source: SourceFlow, partition: number): number =>
  Math.min(backlog(source, partition), (source.blueprint.readLimit * STEP) / 1000);

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
    processed[i] = at(processed, i) - wanted;
  }
}

function deliver({ processed, parallelism }: VertexFlow, edge: EdgeFlow): void {
  const { queue, weights, selectivity } = edge;
  const total = sum(processed) * selectivity;
  edge.sent = 0;
  for (let j = 0; j < queue.length; j++) {
    const records = edge.shipStrategy === 'FORWARD' ? at(processed, j) * selectivity : total * at(weights, j);
    add(queue, j, records);
    edge.sent += records;
  }
  edge.delivered += edge.sent;
  if (edge.shipStrategy === 'FORWARD' && edge.sent > 0) {
    for (let j = 0; j < parallelism; j++) weights[j] = (at(processed, j) * selectivity) / edge.sent;
  }
}

/** Seconds of arrivals that a held-back source has waiting before it counts as held back for the whole step. */
const HELD = 2;
/** A vertex whose receiver works more than half of its time is held back for moments, however well all goes. */
const MOMENTS = 0.035;

function settleTimes(vertex: VertexFlow, step: FlowStep): void {
  const source = sourceOf(vertex, step.sources);
  const bound = vertex.inputs.reduce((total, edge) => total + edge.bound, 0);
  const arriving = source === undefined ? 0 : sum(source.arriving);
  const crowd = crowdAfter(vertex);
  for (let i = 0; i < vertex.parallelism; i++) {
    const done = at(vertex.processed, i);
    const capacity = at(vertex.capacity, i);
    const busy = Math.min(1, done / capacity);
    const left = at(vertex.supply, i) - done;
    const held = Math.min(capacity, at(vertex.supply, i)) - done > 1e-6 * (1 + done);
    const full = source === undefined ? bound / 2 : (arriving * at(vertex.share, i) * HELD * 1000) / STEP;
    const waits = Math.max(
      crowd === 0 ? 0 : MOMENTS * crowd * (0.5 + uniform(vertex.key ^ Math.imul(i + 1, 0x1d872b41), step.count)),
      held ? Math.min(1, left / Math.max(1, full)) : 0,
      at(vertex.pace, i) < capacity ? crowding(done / at(vertex.pace, i)) : 0,
    );
    vertex.busy[i] = busy * 1000;
    vertex.backpressured[i] = (1 - busy) * waits * 1000;
    vertex.idle[i] = Math.max(0, 1000 - at(vertex.busy, i) - at(vertex.backpressured, i));
    add(vertex.busySum, i, (at(vertex.busy, i) * STEP) / 1000);
    add(vertex.backpressuredSum, i, (at(vertex.backpressured, i) * STEP) / 1000);
    add(vertex.idleSum, i, (at(vertex.idle, i) * STEP) / 1000);
  }
  claimInputs(vertex);
}

/** Records come in bursts: whoever sends nearly as much as those after it can take waits for them part of its time. */
const CROWDED = 0.8;
const crowding = (used: number): number => clamp((used - CROWDED) / (1 - CROWDED), 0, 1) ** 1.5;

/** 0…1: how crowded the busiest receiver is. */
function crowdAfter({ outputs }: VertexFlow): number {
  let busiest = 0;
  for (const { to } of outputs) {
    for (let i = 0; i < to.parallelism; i++) busiest = Math.max(busiest, at(to.busy, i));
  }
  return clamp(busiest / 500 - 1, 0, 1);
}

/**
 * A vertex takes from its inputs in turn: one that has little gets through all of it, those that have more than their part of its time
 * share what is left equally.
 */
function claimInputs({ inputs, capacity, ceiling }: VertexFlow): void {
  if (inputs.length < 2) return;
  const demands = inputs.map(demandOf);
  let left = Math.min(sum(capacity), ceiling);
  const total = sum(demands);
  if (total <= left) return inputs.forEach((edge, i) => approach(edge, at(demands, i) / total));
  const whole = left;
  const order = inputs.map((_, i) => i).sort((a, b) => at(demands, a) - at(demands, b));
  order.forEach((i, turn) => {
    const part = Math.min(at(demands, i), left / (order.length - turn));
    left -= part;
    const edge = inputs[i];
    if (edge !== undefined) approach(edge, part / whole);
  });
}

function approach(edge: EdgeFlow, claim: number): void {
  edge.claim += 0.5 * (claim - edge.claim);
}

/** What an input sends, or would send if it were not held back: records in this step. */
function demandOf({ from, to, selectivity, shipStrategy }: EdgeFlow): number {
  let wanted = 0;
  for (let i = 0; i < from.parallelism; i++) wanted += Math.min(at(from.capacity, i), at(from.supply, i));
  const copies = shipStrategy === 'BROADCAST' ? to.parallelism : 1;
  return wanted * selectivity * copies + 1e-9;
}
