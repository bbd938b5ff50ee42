import type { EventPayload } from '#shared/contract/contract.ts';
import type { EventName } from '#shared/contract/names.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';

/** At most four events a second for each viewer. */
const PAUSE = 250 as Millis;

type Send = (name: EventName, payload: EventPayload<EventName>) => void;

interface Viewer {
  readonly send: Send;
  readonly gone: AbortController;
  topics: ReadonlyMap<string, Topic>;
  sequence: number;
  readonly pending: Map<string, TopicSnapshot>;
  sending: boolean;
}

/** Who looks at what: sends each viewer the newest snapshot of each topic that it follows, coalesced and numbered. */
export interface Viewers {
  attach(id: string, send: Send): () => void;
  /** Replaces what the viewer follows; later events are numbered from the returned sequence + 1. Null: not attached. */
  watch(id: string, topics: readonly Topic[]): number | null;
  publish(key: string, entry: TopicSnapshot): void;
  /** Every topic that somebody follows. */
  followed(): readonly Topic[];
  close(): void;
}

export function viewers(clock: Clock, attentionChanged: () => void): Viewers {
  const all = new Map<string, Viewer>();

  const flush = (viewer: Viewer): void => {
    if (viewer.pending.size === 0) return;
    const snapshots = [...viewer.pending.values()];
    viewer.pending.clear();
    viewer.sequence += 1;
    viewer.send('snapshots', { sequence: viewer.sequence, snapshots });
  };

  /** Sends at once what came after a quiet time, then keeps the pause. */
  const drain = async (viewer: Viewer): Promise<void> => {
    viewer.sending = true;
    // What one burst of synchronous changes publishes goes out together.
    await Promise.resolve();
    while (viewer.pending.size > 0 && !viewer.gone.signal.aborted) {
      flush(viewer);
      await clock.sleep(PAUSE, viewer.gone.signal);
    }
    viewer.sending = false;
  };

  const detach = (id: string, viewer: Viewer): void => {
    viewer.gone.abort();
    if (all.get(id) !== viewer) return;
    all.delete(id);
    attentionChanged();
  };

  return {
    attach(id, send) {
      const before = all.get(id);
      if (before !== undefined) before.gone.abort();
      const viewer: Viewer = {
        send,
        gone: new AbortController(),
        topics: new Map(),
        sequence: 0,
        pending: new Map(),
        sending: false,
      };
      all.set(id, viewer);
      if (before !== undefined && before.topics.size > 0) attentionChanged();
      return () => detach(id, viewer);
    },
    watch(id, topics) {
      const viewer = all.get(id);
      if (viewer === undefined) return null;
      viewer.topics = new Map(topics.map((topic) => [topicKey(topic), topic]));
      // The answer to `watch` carries everything that was pending.
      viewer.pending.clear();
      attentionChanged();
      return viewer.sequence;
    },
    publish(key, entry) {
      for (const viewer of all.values()) {
        if (!viewer.topics.has(key)) continue;
        viewer.pending.set(key, entry);
        if (!viewer.sending) void drain(viewer);
      }
    },
    followed: () => [...new Map([...all.values()].flatMap((viewer) => [...viewer.topics])).values()],
    close() {
      for (const viewer of all.values()) viewer.gone.abort();
      all.clear();
    },
  };
}
