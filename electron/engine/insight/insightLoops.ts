import { topicKey } from '#shared/contract/topics.ts';
import type { Topic, TopicValue } from '#shared/contract/topics.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import { attentiveLoops } from '../attentiveLoops.ts';
import { loops } from '../loops.ts';
import type { SourceClock } from '../sourceClock.ts';
import { speedOf } from '../sourceClock.ts';
import type { WatcherContext } from '../watcher.ts';
import { insightReaders } from './insightReaders.ts';
import type { InsightContext, InsightKind, InsightReader, InsightTopic } from './insightReader.ts';
import { isInsight } from './insightReader.ts';
import type { JobAccess } from './jobAccess.ts';
import { askJob } from './jobAccess.ts';

export interface InsightOptions {
  readonly access: JobAccess;
  readonly time: SourceClock;
  readonly context: WatcherContext;
  /** The longest pause between tries, in real time. */
  readonly longest: Millis;
}

/** Reads what viewers look at inside of jobs: each followed topic by a loop of its own, which ends when nobody follows it any more. */
export interface InsightLoops {
  attend(topics: readonly Topic[]): void;
  poke(): void;
  close(): Promise<void>;
}

export function insightLoops({ access, time, context, longest }: InsightOptions): InsightLoops {
  const { store, history, recorder, clock } = context;
  const running = loops();
  const start = attentiveLoops(running, { time, context, longest: () => longest });

  /** The very value that is shown already, which may be large, is told again once a minute of real time only: it was true all the while. */
  const isKnown = (topic: Topic, value: unknown): boolean => {
    const shown: Snapshot<unknown> = store.get(topic);
    const again = MINUTE * Math.max(1, speedOf(time.view()));
    return shown.state === 'live' && shown.value === value && Math.abs(time.now() - shown.at) < again;
  };

  const begin = <K extends InsightKind>(kind: K, topic: InsightTopic<K>): void => {
    const { ref } = topic as InsightTopic;
    const reading = insightReaders[kind];
    const reader: InsightReader<K> = reading.create(topic);
    if (reading.anew === true) store.forget((entry) => topicKey(entry.topic) === topicKey(topic));
    const read = (signal: AbortSignal): Promise<Result<TopicValue<K>>> =>
      askJob(access, ref.id, signal, (place) => {
        const job = (): Job | undefined => valueOf(store.get({ kind: 'job', ref }));
        const speed = (): number => speedOf(time.view());
        const parts: InsightContext = { place, ref, history, recorder, clock, now: () => time.now(), speed, job };
        return reader.read(parts, signal);
      });
    start(
      topicKey(topic),
      reading.cadence,
      () => true,
      async (signal): Promise<Result<TopicValue<K> | null>> => (reader.done?.() === true ? ok(null) : read(signal)),
      (result) => {
        if (result.ok && (result.value === null || isKnown(topic, result.value))) return;
        store.report(topic, result as Result<never>, time.now());
      },
    );
  };

  /** Topics that nobody follows any more, the newest last: who comes back soon sees what was there, and no more than that is kept. */
  const left = new Set<string>();
  const leave = (key: string): void => {
    running.stop(key);
    left.add(key);
    const [oldest] = left;
    if (left.size <= MOST_LEFT || oldest === undefined) return;
    left.delete(oldest);
    store.forget(({ topic }) => topicKey(topic) === oldest);
  };

  return {
    attend(topics) {
      const wanted = new Map(topics.filter(isInsight).map((topic) => [topicKey(topic), topic]));
      for (const key of running.keys()) if (!wanted.has(key)) leave(key);
      for (const [key, topic] of wanted) {
        left.delete(key);
        if (!running.has(key)) begin(topic.kind, topic);
      }
    },
    poke: () => running.poke(),
    close: () => running.close(),
  };
}

const MOST_LEFT = 20;
