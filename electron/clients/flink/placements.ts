import type { ExecutionState } from '#shared/model/job.ts';
import { executionStates } from '#shared/model/job.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { FlinkRest } from './flinkRest.ts';
import { inPath } from './flinkRest.ts';

const VertexAnswer = z.object({
  subtasks: z.array(z.object({ subtask: z.int(), status: z.string(), 'taskmanager-id': z.string().nullish() })),
});

/** Where the subtasks of a vertex run. */
export interface Placement {
  readonly taskManager: string;
  readonly index: number;
  readonly status: ExecutionState;
}

export async function readPlacements(
  rest: FlinkRest,
  job: string,
  vertex: string,
  signal: AbortSignal,
): Promise<Result<readonly Placement[]>> {
  const answer = await rest.get(`jobs/${inPath(job)}/vertices/${inPath(vertex)}`, VertexAnswer, signal);
  if (!answer.ok) return answer;
  return ok(
    answer.value.subtasks.flatMap(({ subtask, status, 'taskmanager-id': taskManager }): Placement[] => {
      const known = executionStates.find((each) => each === status);
      // Before it is deployed a subtask is at “(unassigned)”.
      const placed = taskManager !== null && taskManager !== undefined && !taskManager.startsWith('(');
      return placed && known !== undefined ? [{ taskManager, index: subtask, status: known }] : [];
    }),
  );
}
