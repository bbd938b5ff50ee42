import type { BigJob } from './bigJob.ts';
import { TASK_MANAGER, tasks } from './bigJob.ts';
import type { Moment } from './figures.ts';
import { aggregates, backpressure, plainMetrics, totals, watermarks } from './figures.ts';
import type { BigVertex } from './graph.ts';

/** What is asked of one vertex. */
export function vertexAnswer(
  { parallelism, started }: BigJob,
  vertex: BigVertex,
  part: string,
  moment: Moment,
  asked: readonly string[] | null,
): unknown {
  const named = { id: vertex.id, name: vertex.name, now: moment.now };
  const subtasks = Array.from({ length: parallelism }, (_, subtask) => subtask);
  const place = { host: 'localhost', endpoint: 'localhost:40001' };
  const own = { 'start-time': started, 'end-time': -1, duration: moment.now - started, 'taskmanager-id': TASK_MANAGER };
  const answers: Readonly<Record<string, () => unknown>> = {
    '': () => ({
      ...named,
      parallelism,
      maxParallelism: 1024,
      subtasks: subtasks.map((subtask) => ({
        subtask,
        status: 'RUNNING',
        attempt: 0,
        ...place,
        ...own,
        start_time: started,
        metrics: totals(vertex, 1, parallelism, moment),
        'status-duration': { SCHEDULED: 0, CREATED: 0, DEPLOYING: 0, INITIALIZING: 0, RUNNING: moment.now - started },
      })),
      aggregated: { metrics: {}, 'status-duration': {} },
    }),
    backpressure: () => backpressure(vertex, parallelism, moment),
    watermarks: () => watermarks(vertex, parallelism, moment),
    flamegraph: () => ({ endTimestamp: -3 }),
    accumulators: () => ({ id: vertex.id, 'user-accumulators': [] }),
    subtasktimes: () => ({
      ...named,
      subtasks: subtasks.map((subtask) => ({
        subtask,
        ...place,
        duration: moment.now - started,
        timestamps: { ...tasks(0), RUNNING: started },
      })),
    }),
    taskmanagers: () => ({
      ...named,
      taskmanagers: [
        {
          ...place,
          ...own,
          status: 'RUNNING',
          metrics: totals(vertex, parallelism, parallelism, moment),
          'status-counts': tasks(parallelism),
          aggregated: { metrics: {}, 'status-duration': {} },
        },
      ],
    }),
    'subtasks/accumulators': () => ({
      id: vertex.id,
      parallelism,
      subtasks: subtasks.map((subtask) => ({ subtask, attempt: 0, ...place, 'user-accumulators': [] })),
    }),
    'jm-operator-metrics': () => [],
    metrics: () => plainMetrics(vertex, parallelism, moment, asked),
    'subtasks/metrics': () => aggregates(vertex, parallelism, moment, asked),
  };
  return answers[part]?.();
}
