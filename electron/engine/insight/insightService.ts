import type { Input, Output } from '#shared/contract/contract.ts';
import type { Millis } from '#shared/units/units.ts';
import { readProcessLog } from '../../clients/flink/processLog.ts';
import { readThreads } from '../../clients/flink/threads.ts';
import type { JobAccess } from './jobAccess.ts';
import { askJob } from './jobAccess.ts';

/** What is asked of a job's processes once, when somebody wants it. */
export interface InsightService {
  log(question: Input<'taskManagers.log'>): Promise<Output<'taskManagers.log'>>;
  threads(question: Input<'threads.dump'>): Promise<Output<'threads.dump'>>;
}

export function insightService(access: JobAccess, now: () => Millis, closed: AbortSignal): InsightService {
  return {
    log: ({ ref, ...wanted }) => askJob(access, ref.id, closed, ({ rest }) => readProcessLog(rest, wanted, closed)),
    threads: ({ ref, process }) => askJob(access, ref.id, closed, ({ rest }) => readThreads(rest, process, now(), closed)),
  };
}
