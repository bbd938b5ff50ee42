import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Job } from '#shared/model/job.ts';
import { withArrows, counted } from '#renderer/ui/wording.ts';

export const JOB_MANAGER = 'jobmanager';

/** A process whose threads can be asked for. */
export interface Process {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** As its metrics tell; null: not known. */
  readonly threads: number | null;
}

/** `Task manager 10.0.0.7:6122`, `Job manager` */
export const processWords = (id: string, endpoint = id.replace(/-[0-9a-f]{6}$/, '')): string =>
  id === JOB_MANAGER ? 'Job manager' : `Task manager ${endpoint}`;

/** The processes of a cluster: first those that run the subtasks of the bottleneck, its busiest subtask’s before all; the job manager last. */
export function processesOf({ taskManagers, jobManager }: TaskManagers, job: Job | null): readonly Process[] {
  const bottleneck = job === null ? null : (findBottleneck(job)?.vertex ?? null);
  const vertex = job?.vertices.find(({ id }) => id === bottleneck);
  const busyOf = (index: number): number => vertex?.subtasks.find((each) => each.index === index)?.shares.busy ?? 0;
  const ranked = taskManagers.map((each) => {
    const own = (each.subtasks ?? []).filter((subtask) => subtask.vertex === bottleneck);
    const busiest = own.length === 0 ? -1 : Math.max(...own.map(({ index }) => busyOf(index)));
    return { each, own, busiest };
  });
  return [
    ...ranked
      .sort((a, b) => b.busiest - a.busiest || a.each.endpoint.localeCompare(b.each.endpoint))
      .map(({ each: { id, endpoint, threads, subtasks }, own }) => ({
        id,
        label: processWords(id, endpoint),
        threads,
        description: [
          ...(own.length > 0 && vertex !== undefined
            ? [`runs ${own.length} of ${counted(vertex.parallelism, 'subtask')} of the bottleneck ${withArrows(vertex.name)}`]
            : subtasks === null
              ? []
              : [counted(subtasks.length, 'subtask')]),
          ...(threads === null ? [] : [counted(threads, 'thread')]),
        ].join(', '),
      })),
    {
      id: JOB_MANAGER,
      label: processWords(JOB_MANAGER),
      threads: jobManager?.threads ?? null,
      description: ['coordinates the job', ...(jobManager?.threads == null ? [] : [counted(jobManager.threads, 'thread')])].join(
        ', ',
      ),
    },
  ];
}
