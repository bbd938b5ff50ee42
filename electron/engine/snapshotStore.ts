import { isDeepStrictEqual } from 'node:util';
import type { Topic, TopicKind, TopicSnapshot, TopicValue } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING, nextSnapshot } from '#shared/model/snapshot.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

type TopicOf<K extends TopicKind> = Extract<Topic, { kind: K }>;

/** The newest snapshot of every topic; tells `changed` only when something is different from before. */
export interface SnapshotStore {
  get<K extends TopicKind>(topic: TopicOf<K>): Snapshot<TopicValue<K>>;
  put<K extends TopicKind>(topic: TopicOf<K>, snapshot: Snapshot<TopicValue<K>>): void;
  /** What a poll's result makes of the snapshot before it. */
  report<K extends TopicKind>(topic: TopicOf<K>, result: Result<TopicValue<K>>, at: Millis): void;
  entry(topic: Topic): TopicSnapshot;
  /** Forgets topics of what is no longer watched; who follows one waits again. */
  forget(gone: (entry: { readonly topic: Topic }) => boolean): void;
}

export function snapshotStore(changed: (key: string, entry: TopicSnapshot) => void): SnapshotStore {
  const entries = new Map<string, { readonly topic: Topic; readonly snapshot: Snapshot<unknown> }>();
  const entryOf = (topic: Topic, key: string, snapshot: Snapshot<unknown>) =>
    ({ kind: topic.kind, key, snapshot }) as TopicSnapshot;

  const store: SnapshotStore = {
    get: (topic) => (entries.get(topicKey(topic))?.snapshot ?? WAITING) as never,
    put(topic, snapshot) {
      const key = topicKey(topic);
      if (isDeepStrictEqual(entries.get(key)?.snapshot, snapshot)) return;
      entries.set(key, { topic, snapshot });
      changed(key, entryOf(topic, key, snapshot));
    },
    report: (topic, result, at) => store.put(topic, nextSnapshot(store.get(topic), result, at)),
    entry: (topic) => entryOf(topic, topicKey(topic), store.get(topic)),
    forget(gone) {
      for (const [key, { topic }] of entries) {
        if (!gone({ topic })) continue;
        entries.delete(key);
        changed(key, entryOf(topic, key, WAITING));
      }
    },
  };
  return store;
}
