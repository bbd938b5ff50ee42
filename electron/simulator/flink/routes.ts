import { ok } from '#shared/model/sourceError.ts';
import { backpressure, NO_FIGURES, watermarks } from './vertices/backpressure.ts';
import { checkpointDetail, checkpoints, checkpointsConfig, checkpointSubtasks } from './jobs/checkpoints.ts';
import { applicationDetail, applicationExceptions, applicationsOverview, ofApplication } from './cluster/applications.ts';
import { clusterOverview, dashboardConfig, dataSets } from './cluster/cluster.ts';
import { environment } from './cluster/environment.ts';
import { jobExceptions } from './jobs/exceptions.ts';
import { flameGraph } from './vertices/flameGraph.ts';
import { noRescales, noSuchAttempt, noSuchFile, notAdaptive, readOnly } from './flinkError.ts';
import { jobAccumulators, jobConfig, jobDetail, jobPlan, jobsOverview, jobStatus, listJobs } from './jobs/job.ts';
import { JOB_MANAGER, jobManagerConfig, jobManagerMetrics } from './cluster/jobManager.ts';
import { listLogs, readLog, readLogFile } from './cluster/logs.ts';
import { profilings } from './cluster/profiler.ts';
import { jobManagerThreadDump, taskManagerThreadDump } from './cluster/threadDumps.ts';
import { jobMetrics } from './metrics/jobMetrics.ts';
import { aggregatedMetrics, plainMetrics } from './metrics/metrics.ts';
import { measuredJob, measuredVertex, ofJob, ofSubtask, ofTaskManager, ofVertex, withNumber } from './resolve.ts';
import type { Handler, Parameters } from './resolve.ts';
import type { FlinkAnswer, FlinkScope } from './scope.ts';
import { inWords, taskManagersOf } from './scope.ts';
import { listTaskManagers, processOf, taskManagerDetail, taskManagerMetrics } from './cluster/taskManagers.ts';
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
  'jobs/:job/jobmanager/config': ofJob(jobManagerConfig),
  'jobs/:job/jobmanager/environment': ofJob(environment),
  'jobs/:job/resource-requirements': ofJob(notAdaptive),
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
  'taskmanagers/:taskManager': ofTaskManager(taskManagerDetail),
  'taskmanagers/:taskManager/metrics': ofTaskManager((scope, each) => plainMetrics(scope, taskManagerMetrics(scope, each))),
  'taskmanagers/:taskManager/log': ofTaskManager((scope, each) => readLog(scope, processOf(scope, each))),
  'taskmanagers/:taskManager/stdout': ofTaskManager(() => inWords('')),
  'taskmanagers/:taskManager/logs': ofTaskManager((scope, each) => listLogs(scope, processOf(scope, each))),
  'taskmanagers/:taskManager/logs/:file': ofTaskManager((scope, each, { file = '' }) =>
    readLogFile(scope, processOf(scope, each), file),
  ),
  'taskmanagers/:taskManager/thread-dump': ofTaskManager(taskManagerThreadDump),
  'taskmanagers/:taskManager/profiler': ofTaskManager(profilings),
  'jobmanager/config': jobManagerConfig,
  'jobmanager/environment': environment,
  'jobmanager/metrics': (scope) => plainMetrics(scope, jobManagerMetrics(scope)),
  'jobmanager/log': (scope) => readLog(scope, JOB_MANAGER),
  'jobmanager/stdout': () => inWords(''),
  'jobmanager/logs': (scope) => listLogs(scope, JOB_MANAGER),
  'jobmanager/logs/:file': (scope, { file = '' }) => readLogFile(scope, JOB_MANAGER, file),
  'jobmanager/thread-dump': jobManagerThreadDump,
  'jobmanager/profiler': profilings,
  datasets: dataSets,
};

/** Those that only Flink 2 has. */
const modernRoutes: Readonly<Record<string, Handler>> = {
  'applications/overview': applicationsOverview,
  'applications/:application': ofApplication(applicationDetail),
  'applications/:application/exceptions': ofApplication(applicationExceptions),
  'applications/:application/jobmanager/config': ofApplication(jobManagerConfig),
  'jobs/:job/rescales/:asked': ofJob(({ job }, { asked = '' }) =>
    ['config', 'overview', 'history', 'summary'].includes(asked)
      ? noRescales(job.id, asked)
      : noSuchFile(`/jobs/${job.id}/rescales/${asked}`),
  ),
};

const patternsOf = (table: Readonly<Record<string, Handler>>) =>
  Object.entries(table).map(([pattern, handler]) => ({ steps: pattern.split('/'), handler }));
const patterns = patternsOf(routes);
const modernPatterns = [...patterns, ...patternsOf(modernRoutes)];

/** What changes something: by method, the paths that Flink takes. None of it is done here. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  POST: [
    'jobs',
    'jobs/:job/savepoints',
    'jobs/:job/checkpoints',
    'jobs/:job/stop',
    'jobs/:job/coordinators/:operator',
    'savepoint-disposal',
    'applications/:application/cancel',
    'taskmanagers/:taskManager/profiler',
    'jobmanager/profiler',
  ],
  PATCH: ['jobs/:job', 'jobs/:job/rescaling'],
  PUT: ['jobs/:job/resource-requirements'],
  DELETE: ['cluster', 'datasets/:dataset'],
};

const fits = (wanted: readonly string[], steps: readonly string[]): boolean =>
  wanted.length === steps.length && wanted.every((step, i) => step.startsWith(':') || step === steps[i]);

/** Finds the handler of a path (decoded steps) and runs it. Fixed steps win over parameters, by their order above. */
export function route(scope: FlinkScope, steps: readonly string[]): FlinkAnswer {
  for (const { steps: wanted, handler } of scope.modern ? modernPatterns : patterns) {
    if (!fits(wanted, steps)) continue;
    const parameters = wanted.flatMap((step, i) => (step.startsWith(':') ? [[step.slice(1), steps[i] ?? '']] : []));
    return handler(scope, Object.fromEntries(parameters) as Parameters);
  }
  return noSuchFile(`/${steps.join('/')}`);
}

/** Any other method than GET. */
export const refuseWrite = (method: string, steps: readonly string[]): FlinkAnswer =>
  (WRITES[method] ?? []).some((path) => fits(path.split('/'), steps)) ? readOnly(method) : noSuchFile(`/${steps.join('/')}`);
