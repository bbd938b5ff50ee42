import { at } from '../numbers.ts';
import type { VertexFlow } from '../runtime.ts';

/**
 * What a long checkpoint takes from the tasks of a vertex. In its synchronous part a task's thread does nothing else; while barriers are
 * aligned the channels whose barrier has come are not read. Both are spent in the steps after the trigger.
 */
export interface StallFlow {
  /** Per subtask: milliseconds that are still to be spent. */
  readonly sync: Float64Array;
  readonly alignment: Float64Array;
  /** Share of this step that goes to the snapshot, and share of it in which input is blocked. */
  readonly snapshots: Float64Array;
  readonly blocked: Float64Array;
}

/** Channels are blocked one after the other: on average half of them during an alignment. */
const BLOCKED = 0.5;

/** A checkpoint that was triggered takes so many milliseconds of each subtask. */
export function stall(vertex: VertexFlow, sync: number, alignment: number): void {
  if (sync <= 0 && alignment <= 0) return;
  const perSubtask = () => new Float64Array(vertex.parallelism);
  vertex.stall ??= { sync: perSubtask(), alignment: perSubtask(), snapshots: perSubtask(), blocked: perSubtask() };
  for (let i = 0; i < vertex.parallelism; i++) {
    vertex.stall.sync[i] = at(vertex.stall.sync, i) + sync;
    vertex.stall.alignment[i] = at(vertex.stall.alignment, i) + alignment * BLOCKED;
  }
}

/** Spends a step of it; what is over is forgotten. */
export function spendStall(vertex: VertexFlow, step: number): void {
  if (vertex.stall === null) return;
  const { sync, alignment, snapshots, blocked } = vertex.stall;
  let spent = 0;
  for (let i = 0; i < vertex.parallelism; i++) {
    const waits = Math.min(at(alignment, i), step);
    const snapshot = Math.min(at(sync, i), step - waits);
    alignment[i] = at(alignment, i) - waits;
    sync[i] = at(sync, i) - snapshot;
    blocked[i] = waits / step;
    snapshots[i] = snapshot / step;
    spent += waits + snapshot;
  }
  if (spent === 0) vertex.stall = null;
}

export const snapshotShare = ({ stall }: VertexFlow, subtask: number): number =>
  stall === null ? 0 : at(stall.snapshots, subtask);

export const blockedShare = ({ stall }: VertexFlow, subtask: number): number => (stall === null ? 0 : at(stall.blocked, subtask));
