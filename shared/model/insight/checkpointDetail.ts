import { Checkpoint } from '../job.ts';
import { z, zBytes, zMillis } from '../schema.ts';

/** One subtask's part in a checkpoint. Its end-to-end duration is the sum of the four phases (REST: checkpoints/details/:c/subtasks/:v). */
export const CheckpointSubtask = z.object({
  index: z.int(),
  /** It has not answered (yet): nothing else is known of it. */
  pending: z.boolean(),
  acknowledged: zMillis.nullable(),
  duration: zMillis.nullable(),
  /** From the trigger until the first barrier arrived: backpressure shows here. */
  startDelay: zMillis.nullable(),
  /** From the first barrier to the last one. */
  alignment: zMillis.nullable(),
  sync: zMillis.nullable(),
  async: zMillis.nullable(),
  checkpointedSize: zBytes.nullable(),
  stateSize: zBytes.nullable(),
  /** In-flight data: processed during alignment, and persisted by unaligned checkpoints. */
  processedData: zBytes.nullable(),
  persistedData: zBytes.nullable(),
  unaligned: z.boolean(),
  aborted: z.boolean(),
});
export type CheckpointSubtask = z.infer<typeof CheckpointSubtask>;

export const CheckpointVertex = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  subtaskCount: z.int(),
  acknowledgedCount: z.int(),
  duration: zMillis.nullable(),
  acknowledged: zMillis.nullable(),
  checkpointedSize: zBytes.nullable(),
  stateSize: zBytes.nullable(),
  /** Null: not read (only the slowest vertices of a large job are). */
  subtasks: z.array(CheckpointSubtask).nullable(),
});
export type CheckpointVertex = z.infer<typeof CheckpointVertex>;

/** One checkpoint, by vertex and subtask. */
export const CheckpointDetail = z.object({
  job: z.string(),
  checkpoint: Checkpoint,
  vertices: z.array(CheckpointVertex),
});
export type CheckpointDetail = z.infer<typeof CheckpointDetail>;

/** A checkpoint as history keeps it, over restarts: with the job that it was of. */
export const KeptCheckpoint = z.object({ job: z.string(), checkpoint: Checkpoint });
export type KeptCheckpoint = z.infer<typeof KeptCheckpoint>;
