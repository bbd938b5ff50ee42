import type { Input, Output } from '#shared/contract/contract.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Clock } from '../../clock.ts';
import { readProcessLog } from '../../clients/flink/processLog.ts';
import { readThreads } from '../../clients/flink/threads.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { JobAccess } from './jobAccess.ts';
import { askJob } from './jobAccess.ts';
import type { FlameQuestion, TakenFlame } from './takeFlame.ts';
import { takeFlame } from './takeFlame.ts';

/** What is asked of a job's processes once, when somebody wants it. */
export interface InsightService {
  log(question: Input<'taskManagers.log'>): Promise<Output<'taskManagers.log'>>;
  threads(question: Input<'threads.dump'>): Promise<Output<'threads.dump'>>;
  /** One sampling of a vertex, which takes Flink some seconds. */
  flame(question: FlameQuestion): Promise<Result<TakenFlame>>;
}

export function insightService(access: JobAccess, time: SourceClock, clock: Clock, closed: AbortSignal): InsightService {
  return {
    log: ({ ref, ...wanted }) => askJob(access, ref.id, closed, ({ rest }) => readProcessLog(rest, wanted, closed)),
    threads: ({ ref, process }) => askJob(access, ref.id, closed, ({ rest }) => readThreads(rest, process, time.now(), closed)),
    flame: (question) => takeFlame(access, question, { time, clock }, closed),
  };
}
