import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedException } from '#shared/simulation/types.ts';
import type { FlinkAnswer, JobScope } from '../scope.ts';
import { portOf } from '../scope.ts';

/** GET /jobs/:job/exceptions: the last sixteen failures, newest first; Flink 1 tells the newest a second time, in its old fields. */
export function jobExceptions({ job, modern, query }: JobScope): FlinkAnswer {
  const [newest] = job.exceptions;
  const wanted = /^\d{1,9}$/.test(query.get('maxExceptions') ?? '') ? Number(query.get('maxExceptions')) : job.exceptions.length;
  const entries = job.exceptions.slice(0, wanted).map((exception) => ({
    exceptionName: exception.name,
    stacktrace: exception.stackTrace,
    timestamp: exception.at,
    failureLabels: {},
    ...(exception.task === null ? {} : { taskName: exception.task }),
    ...placeOf(exception, modern),
    concurrentExceptions: [],
  }));
  return ok({
    ...(modern
      ? {}
      : {
          'root-exception': newest?.stackTrace ?? null,
          timestamp: newest?.at ?? null,
          'all-exceptions': [],
          truncated: false,
        }),
    exceptionHistory: { entries, truncated: wanted < job.exceptions.length },
  });
}

/** Where a task failed; the id of a TaskManager begins with its address. */
function placeOf({ taskManager }: SimulatedException, modern: boolean): Record<string, string> {
  if (taskManager === null) return {};
  const endpoint = `${taskManager.replace(/:.*$/, '')}:${portOf(taskManager)}`;
  return { ...(modern ? {} : { location: endpoint }), endpoint, taskManagerId: taskManager };
}
