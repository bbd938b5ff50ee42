import { useEffect, useState } from 'react';
import type { Host } from '#shared/contract/contract.ts';
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
  // The end of the stretch moves on each second; it is asked for once a beat, and when its length is another.
  const [asked, setAsked] = useState({ beat, from, to });
  if (asked.beat !== beat || asked.to - asked.from !== to - from) setAsked({ beat, from, to });
  useEffect(() => {
    let wanted = true;
    const question = { connection, application, from: asked.from, to: asked.to };
    void (async () => {
      const read = await readMarkers(host, question);
      if (wanted) setMarkers(read);
    })();
    return () => {
      wanted = false;
    };
  }, [host, connection, application, asked.from, asked.to]);
  return markers;
}

const readMarkers = async (host: Host, { connection, ...question }: MarkersQuestion): Promise<readonly Marker[]> =>
  connection === null ? NONE : host.call('markers.read', { connection, ...question }).catch(() => NONE);
