import type { CheckpointSubtask, CheckpointVertex } from '#shared/model/insight/checkpointDetail.ts';
import type { Checkpoint } from '#shared/model/job.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { zPositive } from './answers.ts';
import { checkpointOf, sizeOf, timeOf } from './assembleCheckpoints.ts';
import type { FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';

/** What a checkpoint and its part in a vertex have in common; −1 stands for what has not been acknowledged. */
const figures = {
  status: z.string(),
  latest_ack_timestamp: zPositive,
  end_to_end_duration: zPositive,
  checkpointed_size: zPositive,
  state_size: zPositive,
  processed_data: zPositive,
  persisted_data: zPositive,
  num_subtasks: z.int(),
  num_acknowledged_subtasks: z.int(),
};

const VertexAnswer = z.object(figures);

/** GET /jobs/:job/checkpoints/details/:checkpoint */
const DetailAnswer = z.object({
  ...figures,
  id: z.number(),
  is_savepoint: z.boolean().default(false),
  checkpoint_type: z.string().optional(),
  trigger_timestamp: z.number(),
  failure_message: z.string().nullish(),
  external_path: z.string().nullish(),
  discarded: z.boolean().default(false),
  tasks: z.record(z.string(), VertexAnswer).default({}),
});

const SubtaskAnswer = z.object({
  index: z.int(),
  /** `pending_or_failed`: then nothing else is there. */
  status: z.string(),
  ack_timestamp: zPositive,
  end_to_end_duration: zPositive,
  checkpointed_size: zPositive,
  state_size: zPositive,
  checkpoint: z.object({ sync: zPositive, async: zPositive }).nullish(),
  alignment: z.object({ processed: zPositive, persisted: zPositive, duration: zPositive }).nullish(),
  start_delay: zPositive,
  unaligned_checkpoint: z.boolean().default(false),
  aborted: z.boolean().default(false),
});

/** GET /jobs/:job/checkpoints/details/:checkpoint/subtasks/:vertex; its quantiles are NaN always and are not read. */
const SubtasksAnswer = z.object({ subtasks: z.array(SubtaskAnswer) });

/** A checkpoint with its vertices; their names are not told, and their subtasks are read apart. */
export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly vertices: readonly Omit<CheckpointVertex, 'name' | 'subtasks'>[];
}

const pathOf = (job: string, id: number): string => `jobs/${inPath(job)}/checkpoints/details/${id}`;

/** Not found: Flink keeps the last ten only, and a list may still name one that its details do not have any more. */
export async function readCheckpoint(
  rest: FlinkRest,
  job: string,
  id: number,
  signal: AbortSignal,
): Promise<Result<FoundCheckpoint>> {
  const answer = await rest.get(pathOf(job, id), DetailAnswer, signal);
  if (!answer.ok) return answer;
  const { tasks } = answer.value;
  return ok({
    checkpoint: checkpointOf(answer.value),
    vertices: Object.entries(tasks).map(([vertex, each]) => ({
      id: vertex,
      status: each.status,
      subtaskCount: each.num_subtasks,
      acknowledgedCount: each.num_acknowledged_subtasks,
      duration: timeOf(each.end_to_end_duration),
      acknowledged: timeOf(each.latest_ack_timestamp),
      checkpointedSize: sizeOf(each.checkpointed_size),
      stateSize: sizeOf(each.state_size),
    })),
  });
}

export async function readCheckpointSubtasks(
  rest: FlinkRest,
  job: string,
  id: number,
  vertex: string,
  signal: AbortSignal,
): Promise<Result<CheckpointSubtask[]>> {
  const answer = await rest.get(`${pathOf(job, id)}/subtasks/${inPath(vertex)}`, SubtasksAnswer, signal);
  return answer.ok ? ok(answer.value.subtasks.map(subtaskOf).sort((a, b) => a.index - b.index)) : answer;
}

const subtaskOf = (answer: z.infer<typeof SubtaskAnswer>): CheckpointSubtask => ({
  index: answer.index,
  pending: answer.status === 'pending_or_failed',
  acknowledged: timeOf(answer.ack_timestamp),
  duration: timeOf(answer.end_to_end_duration),
  startDelay: timeOf(answer.start_delay),
  alignment: timeOf(answer.alignment?.duration ?? null),
  sync: timeOf(answer.checkpoint?.sync ?? null),
  async: timeOf(answer.checkpoint?.async ?? null),
  checkpointedSize: sizeOf(answer.checkpointed_size),
  stateSize: sizeOf(answer.state_size),
  processedData: sizeOf(answer.alignment?.processed ?? null),
  persistedData: sizeOf(answer.alignment?.persisted ?? null),
  unaligned: answer.unaligned_checkpoint,
  aborted: answer.aborted,
});
