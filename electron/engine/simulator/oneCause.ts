import { nextSnapshot } from '#shared/model/snapshot.ts';
import type { SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { SnapshotStore } from '../snapshotStore.ts';

/** What everything that is asked through something finds, one way or the other, when that is not there. */
const OUT_OF_REACH: readonly SourceErrorKind[] = ['unreachable', 'timeout', 'server-error', 'bad-response'];

/**
 * A store for those who ask through something that may be gone: while `cause` says why it is, that is why they reach nothing,
 * so that a page does not give one reason now and another one a moment later.
 */
export function oneCause(store: SnapshotStore, cause: () => SourceError | null): SnapshotStore {
  const causeOf = (error: SourceError): SourceError => (OUT_OF_REACH.includes(error.kind) ? (cause() ?? error) : error);
  const self: SnapshotStore = {
    ...store,
    put: (topic, snapshot) =>
      store.put(
        topic,
        snapshot.state === 'stale' || snapshot.state === 'failed' ? { ...snapshot, error: causeOf(snapshot.error) } : snapshot,
      ),
    report: (topic, result, at) =>
      self.put(topic, nextSnapshot(store.get(topic), result.ok ? result : failed(causeOf(result.error)), at)),
  };
  return self;
}
