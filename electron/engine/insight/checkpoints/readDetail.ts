import type { FoundCheckpoint } from '../../../clients/flink/checkpoint.ts';
import { readCheckpoint, readCheckpointSubtasks } from '../../../clients/flink/checkpoint.ts';
import type { FlinkRest } from '../../../clients/flink/flinkRest.ts';
import type { CheckpointDetail, CheckpointSubtask } from '#shared/model/insight/checkpointDetail.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';

/** Of so many vertices the subtasks are read: one request each. */
export const MOST_VERTICES = 24;

export interface DetailSource {
  readonly rest: FlinkRest;
  /** The job's id. */
  readonly job: string;
  /** The job as its own polls told it last; undefined before that. */
  readonly known: Job | undefined;
}

/** One checkpoint with the subtasks of its vertices; of a large job, of those that matter. Not found: Flink has forgotten it. */
export async function readDetail(
  { rest, job, known }: DetailSource,
  id: number,
  signal: AbortSignal,
): Promise<Result<CheckpointDetail>> {
  const [found, listed] = await Promise.all([
    readCheckpoint(rest, job, id, signal),
    known?.id === job ? ok(known) : rest.job(job, signal),
  ]);
  if (!found.ok) return found;
  if (!listed.ok) return listed;
  const { checkpoint, vertices } = found.value;
  const chosen = chooseVertices(vertices);
  const answers = await Promise.all(chosen.map((vertex) => readCheckpointSubtasks(rest, job, id, vertex, signal)));
  const subtasks = new Map<string, CheckpointSubtask[]>();
  for (const [i, answer] of answers.entries()) {
    const vertex = chosen[i];
    if (answer.ok && vertex !== undefined) subtasks.set(vertex, answer.value);
    // Forgotten between two requests: the vertices tell how long each took.
    else if (!answer.ok && answer.error.kind !== 'not-found') return answer;
  }
  const order = new Map(listed.value.vertices.map((vertex, place) => [vertex.id, { place, name: vertex.name }]));
  const placeOf = (vertex: string): number => order.get(vertex)?.place ?? order.size;
  return ok({
    job,
    checkpoint,
    vertices: vertices
      .toSorted((a, b) => placeOf(a.id) - placeOf(b.id))
      .map((vertex) => ({
        ...vertex,
        name: order.get(vertex.id)?.name ?? vertex.id,
        subtasks: subtasks.get(vertex.id) ?? null,
      })),
  });
}

/** Those that have not acknowledged first, then those that took longest: what a checkpoint waits for is among them. */
export const chooseVertices = (vertices: FoundCheckpoint['vertices']): readonly string[] =>
  vertices
    .toSorted(
      (a, b) =>
        Number(b.acknowledgedCount < b.subtaskCount) - Number(a.acknowledgedCount < a.subtaskCount) ||
        (b.duration ?? 0) - (a.duration ?? 0),
    )
    .slice(0, MOST_VERTICES)
    .map(({ id }) => id);
