import { parseThread } from '#shared/analysis/threads/parseThread.ts';
import type { ThreadDump } from '#shared/model/insight/threads.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { FlinkRest } from './flinkRest.ts';
import { processPath } from './processLog.ts';

const ThreadDumpAnswer = z.object({
  threadInfos: z.array(z.object({ threadName: z.string(), stringifiedThreadInfo: z.string().default('') })),
});

/** Every thread of a task manager, or of the `jobmanager`. `at`: the connection's time of the question. */
export async function readThreads(
  rest: FlinkRest,
  process: string,
  at: Millis,
  signal: AbortSignal,
): Promise<Result<ThreadDump>> {
  const answer = await rest.get(`${processPath(process)}/thread-dump`, ThreadDumpAnswer, signal);
  if (!answer.ok) return answer;
  const threads = answer.value.threadInfos.map(({ threadName, stringifiedThreadInfo }) =>
    parseThread(threadName, stringifiedThreadInfo),
  );
  return ok({ process, at, threads });
}
