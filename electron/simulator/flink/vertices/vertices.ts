import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedSubtask } from '#shared/simulation/types.ts';
import { aggregate, ioMetrics, sumOfSubtasks, totalsOf } from '../metrics/ioMetrics.ts';
import { countTasks } from '../jobs/job.ts';
import type { FlinkAnswer, VertexScope } from '../scope.ts';
import { endOf, placeOf } from '../scope.ts';
import { stateDurations, stateTimestamps } from '../jobs/timeline.ts';

/** GET /jobs/:job/vertices/:vertex */
export function vertexDetail(scope: VertexScope): FlinkAnswer {
  const { vertex, now } = scope;
  return ok({
    id: vertex.id,
    name: vertex.name,
    parallelism: vertex.parallelism,
    maxParallelism: vertex.maxParallelism,
    now,
    subtasks: vertex.subtasks.map((subtask) => subtaskDetail(scope, subtask)),
    aggregated: aggregateOf(scope, vertex.subtasks),
  });
}

/** GET …/subtasks/:index and …/attempts/:attempt, and one of the vertex' subtasks. */
export function subtaskDetail(scope: VertexScope, subtask: SimulatedSubtask): object {
  const { vertex } = scope;
  return {
    subtask: subtask.index,
    status: vertex.status,
    attempt: subtask.attempt,
    ...placeOf(scope, subtask),
    ...lifeOf(scope),
    metrics: ioMetrics(scope, subtask),
    'taskmanager-id': subtask.taskManager,
    'status-duration': stateDurations(scope),
    start_time: vertex.started,
  };
}

function lifeOf(scope: VertexScope): object {
  const { vertex, now } = scope;
  const end = endOf(scope, vertex.status);
  return { 'start-time': vertex.started, 'end-time': end, duration: (end < 0 ? now : end) - vertex.started };
}

function aggregateOf(scope: VertexScope, subtasks: readonly SimulatedSubtask[]): object {
  const durations = stateDurations(scope);
  return aggregate(subtasks.map((subtask) => ({ totals: totalsOf(scope, subtask), durations })));
}

/** GET …/subtasktimes */
export function subtaskTimes(scope: VertexScope): FlinkAnswer {
  const { vertex, now } = scope;
  const timestamps = stateTimestamps(scope);
  return ok({
    id: vertex.id,
    name: vertex.name,
    now,
    subtasks: vertex.subtasks.map((subtask) => ({
      subtask: subtask.index,
      ...placeOf(scope, subtask),
      duration: now - (timestamps['SCHEDULED'] ?? vertex.started),
      timestamps,
    })),
  });
}

/** GET …/taskmanagers: the subtasks of each TaskManager together. */
export function vertexTaskManagers(scope: VertexScope): FlinkAnswer {
  const { vertex, now, modern } = scope;
  const ids = [...new Set(vertex.subtasks.map(({ taskManager }) => taskManager))];
  return ok({
    id: vertex.id,
    name: vertex.name,
    now,
    taskmanagers: ids.flatMap((id) => {
      const subtasks = vertex.subtasks.filter(({ taskManager }) => taskManager === id);
      const [first] = subtasks;
      if (first === undefined) return [];
      const { endpoint } = placeOf(scope, first);
      return [
        {
          ...(modern ? { endpoint } : { host: endpoint, endpoint }),
          status: vertex.status,
          ...lifeOf(scope),
          metrics: sumOfSubtasks(subtasks.map((subtask) => ioMetrics(scope, subtask))),
          'status-counts': countTasks([{ ...vertex, subtasks }]),
          'taskmanager-id': id,
          aggregated: aggregateOf(scope, subtasks),
        },
      ];
    }),
  });
}

/** GET …/accumulators */
export const vertexAccumulators = ({ vertex }: VertexScope): FlinkAnswer => ok({ id: vertex.id, 'user-accumulators': [] });

/** GET …/subtasks/accumulators */
export const subtaskAccumulators = (scope: VertexScope): FlinkAnswer =>
  ok({
    id: scope.vertex.id,
    parallelism: scope.vertex.parallelism,
    subtasks: scope.vertex.subtasks.map((subtask) => ({
      subtask: subtask.index,
      attempt: subtask.attempt,
      ...placeOf(scope, subtask),
      'user-accumulators': [],
    })),
  });
