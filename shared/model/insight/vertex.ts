import { executionStates, Subtask } from '../job.ts';
import { z, zBytes, zMillis, zRate } from '../schema.ts';

/** One subtask of a vertex in full (REST: vertices/:v, backpressure, watermarks, checkpoint details). Figures that Flink has not are null. */
export const SubtaskDetail = Subtask.extend({
  status: z.enum(executionStates),
  /** Counted from 0; another attempt begins its totals anew. Null where it is not kept. */
  attempt: z.int().nullable(),
  taskManager: z.string().nullable(),
  /** `host:port` of its task manager. */
  host: z.string().nullable(),
  started: zMillis.nullable(),
  duration: zMillis.nullable(),
  /** Totals of this attempt. */
  readRecords: z.number().nullable(),
  writtenRecords: z.number().nullable(),
  readBytes: zBytes.nullable(),
  writtenBytes: zBytes.nullable(),
  /** Records a second, between the two newest readings; null before there are two, or when the attempt is another. */
  readRate: zRate.nullable(),
  writtenRate: zRate.nullable(),
  /** Lowest of its inputs, of a source what it emits; null before the first one. */
  watermark: zMillis.nullable(),
  /** Of the newest completed checkpoint. */
  stateSize: zBytes.nullable(),
  /** What it reads from outside, where metrics tell: a shard or partition each. */
  splits: z.array(z.string()),
});
export type SubtaskDetail = z.infer<typeof SubtaskDetail>;

/** All that a job itself tells of a subtask: how it spends its time. */
export const toldByJob = (subtask: Subtask, status: SubtaskDetail['status']): SubtaskDetail => ({
  ...subtask,
  status,
  attempt: null,
  taskManager: null,
  host: null,
  started: null,
  duration: null,
  readRecords: null,
  writtenRecords: null,
  readBytes: null,
  writtenBytes: null,
  readRate: null,
  writtenRate: null,
  watermark: null,
  stateSize: null,
  splits: [],
});

export const Accumulator = z.object({ name: z.string(), type: z.string(), value: z.string() });

/** What the panel of one vertex shows. */
export const VertexDetail = z.object({
  id: z.string(),
  subtasks: z.array(SubtaskDetail),
  accumulators: z.array(Accumulator),
  /** Of the checkpoint that `stateSize` comes from; null: none has completed. */
  checkpoint: z.number().nullable(),
  /** Parts that could not be read this time, in words: “watermarks”. What they tell is null. */
  missing: z.array(z.string()),
});
export type VertexDetail = z.infer<typeof VertexDetail>;
