import { useMemo } from 'react';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import { useConnectionViews } from './useConnectionView.ts';
import { useTopics } from './useTopic.ts';

/** One connection that is watched, and what is known of its applications. */
export interface Fleet {
  readonly view: ConnectionView;
  readonly snapshot: Snapshot<readonly ApplicationSummary[]>;
}

/** The watched connections, in the order of the settings. */
export function useFleets(): readonly Fleet[] {
  const views = useConnectionViews();
  const watched = useMemo(() => views.filter((view) => view.watched), [views]);
  const snapshots = useTopics(watched.map(({ connection }) => ({ kind: 'fleet' as const, connection: connection.id })));
  return useMemo(() => watched.map((view, at) => ({ view, snapshot: snapshots[at] ?? WAITING })), [watched, snapshots]);
}
