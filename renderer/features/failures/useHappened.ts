import { useEffect, useState } from 'react';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { LaneSpan } from './laneSpan.ts';

/** Restarts and failures are in the lanes of what failed; snapshots come by themselves. */
const shown: ReadonlySet<Marker['kind']> = new Set(['start', 'stop', 'deploy', 'scale', 'maintenance', 'alarm']);
const NONE: readonly Marker[] = [];

/** What was done to an application, and what else happened to it, but its failures. */
export function useHappened({ connection, id }: ApplicationRef, { from, to }: LaneSpan): readonly Marker[] {
  const { host } = useSession();
  const [markers, setMarkers] = useState(NONE);
  useEffect(() => {
    let wanted = true;
    host.call('markers.read', { connection, application: id, from, to }).then(
      (found) => {
        if (wanted) setMarkers(found.filter(({ kind }) => shown.has(kind)));
      },
      // Without them the failures are still failures.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [host, connection, id, from, to]);
  return markers;
}
