import { uniform } from '../random.ts';
import { STEP } from '../types.ts';
import { add, at, clamp, sum } from './numbers.ts';
import type { EdgeFlow, VertexFlow } from './runtime.ts';
import type { SourceFlow } from './sources.ts';
import { blockedShare, snapshotShare } from './vertex/stalls.ts';
import { timeLeft } from './vertex/windows.ts';

/** Seconds of arrivals that a held-back source has waiting before it counts as held back for the whole step. */
const HELD = 2;
/** A vertex whose receiver works more than half of its time is held back for moments, however well all goes. */
const MOMENTS = 0.035;

/** How each subtask spent the step `count`: busy, held back, or waiting for records. The three add up to a second for each second. */
export function settleTimes(vertex: VertexFlow, source: SourceFlow | undefined, count: number): void {
  const { window, busy, backpressured, idle } = vertex;
  const bound = vertex.inputs.reduce((total, edge) => total + edge.bound, 0);
  const arriving = source === undefined ? 0 : sum(source.arriving);
  const crowd = crowdAfter(vertex);
  for (let i = 0; i < vertex.parallelism; i++) {
    const done = at(vertex.processed, i);
    const capacity = at(vertex.capacity, i);
    const snapshot = snapshotShare(vertex, i);
    const open = window === null ? 1 : timeLeft(window, i, STEP);
    const free = open * (1 - blockedShare(vertex, i));
    const fired = window === null ? 0 : (at(window.firing, i) * window.cost) / STEP;
    const processes = capacity === 0 ? 0 : (done / capacity) * (1 - snapshot);
    const works = Math.min(1, snapshot + processes + fired);
    const left = at(vertex.supply, i) - done;
    const held = Math.min(capacity * free, at(vertex.supply, i)) - done > 1e-6 * (1 + done);
    const full = source === undefined ? bound / 2 : (arriving * at(vertex.share, i) * HELD * 1000) / STEP;
    const waits = Math.max(
      crowd === 0 ? 0 : MOMENTS * crowd * (0.5 + uniform(vertex.key ^ Math.imul(i + 1, 0x1d872b41), count)),
      held ? Math.min(1, left / Math.max(1, full)) : 0,
      done > 0 && at(vertex.pace, i) < capacity ? crowding(done / at(vertex.pace, i)) : 0,
      open === 0 ? 1 : 0,
    );
    busy[i] = works * 1000;
    backpressured[i] = (1 - works) * waits * 1000;
    const rest = 1000 - at(busy, i) - at(backpressured, i);
    idle[i] = rest > 1e-6 ? rest : 0;
    add(vertex.busySum, i, (at(busy, i) * STEP) / 1000);
    add(vertex.backpressuredSum, i, (at(backpressured, i) * STEP) / 1000);
    add(vertex.idleSum, i, (at(idle, i) * STEP) / 1000);
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
  if (left <= 0) return;
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
