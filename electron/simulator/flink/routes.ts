import { ok } from '#shared/model/sourceError.ts';
import { backpressure, NO_FIGURES, watermarks } from './vertices/backpressure.ts';
import { checkpointDetail, checkpoints, checkpointsConfig, checkpointSubtasks } from './jobs/checkpoints.ts';
import { clusterOverview, dashboardConfig } from './cluster/cluster.ts';
import { jobExceptions } from './jobs/exceptions.ts';
import { flameGraph } from './vertices/flameGraph.ts';
import { noSuchAttempt, noSuchFile, noSuchTaskManager } from './flinkError.ts';
import { jobAccumulators, jobConfig, jobDetail, jobPlan, jobsOverview, jobStatus, listJobs } from './jobs/job.ts';
import { jobManagerConfig, jobManagerMetrics } from './cluster/jobManager.ts';
import { jobMetrics } from './metrics/jobMetrics.ts';
import { aggregatedMetrics, plainMetrics } from './metrics/metrics.ts';
import { measuredJob, measuredVertex, ofJob, ofSubtask, ofVertex, withNumber } from './resolve.ts';
import type { Handler, Parameters } from './resolve.ts';
import type { FlinkAnswer, FlinkScope } from './scope.ts';
import { taskManagersOf } from './scope.ts';
import { listTaskManagers, taskManagerDetail, taskManagerMetrics } from './cluster/taskManagers.ts';
import { taskMetrics } from './metrics/taskMetrics.ts';
import {
  subtaskAccumulators,
  subtaskDetail,
  subtaskTimes,
  vertexAccumulators,
  vertexDetail,
  vertexTaskManagers,
} from './vertices/vertices.ts';

const USUAL = ['min', 'max', 'avg', 'sum'];

const routes: Readonly<Record<string, Handler>> = {
  overview: clusterOverview,
  config: dashboardConfig,
  jobs: listJobs,
  'jobs/overview': jobsOverview,
  'jobs/metrics': (scope) =>
    aggregatedMetrics(
      scope,
      scope.application.jobs.map((job) => jobMetrics({ ...scope, job })),
      USUAL,
    ),
  'jobs/:job': ofJob(jobDetail),
  'jobs/:job/status': ofJob(jobStatus),
  'jobs/:job/plan': ofJob(jobPlan),
  'jobs/:job/config': ofJob(jobConfig),
  'jobs/:job/exceptions': ofJob(jobExceptions),
  'jobs/:job/accumulators': ofJob(jobAccumulators),
  'jobs/:job/metrics': measuredJob((scope) => plainMetrics(scope, jobMetrics(scope)), ok([])),
  'jobs/:job/checkpoints': ofJob(checkpoints),
  'jobs/:job/checkpoints/config': ofJob(checkpointsConfig),
  'jobs/:job/checkpoints/details/:checkpoint': ofJob((scope, { checkpoint = '' }) =>
    withNumber('checkpointid', checkpoint, (id) => checkpointDetail(scope, id)),
  ),
  'jobs/:job/checkpoints/details/:checkpoint/subtasks/:vertex': ofJob((scope, { checkpoint = '', vertex = '' }) =>
    withNumber('checkpointid', checkpoint, (id) => checkpointSubtasks(scope, id, vertex)),
  ),
  'jobs/:job/vertices/:vertex': ofVertex(vertexDetail),
  'jobs/:job/vertices/:vertex/backpressure': measuredVertex(backpressure, NO_FIGURES),
  'jobs/:job/vertices/:vertex/watermarks': ofVertex(watermarks),
  'jobs/:job/vertices/:vertex/flamegraph': ofVertex(flameGraph),
  'jobs/:job/vertices/:vertex/accumulators': ofVertex(vertexAccumulators),
  'jobs/:job/vertices/:vertex/subtasktimes': ofVertex(subtaskTimes),
  'jobs/:job/vertices/:vertex/taskmanagers': ofVertex(vertexTaskManagers),
  'jobs/:job/vertices/:vertex/jm-operator-metrics': measuredVertex(() => ok([]), ok([])),
  'jobs/:job/vertices/:vertex/metrics': measuredVertex(
    (scope) =>
      plainMetrics(
        scope,
        new Map(
          scope.vertex.subtasks.flatMap((subtask) =>
            [...taskMetrics(scope, subtask)].map(([name, value]) => [`${subtask.index}.${name}`, value] as const),
          ),
        ),
      ),
    ok([]),
  ),
  'jobs/:job/vertices/:vertex/subtasks/metrics': measuredVertex(
    (scope) =>
      aggregatedMetrics(
        scope,
        scope.vertex.subtasks.map((subtask) => taskMetrics(scope, subtask)),
        [...USUAL, 'skew'],
      ),
    ok([]),
  ),
  'jobs/:job/vertices/:vertex/subtasks/accumulators': ofVertex(subtaskAccumulators),
  'jobs/:job/vertices/:vertex/subtasks/:subtask': ofSubtask((scope, subtask) => ok(subtaskDetail(scope, subtask))),
  'jobs/:job/vertices/:vertex/subtasks/:subtask/metrics': ofSubtask((scope, subtask) =>
    plainMetrics(scope, taskMetrics(scope, subtask)),
  ),
  'jobs/:job/vertices/:vertex/subtasks/:subtask/attempts/:attempt': ofSubtask((scope, subtask, { attempt = '' }) =>
    withNumber('attempt', attempt, (number) =>
      number === subtask.attempt ? ok(subtaskDetail(scope, subtask)) : noSuchAttempt(subtask.index),
    ),
  ),
  taskmanagers: listTaskManagers,
  'taskmanagers/metrics': (scope) =>
    aggregatedMetrics(
      scope,
      taskManagersOf(scope.application).map((each) => taskManagerMetrics(scope, each)),
      USUAL,
    ),
  'taskmanagers/:taskManager': (scope, { taskManager = '' }) => taskManagerDetail(scope, taskManager),
  'taskmanagers/:taskManager/metrics': (scope, { taskManager = '' }) => {
    const found = taskManagersOf(scope.application).find(({ id }) => id === taskManager);
    return found === undefined ? noSuchTaskManager(taskManager) : plainMetrics(scope, taskManagerMetrics(scope, found));
  },
  'jobmanager/config': jobManagerConfig,
  'jobmanager/metrics': (scope) => plainMetrics(scope, jobManagerMetrics(scope)),
};

const patterns = Object.entries(routes).map(([pattern, handler]) => ({ steps: pattern.split('/'), handler }));

/** Finds the handler of a path (decoded steps) and runs it. Fixed steps win over parameters, by their order above. */
export function route(scope: FlinkScope, steps: readonly string[]): FlinkAnswer {
  for (const { steps: wanted, handler } of patterns) {
    if (wanted.length !== steps.length) continue;
    if (!wanted.every((step, i) => step.startsWith(':') || step === steps[i])) continue;
    const parameters = wanted.flatMap((step, i) => (step.startsWith(':') ? [[step.slice(1), steps[i] ?? '']] : []));
    return handler(scope, Object.fromEntries(parameters) as Parameters);
  }
  return noSuchFile(`/${steps.join('/')}`);
}
