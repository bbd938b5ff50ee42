import { useEffect, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';

const NONE: readonly Marker[] = [];

/** What happened to the application in the range; what was known stays while it is read anew. A failure is a sentence. */
export function useMarkers(
  { connection, id }: ApplicationRef,
  range: TimeRange | null,
): { readonly markers: readonly Marker[]; readonly failure: string | null } {
  const { host } = useSession();
  const [state, setState] = useState<{ readonly markers: readonly Marker[]; readonly failure: string | null }>({
    markers: NONE,
    failure: null,
  });
  useEffect(() => {
    if (range === null) return undefined;
    let isNewest = true;
    host.call('markers.read', { connection, application: id, from: range.from, to: range.to }).then(
      (markers) => {
        if (isNewest) setState((before) => (isSame(before.markers, markers) ? before : { markers, failure: null }));
      },
      (thrown: unknown) => {
        if (isNewest)
          setState(({ markers }) => ({ markers, failure: thrown instanceof Error ? thrown.message : String(thrown) }));
      },
    );
    return () => {
      isNewest = false;
    };
  }, [host, connection, id, range]);
  return state;
}

const isSame = (a: readonly Marker[], b: readonly Marker[]): boolean => JSON.stringify(a) === JSON.stringify(b);
