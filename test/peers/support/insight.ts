import type { InsightContext, InsightKind, InsightTopic } from '#electron/engine/insight/insightReader.ts';
import { insightReaders } from '#electron/engine/insight/insightReaders.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { flinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import type { JobMemory } from '#electron/clients/flink/readJob.ts';
import { readJob } from '#electron/clients/flink/readJob.ts';
import { readThreads } from '#electron/clients/flink/threads.ts';
import { systemClock } from '#electron/clock.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { TopicValue } from '#shared/contract/topics.ts';
import type { ThreadDump } from '#shared/model/insight/threads.ts';
import type { Job } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import { succeed } from './succeed.ts';

export const CONNECTION = 'peer';

type Wanted<K extends InsightKind> = Omit<InsightTopic<K>, 'ref'>;

/** What the app reads of the jobs of a cluster, by the readers that its engine makes of its topics. */
export interface Insight {
  readonly rest: FlinkRest;
  job(id: string): Promise<Job>;
  /** A topic as it is read again and again while somebody follows it; `read` is one of these times. */
  follow<K extends InsightKind>(job: string, topic: Wanted<K> & { readonly kind: K }): { read(): Promise<TopicValue<K>> };
  threads(process: string): Promise<ThreadDump>;
  close(): void;
}

export function readInsight(url: string, version: string): Insight {
  const rest = flinkRest({ base: url, cookie: null, concurrency: 6, timeout: millis(20_000) });
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const recorder = createRecorder(history);
  const { signal } = new AbortController();
  const memories = new Map<string, JobMemory>();
  const known = new Map<string, Job>();

  const readOne = async (id: string): Promise<Job> => {
    const memory = memories.get(id) ?? new Map();
    memories.set(id, memory);
    const job = succeed(await readJob(rest, id, version, memory, signal));
    known.set(id, job);
    return job;
  };

  return {
    rest,
    job: readOne,
    follow(job, topic) {
      const ref = { connection: CONNECTION, id: job };
      const reader = insightReaders[topic.kind].create({ ...topic, ref } as never);
      const now = () => systemClock.now();
      const context: InsightContext = {
        place: { rest, job, version },
        ref,
        history,
        recorder,
        clock: systemClock,
        now,
        job: () => known.get(job),
      };
      return { read: async () => succeed(await reader.read(context, signal)) as never };
    },
    threads: async (process) => succeed(await readThreads(rest, process, systemClock.now(), signal)),
    close: () => history.close(),
  };
}
