import { at } from '../../flow/numbers.ts';
import type { Flow } from '../../flow/runtime.ts';
import { fillOf } from '../../flow/runtime.ts';

/** Exclusive buffers of a channel, floating ones of a gate, and those that a task's result keeps at least (Flink's defaults). */
const EXCLUSIVE = 2;
const FLOATING = 8;
const RESULT = 1;

/** Network buffers that the tasks on a machine hold: what they may always have, and floating ones as far as records wait. */
export function buffersOn(flows: readonly Flow[], machine: number, slots: number): number {
  let buffers = 0;
  for (const { edges } of flows) {
    for (const edge of edges) {
      const channels = edge.shipStrategy === 'FORWARD' ? 1 : edge.from.parallelism;
      for (const i of subtasksOn(edge.to.parallelism, machine, slots))
        buffers += EXCLUSIVE * channels + FLOATING * fillOf(edge, i);
      for (const i of subtasksOn(edge.from.parallelism, machine, slots)) {
        const held = at(edge.from.backpressured, i) / 1000;
        buffers += (edge.shipStrategy === 'FORWARD' ? 1 : edge.to.parallelism) * RESULT + FLOATING * held;
      }
    }
  }
  return Math.round(buffers);
}

function subtasksOn(parallelism: number, machine: number, slots: number): number[] {
  const first = machine * slots;
  return Array.from({ length: Math.max(0, Math.min(slots, parallelism - first)) }, (_, i) => first + i);
}
