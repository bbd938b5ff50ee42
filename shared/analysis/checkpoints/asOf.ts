import type { CheckpointDetail, CheckpointSubtask, CheckpointVertex } from '../../model/insight/checkpointDetail.ts';
import type { Checkpoint } from '../../model/job.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';

/** A checkpoint as it stood at a moment: what was acknowledged or over later is not yet. */
export function asOf(detail: CheckpointDetail, moment: Millis): CheckpointDetail {
  const { checkpoint } = detail;
  const over = checkpoint.duration === null ? null : checkpoint.triggered + checkpoint.duration;
  if (over === null || over <= moment) return detail;
  const vertices = detail.vertices.map((vertex) => vertexAsOf(vertex, checkpoint, moment));
  const count = vertices.reduce((sum, { acknowledgedCount }) => sum + acknowledgedCount, 0);
  return {
    ...detail,
    checkpoint: { ...checkpointAsOf(checkpoint, moment), acknowledgedSubtasks: vertices.length === 0 ? null : count },
    vertices,
  };
}

/** A checkpoint without its vertices, as it stood at a moment. */
export function checkpointAsOf(checkpoint: Checkpoint, moment: Millis): Checkpoint {
  if (checkpoint.duration === null || checkpoint.triggered + checkpoint.duration <= moment) return checkpoint;
  return {
    ...checkpoint,
    status: 'IN_PROGRESS',
    duration: null,
    checkpointedSize: null,
    stateSize: null,
    failure: null,
    acknowledged: null,
    acknowledgedSubtasks: null,
    processedData: null,
    persistedData: null,
    path: null,
  };
}

function vertexAsOf(vertex: CheckpointVertex, { triggered }: Checkpoint, moment: Millis): CheckpointVertex {
  const isLater = (acknowledged: Millis | null, duration: Millis | null): boolean => {
    const at = acknowledged ?? (duration === null ? null : millis(triggered + duration));
    return at === null || at > moment;
  };
  const subtasks =
    vertex.subtasks?.map((each) => (isLater(each.acknowledged, each.duration) ? pendingOf(each.index) : each)) ?? null;
  const done = subtasks?.filter(({ pending }) => !pending).length;
  const all = isLater(vertex.acknowledged, vertex.duration);
  return {
    ...vertex,
    status: 'IN_PROGRESS',
    subtasks,
    acknowledgedCount: done ?? (all ? 0 : vertex.acknowledgedCount),
    ...(all ? { duration: null, acknowledged: null, checkpointedSize: null, stateSize: null } : {}),
  };
}

/** A subtask that has not answered: nothing is known of it. */
export const pendingOf = (index: number): CheckpointSubtask => ({
  index,
  pending: true,
  acknowledged: null,
  duration: null,
  startDelay: null,
  alignment: null,
  sync: null,
  async: null,
  checkpointedSize: null,
  stateSize: null,
  processedData: null,
  persistedData: null,
  unaligned: false,
  aborted: false,
});
