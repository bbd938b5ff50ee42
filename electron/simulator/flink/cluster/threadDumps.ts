import { ok } from '#shared/model/sourceError.ts';
import { keyOf } from '#shared/simulation/random.ts';
import { legacySourceStacks, stacksOf, timesOf } from '#shared/simulation/stacks/stacksOf.ts';
import { jobManagerThreads } from '#shared/simulation/stacks/threads/jobManagerThreads.ts';
import { taskManagerThreads } from '#shared/simulation/stacks/threads/taskManagerThreads.ts';
import type { RunningTask } from '#shared/simulation/stacks/threads/taskManagerThreads.ts';
import { dump } from '#shared/simulation/stacks/threads/thread.ts';
import type { SimulatedTaskManager } from '#shared/simulation/types.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';
import { hasEnded, isSource, workOf } from '../scope.ts';
import { THREADS } from './jobManager.ts';

/** GET /taskmanagers/:id/thread-dump: every task is found somewhere in the stacks of which flame graphs are made. */
export function taskManagerThreadDump(scope: FlinkScope, taskManager: SimulatedTaskManager): FlinkAnswer {
  const key = keyOf(0, taskManager.id);
  return ok({
    threadInfos: dump(taskManagerThreads(tasksOn(scope, taskManager), taskManager.threads, keyOf(scope.now, 'dump')), key),
  });
}

function tasksOn(scope: FlinkScope, { id }: SimulatedTaskManager): RunningTask[] {
  return scope.application.jobs.flatMap((job) =>
    job.vertices
      .filter(({ status }) => !hasEnded(status))
      .flatMap((vertex) =>
        vertex.subtasks
          .filter(({ taskManager }) => taskManager === id)
          .map((subtask) => {
            const work = workOf({ ...scope, job, vertex }, subtask.index);
            return {
              name: `${vertex.name} (${subtask.index + 1}/${vertex.parallelism})#${subtask.attempt}`,
              stacks: stacksOf(work),
              times: timesOf(work.operators, subtask),
              reader: vertex.legacySource ? legacySourceStacks(work) : null,
              sends: work.outputs > 0,
            };
          }),
      ),
  );
}

/** GET /jobmanager/thread-dump */
export function jobManagerThreadDump({ application }: FlinkScope): FlinkAnswer {
  const jobs = application.jobs.map((job) => ({
    sources: job.vertices.filter((vertex) => isSource(job, vertex)).flatMap(({ operators }) => operators[0]?.name ?? []),
  }));
  return ok({ threadInfos: dump(jobManagerThreads(jobs, THREADS), keyOf(0, application.arn)) });
}
