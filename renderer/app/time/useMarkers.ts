import { useEffect, useEffectEvent, useState } from 'react';
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
  // The end of the stretch moves on each second: the beat and its length say when to ask again.
  const ask = useEffectEvent(async (): Promise<readonly Marker[]> =>
    connection === null ? NONE : host.call('markers.read', { connection, application, from, to }).catch(() => NONE),
  );
  useEffect(() => {
    let wanted = true;
    void (async () => {
      const read = await ask();
      if (wanted) setMarkers(read);
    })();
    return () => {
      wanted = false;
    };
  }, [host, connection, application, beat, length]);
  return markers;
}
