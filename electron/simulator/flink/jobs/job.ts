import type { ExecutionState, JobState } from '#shared/model/job.ts';
import { executionStates, jobStates } from '#shared/model/job.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedVertex } from '#shared/simulation/types.ts';
import { ioMetrics, sumOfSubtasks } from '../metrics/ioMetrics.ts';
import { planOf } from './plan.ts';
import type { FlinkAnswer, FlinkScope, JobScope } from '../scope.ts';
import { endOf, hexId } from '../scope.ts';
import { lastOfTimeline } from './timeline.ts';

const countStates = (states: readonly ExecutionState[]): Record<ExecutionState, number> =>
  Object.fromEntries(executionStates.map((state) => [state, states.filter((each) => each === state).length])) as Record<
    ExecutionState,
    number
  >;

/** How many subtasks are in which state. */
export const countTasks = (vertices: readonly SimulatedVertex[]): Record<ExecutionState, number> =>
  countStates(vertices.flatMap(({ subtasks, status }) => subtasks.map(() => status)));

/** When the job last entered each state; 0 = never. */
function jobTimestamps({ job }: JobScope): Record<JobState, number> {
  const never = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
  const known: Partial<Record<JobState, number>> = {
    INITIALIZING: job.started,
    CREATED: job.started,
    RUNNING: job.runningSince,
    ...(job.lastRestart !== null ? { RESTARTING: job.lastRestart } : {}),
  };
  return {
    ...never,
    ...known,
    ...(known[job.state] === undefined ? { [job.state]: job.ended ?? job.downSince ?? job.started } : {}),
  };
}

/** The parts that only Flink 2 has. */
const modernJob = ({ modern }: FlinkScope, jobType: boolean) =>
  modern ? { ...(jobType ? { jobType: 'STREAMING' } : {}), schedulerType: 'Default', 'pending-operators': 0 } : {};

/** GET /jobs */
export const listJobs = ({ application }: FlinkScope): FlinkAnswer =>
  ok({ jobs: application.jobs.map(({ id, state }) => ({ id, status: state })) });

/** GET /jobs/overview */
export const jobsOverview = (scope: FlinkScope): FlinkAnswer =>
  ok({ jobs: scope.application.jobs.map((job) => jobSummary({ ...scope, job })) });

export function jobSummary(scope: JobScope): object {
  const { job, now } = scope;
  const end = endOf(scope, job.state);
  const tasks = Object.entries(countTasks(job.vertices)).map(([state, count]) => [state.toLowerCase(), count] as const);
  return {
    jid: job.id,
    name: job.name,
    'start-time': job.started,
    'end-time': end,
    duration: (end < 0 ? now : end) - job.started,
    state: job.state,
    'last-modification': Math.max(job.runningSince, ...job.vertices.map((vertex) => lastOfTimeline(scope, vertex))),
    tasks: { ...Object.fromEntries(tasks), total: tasks.reduce((sum, [, count]) => sum + count, 0) },
    ...modernJob(scope, true),
  };
}

/** GET /jobs/:job */
export function jobDetail(scope: JobScope): FlinkAnswer {
  const { job, now, modern } = scope;
  const end = endOf(scope, job.state);
  return ok({
    jid: job.id,
    ...(modern ? { 'application-id': job.id } : {}),
    name: job.name,
    isStoppable: false,
    state: job.state,
    'job-type': 'STREAMING',
    'start-time': job.started,
    'end-time': end,
    duration: (end < 0 ? now : end) - job.started,
    maxParallelism: -1,
    now,
    timestamps: jobTimestamps(scope),
    vertices: job.vertices.map((vertex) => {
      const vertexEnd = endOf(scope, vertex.status);
      return {
        id: vertex.id,
        slotSharingGroupId: hexId(`${job.id} slots`),
        name: vertex.name,
        maxParallelism: vertex.maxParallelism,
        parallelism: vertex.parallelism,
        status: vertex.status,
        'start-time': vertex.started,
        'end-time': vertexEnd,
        duration: (vertexEnd < 0 ? now : vertexEnd) - vertex.started,
        tasks: countTasks([vertex]),
        metrics: sumOfSubtasks(vertex.subtasks.map((subtask) => ioMetrics({ ...scope, vertex }, subtask))),
      };
    }),
    'status-counts': countStates(job.vertices.map(({ status }) => status)),
    plan: planOf(job),
    ...modernJob(scope, false),
  });
}

/** GET /jobs/:job/status */
export const jobStatus = ({ job }: JobScope): FlinkAnswer => ok({ status: job.state });

/** GET /jobs/:job/plan */
export const jobPlan = ({ job }: JobScope): FlinkAnswer => ok({ plan: planOf(job) });

/** GET /jobs/:job/config */
export const jobConfig = ({ job, application, modern }: JobScope): FlinkAnswer =>
  ok({
    jid: job.id,
    name: job.name,
    'execution-config': {
      ...(modern ? {} : { 'execution-mode': 'PIPELINED' }),
      'restart-strategy': 'Cluster level default restart strategy',
      'job-parallelism': application.currentParallelism,
      'object-reuse-mode': false,
      'user-config': {},
    },
  });

/** GET /jobs/:job/accumulators */
export const jobAccumulators = (): FlinkAnswer =>
  ok({ 'job-accumulators': [], 'user-task-accumulators': [], 'serialized-user-task-accumulators': {} });
