import { useCallback } from 'react';
import { connectionTime } from '#renderer/store/connectionTime.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import type { Millis } from '#shared/units/units.ts';

/** A connection's time when it is asked for; unlike `useLiveNow` it draws nothing anew each second. */
export function useMoment(connection: string): () => Millis {
  const { clock } = useSession();
  const time = useConnectionView(connection)?.clock ?? null;
  return useCallback(() => (time === null ? clock.now() : connectionTime(time, clock.now())), [time, clock]);
}
