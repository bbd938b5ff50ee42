import { useEffect, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useSession } from '#renderer/store/SessionContext.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import type { KeptCheckpoint } from '#shared/model/insight/checkpointDetail.ts';

export interface KeptOfRange {
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly markers: readonly Marker[];
  /** False until something was read. */
  readonly read: boolean;
  readonly failure: string | null;
}

const NOTHING: KeptOfRange = { checkpoints: [], markers: [], read: false, failure: null };

/** The checkpoints that are kept of a range, and what happened in it; what was known stays while it is read anew. */
export function useKeptCheckpoints({ connection, id }: ApplicationRef, range: TimeRange | null): KeptOfRange {
  const { host } = useSession();
  const [kept, setKept] = useState(NOTHING);
  const from = range?.from ?? null;
  const to = range?.to ?? null;
  useEffect(() => {
    if (from === null || to === null) return undefined;
    let isNewest = true;
    const read = async (): Promise<KeptOfRange> => {
      const [checkpoints, markers] = await Promise.all([
        host.call('checkpoints.read', { ref: { connection, id }, from, to }),
        host.call('markers.read', { connection, application: id, from, to }),
      ]);
      return checkpoints.ok
        ? { checkpoints: checkpoints.value, markers, read: true, failure: null }
        : { checkpoints: [], markers, read: true, failure: `${checkpoints.error.message} ${checkpoints.error.remedy}` };
    };
    read().then(
      (next) => {
        if (isNewest) setKept(next);
      },
      (thrown: unknown) => {
        const failure = thrown instanceof Error ? thrown.message : String(thrown);
        if (isNewest) setKept((before) => ({ ...before, read: true, failure }));
      },
    );
    return () => {
      isNewest = false;
    };
  }, [host, connection, id, from, to]);
  return kept;
}
