import { get } from './flinkPlaces.ts';
import type { Job } from './flinkPlaces.ts';

/** An answer of a simulated cluster, and the recordings that are of the same kind. */
export interface Answer {
  readonly path: string;
  readonly kind: Kind;
  readonly status: number;
  readonly body: unknown;
}

/** By kind of answer: recordings that have all that it may say between them. */
export const RECORDINGS = {
  overview: ['overview'],
  config: ['config'],
  jobs: ['jobs'],
  'jobs-overview': ['jobs-overview'],
  datasets: ['datasets'],
  taskmanagers: ['taskmanagers'],
  taskmanager: ['taskmanager'],
  threads: ['taskmanager-thread-dump', 'jobmanager-thread-dump'],
  logs: ['jobmanager-logs'],
  profiler: ['profiler-list'],
  environment: ['jobmanager-environment'],
  configuration: ['jobmanager-config'],
  job: ['job'],
  plan: ['plan'],
  status: ['status'],
  'job-config': ['job-config'],
  exceptions: ['exceptions'],
  accumulators: ['accumulators'],
  checkpoints: ['checkpoints', 'checkpoints-with-failures'],
  'checkpoints-config': ['checkpoints-config'],
  checkpoint: ['checkpoint-completed', 'checkpoint-failed', 'checkpoint-in-progress'],
  'checkpoint-subtasks': ['checkpoint-completed-v1-subtasks', 'checkpoint-in-progress-v2-subtasks'],
  vertex: ['v1-vertex'],
  backpressure: ['v1-backpressure'],
  watermarks: ['v1-watermarks'],
  subtasktimes: ['v1-subtasktimes'],
  'vertex-taskmanagers': ['v1-taskmanagers'],
  'vertex-accumulators': ['v1-accumulators'],
  'subtask-accumulators': ['v1-subtasks-accumulators'],
  subtask: ['v1-subtask0'],
  'metric-names': ['v1-subtasks-metrics-list'],
  'metric-values': ['v1-metrics-get'],
  'metric-aggregates': ['v1-subtasks-metrics-get'],
  flamegraph: ['v1-flamegraph-full', 'v1-flamegraph-off_cpu', 'flamegraph-first-answer', 'flamegraph-ended'],
} as const;
export type Kind = keyof typeof RECORDINGS;

const TIMES = 'busyTimeMsPerSecond,backPressuredTimeMsPerSecond,idleTimeMsPerSecond';

const OF_CLUSTER: readonly (readonly [Kind, string])[] = [
  ['overview', 'overview'],
  ['config', 'config'],
  ['jobs', 'jobs'],
  ['jobs-overview', 'jobs/overview'],
  ['datasets', 'datasets'],
  ['taskmanagers', 'taskmanagers'],
  ['environment', 'jobmanager/environment'],
  ['configuration', 'jobmanager/config'],
  ['logs', 'jobmanager/logs'],
  ['threads', 'jobmanager/thread-dump'],
  ['profiler', 'jobmanager/profiler'],
  ['metric-names', 'jobmanager/metrics'],
  ['metric-values', 'jobmanager/metrics?get=taskSlotsTotal,Status.JVM.CPU.Load'],
];
const OF_TASK_MANAGER: readonly (readonly [Kind, string])[] = [
  ['taskmanager', ''],
  ['logs', '/logs'],
  ['threads', '/thread-dump'],
  ['profiler', '/profiler'],
  ['metric-names', '/metrics'],
];
const OF_JOB: readonly (readonly [Kind, string])[] = [
  ['job', ''],
  ['plan', '/plan'],
  ['status', '/status'],
  ['job-config', '/config'],
  ['exceptions', '/exceptions'],
  ['accumulators', '/accumulators'],
  ['checkpoints', '/checkpoints'],
  ['checkpoints-config', '/checkpoints/config'],
  ['metric-names', '/metrics'],
  ['configuration', '/jobmanager/config'],
  ['environment', '/jobmanager/environment'],
];
const OF_VERTEX: readonly (readonly [Kind, string])[] = [
  ['vertex', ''],
  ['backpressure', '/backpressure'],
  ['watermarks', '/watermarks'],
  ['subtasktimes', '/subtasktimes'],
  ['vertex-taskmanagers', '/taskmanagers'],
  ['vertex-accumulators', '/accumulators'],
  ['subtask-accumulators', '/subtasks/accumulators'],
  ['subtask', '/subtasks/0'],
  ['metric-names', '/subtasks/metrics'],
  ['metric-values', '/metrics?get=0.idleTimeMsPerSecond,0.numRecordsIn'],
  ['metric-aggregates', `/subtasks/metrics?get=${TIMES}`],
  ['flamegraph', '/flamegraph'],
  ['flamegraph', '/flamegraph?type=off_cpu&subtaskindex=0'],
];

/** Everything that a cluster has to say about itself, asked as one would find one's way through it. */
export async function crawl(base: string): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const ask = async (kind: Kind, path: string): Promise<unknown> => {
    const answer = { path, kind, ...(await get(base, path)) };
    answers.push(answer);
    return answer.body;
  };
  const all = async (kinds: typeof OF_JOB, prefix: string) => {
    for (const [kind, path] of kinds) await ask(kind, prefix + path);
  };

  await all(OF_CLUSTER, '');
  const { taskmanagers } = (await ask('taskmanagers', 'taskmanagers')) as { taskmanagers: { id: string }[] };
  for (const { id } of taskmanagers.slice(0, 1)) await all(OF_TASK_MANAGER, `taskmanagers/${encodeURIComponent(id)}`);
  const { jobs } = (await ask('jobs', 'jobs')) as { jobs: { id: string }[] };
  for (const { id } of jobs) {
    await all(OF_JOB, `jobs/${id}`);
    const { vertices } = (await ask('job', `jobs/${id}`)) as Job;
    for (const vertex of vertices) await all(OF_VERTEX, `jobs/${id}/vertices/${vertex.id}`);
    const { history } = (await ask('checkpoints', `jobs/${id}/checkpoints`)) as { history: { id: number; status: string }[] };
    for (const checkpoint of onePerStatus(history)) {
      const details = `jobs/${id}/checkpoints/details/${checkpoint}`;
      await ask('checkpoint', details);
      for (const vertex of vertices) await ask('checkpoint-subtasks', `${details}/subtasks/${vertex.id}`);
    }
  }
  return answers;
}

const onePerStatus = (history: readonly { readonly id: number; readonly status: string }[]): readonly number[] => [
  ...new Map(history.map(({ id, status }) => [status, id])).values(),
];
