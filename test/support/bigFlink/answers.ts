import type { BigJob } from './bigJob.ts';
import { STATES, tasks } from './bigJob.ts';
import { checkpointAnswer } from './checkpoints.ts';
import { clusterAnswer } from './cluster.ts';
import type { Moment } from './figures.ts';
import { totals } from './figures.ts';
import { vertexAnswer } from './vertex.ts';

/** Answers a path of the REST interface of Flink 1.20; undefined where it has none. `asked`: the metrics that are asked for. */
export type BigAnswers = (path: string, asked: readonly string[] | null, now: number) => unknown;

const NAME = 'large job';
export function bigAnswers(big: BigJob): BigAnswers {
  const { job, graph, parallelism, started } = big;
  const byId = new Map(graph.vertices.map((vertex) => [vertex.id, vertex]));
  const plan = planOf(big);
  return (path, asked, now) => {
    const moment: Moment = { started, now };
    const [first, id, part, ...rest] = path.split('/');
    if (first !== 'jobs') return clusterAnswer(path, now, graph.vertices.length * parallelism);
    if (path === 'jobs') return { jobs: [{ id: job, status: 'RUNNING' }] };
    if (path === 'jobs/overview') return { jobs: [summary(big, now)] };
    if (id !== job) return undefined;
    if (part === undefined) return detail(big, plan, moment);
    if (part === 'vertices') {
      const vertex = byId.get(rest[0] ?? '');
      return vertex === undefined ? undefined : vertexAnswer(big, vertex, rest.slice(1).join('/'), moment, asked);
    }
    if (part === 'checkpoints') return checkpointAnswer(big, rest, now);
    return jobAnswer(big, plan, part, asked);
  };
}

const summary = ({ job, graph, parallelism, started }: BigJob, now: number) => ({
  jid: job,
  name: NAME,
  'start-time': started,
  'end-time': -1,
  duration: now - started,
  state: 'RUNNING',
  'last-modification': started,
  tasks: { running: graph.vertices.length * parallelism, total: graph.vertices.length * parallelism },
});

const planOf = ({ job, graph, parallelism }: BigJob) => ({
  jid: job,
  name: NAME,
  type: 'STREAMING',
  nodes: graph.vertices.toReversed().map(({ id, name, inputs }) => ({
    id,
    parallelism,
    operator: '',
    operator_strategy: '',
    description: name.replace(' -> ', '<br/>+- '),
    ...(inputs.length === 0
      ? {}
      : {
          inputs: inputs.map(({ id: from, ship }, num) => ({
            num,
            id: from,
            ship_strategy: ship,
            exchange: 'pipelined_bounded',
          })),
        }),
    optimizer_properties: {},
  })),
});

const detail = ({ job, graph, parallelism, started }: BigJob, plan: object, moment: Moment) => ({
  jid: job,
  name: NAME,
  isStoppable: false,
  state: 'RUNNING',
  'job-type': 'STREAMING',
  'start-time': started,
  'end-time': -1,
  duration: moment.now - started,
  maxParallelism: -1,
  now: moment.now,
  timestamps: {
    ...Object.fromEntries(STATES.map((state) => [state, 0])),
    INITIALIZING: started,
    CREATED: started,
    RUNNING: started,
  },
  vertices: graph.vertices.map((vertex) => ({
    id: vertex.id,
    slotSharingGroupId: 'c'.repeat(32),
    name: vertex.name,
    maxParallelism: 1024,
    parallelism,
    status: 'RUNNING',
    'start-time': started,
    'end-time': -1,
    duration: moment.now - started,
    tasks: tasks(parallelism),
    metrics: totals(vertex, parallelism, parallelism, moment),
  })),
  'status-counts': tasks(graph.vertices.length),
  plan,
});

function jobAnswer({ job, parallelism }: BigJob, plan: object, part: string, asked: readonly string[] | null): unknown {
  const metrics: Readonly<Record<string, string>> = { numRestarts: '0', fullRestarts: '0', uptime: '3600000' };
  const answers: Readonly<Record<string, unknown>> = {
    status: { status: 'RUNNING' },
    plan: { plan },
    config: {
      jid: job,
      name: NAME,
      'execution-config': {
        'execution-mode': 'PIPELINED',
        'restart-strategy': 'Cluster level default restart strategy',
        'job-parallelism': parallelism,
        'object-reuse-mode': false,
        'user-config': {},
      },
    },
    exceptions: {
      'root-exception': null,
      timestamp: null,
      'all-exceptions': [],
      truncated: false,
      exceptionHistory: { entries: [], truncated: false },
    },
    accumulators: { 'job-accumulators': [], 'user-task-accumulators': [], 'serialized-user-task-accumulators': {} },
    metrics:
      asked === null
        ? Object.keys(metrics).map((id) => ({ id }))
        : asked.flatMap((id) => (metrics[id] === undefined ? [] : [{ id, value: metrics[id] }])),
  };
  return answers[part];
}
