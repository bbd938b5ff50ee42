import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { FoundException } from './exceptionsAnswer.ts';
import { ExceptionsAnswer, exceptionsIn } from './exceptionsAnswer.ts';
import type { FlinkRest } from './flinkRest.ts';
import { exceptionsOf } from './flinkRest.ts';

/** The newest failures that Flink keeps of a job (16 unless configured), newest first; `truncated`: there were more. */
export async function readFailures(
  rest: FlinkRest,
  job: string,
  signal: AbortSignal,
): Promise<Result<{ readonly found: readonly FoundException[]; readonly truncated: boolean }>> {
  const answer = await rest.get(exceptionsOf(job), ExceptionsAnswer, signal);
  return answer.ok ? ok({ found: exceptionsIn(answer.value), truncated: answer.value.exceptionHistory.truncated }) : answer;
}
