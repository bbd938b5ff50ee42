import { useMemo } from 'react';
import { useConnectionViews } from '#renderer/store/useConnectionView.ts';
import { useTopics } from '#renderer/store/useTopic.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { AlarmFleet } from './matrixRows.ts';

export interface AlarmFleets {
  /** Watched connections that have alarms, in the order of the settings. */
  readonly fleets: readonly AlarmFleet[];
  /** Watched clusters of one's own: CloudWatch knows nothing of them. */
  readonly clusters: readonly ConnectionView[];
}

/** The recommended alarms of every watched connection. */
export function useAlarmFleets(): AlarmFleets {
  const views = useConnectionViews();
  const watched = useMemo(() => views.filter((view) => view.watched), [views]);
  const accounts = useMemo(() => watched.filter(({ connection }) => connection.kind !== 'flink'), [watched]);
  const snapshots = useTopics(accounts.map(({ connection }) => ({ kind: 'alarmStatus' as const, connection: connection.id })));
  return useMemo(
    () => ({
      fleets: accounts.map((view, at) => ({ view, snapshot: snapshots[at] ?? WAITING })),
      clusters: watched.filter(({ connection }) => connection.kind === 'flink'),
    }),
    [accounts, watched, snapshots],
  );
}
