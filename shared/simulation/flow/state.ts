import { STEP } from '../types.ts';
import { add, at, sum } from './numbers.ts';
import type { VertexFlow } from './runtime.ts';
import { lateShare, strainOf } from './work.ts';

/** Bytes of state per record that reaches a vertex, and how long they stay. */
export interface StateFlow {
  readonly keeps: number;
  readonly writes: number;
  readonly ttl: number;
}

export function stateOf({ operators }: VertexFlow['blueprint']): StateFlow | null {
  let reaching = 1;
  let keeps = 0;
  let writes = 0;
  let ttl = Infinity;
  for (const { state, selectivity } of operators) {
    if (state !== null) {
      keeps += state.keeps * reaching;
      writes += state.writes * reaching;
      ttl = Math.min(ttl, state.ttl);
    }
    reaching *= selectivity;
  }
  return writes === 0 && keeps === 0 ? null : { keeps, writes, ttl };
}

/** State holds what was kept of the records of its time to live; entries expire evenly, those of a window when it ends. */
export function growState(vertex: VertexFlow): void {
  const { stateful, window } = vertex;
  if (stateful === null) return;
  const counted = 1 - lateShare(vertex);
  const usual = Math.min(1, STEP / stateful.ttl);
  for (let i = 0; i < vertex.parallelism; i++) {
    const strain = strainOf(vertex, i);
    const growth = (strain?.stateGrowth ?? 1) * counted;
    const expires = strain?.keepsForever === true ? 0 : usual;
    const records = at(vertex.processed, i);
    if (window === null) vertex.state[i] = at(vertex.state, i) * (1 - expires) + records * growth * stateful.keeps;
    else {
      add(window.held, i, records * growth * stateful.keeps);
      vertex.state[i] = at(window.held, i);
    }
    add(vertex.dirty, i, records * growth * stateful.writes);
  }
}

/** A vertex begins with so many bytes of state: keys go where their records go. Of windows they are what had been gathered. */
export function giveState(vertex: VertexFlow, bytes: number): void {
  const { window, stateful, selectivity } = vertex;
  const keeps = stateful?.keeps ?? 0;
  const shares = sharesOfInputs(vertex);
  for (let i = 0; i < vertex.parallelism; i++) {
    const own = bytes * at(shares, i);
    vertex.state[i] = own;
    if (window === null) continue;
    window.held[i] = own;
    window.due[i] = 0;
    window.gathered[i] = keeps === 0 ? 0 : (own * selectivity) / keeps;
  }
}

/** How its inputs spread keys over the subtasks; what all of them get says nothing of it. */
function sharesOfInputs({ inputs, parallelism }: VertexFlow): Float64Array {
  const shares = new Float64Array(parallelism);
  for (const { weights, shipStrategy } of inputs) {
    if (shipStrategy === 'BROADCAST') continue;
    for (let i = 0; i < parallelism; i++) add(shares, i, at(weights, i));
  }
  const total = sum(shares);
  return shares.map((each) => (total > 0 ? each / total : 1 / parallelism));
}

/** State as it is after a long time at a steady rate. Windows begin empty. */
export function settleState(vertex: VertexFlow, recordsPerSecond: number): void {
  const { stateful, window } = vertex;
  if (stateful === null || window !== null) return;
  const kept = recordsPerSecond * stateful.keeps * (stateful.ttl / 1000);
  for (let i = 0; i < vertex.parallelism; i++) vertex.state[i] = kept * at(vertex.share, i);
}
