import type { Topic, TopicKind } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { ConnectionClock } from '#shared/model/connection.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Cadence } from './cadence.ts';
import { cadences } from './cadence.ts';
import { insightReaders } from './insight/insightReaders.ts';
import type { SnapshotStore } from './snapshotStore.ts';

/** What is read only while somebody looks at it, or less often while nobody does. */
const readForViewers: Partial<Record<TopicKind, Cadence>> = {
  charts: cadences.charts,
  metrics: cadences.seriesList,
  activity: cadences.activity,
  logTail: cadences.logTail,
  logGroups: cadences.logGroups,
  vertex: insightReaders.vertex.cadence,
  failures: insightReaders.failures.cadence,
  taskManagers: insightReaders.taskManagers.cadence,
};

/** A figure that so many polls would have renewed is not of now. */
const POLLS = 3;

const unseen: SourceError = {
  kind: 'timeout',
  source: 'Streamgauge',
  message: 'Nobody looked at it meanwhile.',
  remedy: 'What is new is being read.',
};

interface SourceTime {
  now(): Millis;
  state(): { readonly clock: ConnectionClock | null };
}

/**
 * Told of everything that is followed, whenever that changes: what somebody comes back to, and is older than its polls would have
 * let it become, is old until something new has come. What another viewer has followed all along stays as it is.
 */
export function markOld(store: SnapshotStore): (followed: readonly Topic[], timeOf: (topic: Topic) => SourceTime | null) => void {
  let before: ReadonlySet<string> = new Set();
  return (followed, timeOf) => {
    const added = followed.filter((topic) => !before.has(topicKey(topic)));
    before = new Set(followed.map(topicKey));
    for (const topic of added) {
      const pace = readForViewers[topic.kind]?.attended;
      const time = timeOf(topic);
      const { snapshot } = store.entry(topic);
      if (pace === undefined || time === null || snapshot.state !== 'live') continue;
      const apart = Math.max(pace.every, pace.least * (time.state().clock?.speed ?? 1));
      if (time.now() - snapshot.at > POLLS * apart) store.report(topic, failed(unseen), time.now());
    }
  };
}
