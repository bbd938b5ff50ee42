import { useEffect, useState } from 'react';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND } from '#shared/units/units.ts';
import { useRealNow } from '../../store/useNow.ts';
import { useSession } from '../../store/SessionContext.ts';

interface MarkersQuestion {
  readonly connection: string | null;
  readonly application: string | null;
  readonly from: Millis;
  readonly to: Millis;
}

const NONE: readonly Marker[] = [];
/** Real time between two readings. */
const PAUSE = 10 * SECOND;

/** What happened in a stretch of time that grows: read every ten seconds; of what cannot be read, nothing is shown. */
export function useMarkers({ connection, application, from, to }: MarkersQuestion): readonly Marker[] {
  const { host } = useSession();
  const [markers, setMarkers] = useState(NONE);
  const beat = Math.floor(useRealNow() / PAUSE);
  const length = to - from;
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      if (connection === null) return setMarkers(NONE);
      const read = await host.call('markers.read', { connection, application, from, to }).catch(() => NONE);
      if (wanted) setMarkers(read);
    };
    void ask();
    return () => {
      wanted = false;
    };
    // Not at each second that the end of the stretch moves on by: the beat and its length say when to ask again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [host, connection, application, beat, length]);
  return markers;
}
