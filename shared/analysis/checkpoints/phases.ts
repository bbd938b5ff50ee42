import type { CheckpointSubtask } from '../../model/insight/checkpointDetail.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';

/** What a subtask's part in a checkpoint is made of, in their order (org.apache.flink.runtime.checkpoint.CheckpointMetrics). */
export const phases = ['startDelay', 'alignment', 'sync', 'async'] as const;
export type Phase = (typeof phases)[number];

export interface PhaseWords {
  readonly name: string;
  /** What happens in it. */
  readonly means: string;
  /** Where to look when it is long (guide p. 632–634). */
  readonly lookAt: string;
}

export const phaseWords: Readonly<Record<Phase, PhaseWords>> = {
  startDelay: {
    name: 'Start delay',
    means: 'From the trigger until the first barrier reached the subtask: it travels behind the records that wait.',
    lookAt: 'Backpressure: the records before this subtask are worked off too slowly. Find the bottleneck in the graph.',
  },
  alignment: {
    name: 'Alignment',
    means: 'From the first barrier to the last one: the inputs that have delivered theirs are not read meanwhile.',
    lookAt:
      'A difference between the inputs: one sender is slower than the others (skew), or one channel has more to do. Unaligned checkpoints do not wait.',
  },
  sync: {
    name: 'Sync',
    means: 'The operators save their state while no record is processed.',
    lookAt: 'The operator’s own code (snapshotState, flushing of a sink) and heap state; take a thread dump or a flame graph.',
  },
  async: {
    name: 'Async',
    means: 'The state is uploaded while records are processed again.',
    lookAt: 'The size of the state and of its increment, skew of keys, and the throughput of the storage.',
  },
};

/** The four phases as they were measured; null before the subtask has acknowledged. */
export function phasesOf(subtask: CheckpointSubtask): Readonly<Record<Phase, Millis>> | null {
  if (subtask.pending) return null;
  const of = (phase: Phase): Millis => subtask[phase] ?? millis(0);
  return { startDelay: of('startDelay'), alignment: of('alignment'), sync: of('sync'), async: of('async') };
}

/** From the trigger to the acknowledgement. Beside the phases, Flink's figure has the way of the acknowledgement. */
export function endToEnd(subtask: CheckpointSubtask): Millis | null {
  const parts = phasesOf(subtask);
  return parts === null ? null : (subtask.duration ?? spanOf(parts, subtask.unaligned));
}

/** How long the phases take together. Where barriers overtake, the rest of them is awaited while the state is saved. */
export const spanOf = ({ startDelay, alignment, sync, async }: Readonly<Record<Phase, number>>, unaligned: boolean): Millis =>
  millis(startDelay + (unaligned ? Math.max(alignment, sync + async) : alignment + sync + async));

/** What Flink measured beyond the phases: messages on their way. */
export function restOf(subtask: CheckpointSubtask): Millis | null {
  const [parts, whole] = [phasesOf(subtask), endToEnd(subtask)];
  return parts === null || whole === null ? null : millis(Math.max(0, whole - spanOf(parts, subtask.unaligned)));
}
