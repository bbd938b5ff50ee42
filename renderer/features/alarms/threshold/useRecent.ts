import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useCall } from '#renderer/store/useCall.ts';
import type { LearnQuestion, LearnedThreshold } from '#shared/model/alarms/backtest.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Studied } from './chart/chartModel.ts';
import { recentOf, unkeptOf, withRead } from './studied.ts';
import { useStudy } from './useStudy.ts';

export interface Recent {
  readonly studied: Studied;
  /** Whether what is not kept of these hours is being read. */
  readonly reading: boolean;
  readonly error: SourceError | null;
  readonly again: () => void;
}

/** The last hours of a compared figure: what is kept, and what only the service knows, which is asked once for each stretch of time. */
export function useRecent(ref: ApplicationRef, detail: AlarmDetail, now: Millis | null): Recent {
  const call = useCall();
  const { alarm } = detail.cell;
  const { asking, answer, error, ask } = useStudy<LearnQuestion, LearnedThreshold>(
    useCallback((question) => call('alarms.learn', question), [call]),
  );
  const unkept = useMemo(() => unkeptOf(detail), [detail]);
  const [from, to] = [unkept?.from ?? null, unkept?.to ?? null];
  const { connection, id } = ref;
  // The figures are what is wanted of the answer.
  const read = useCallback((): void => {
    if (from !== null && to !== null)
      ask({ ref: { connection, id }, alarm, from, to, percentile: null, margin: null, byHour: null });
  }, [ask, connection, id, alarm, from, to]);
  const asked = useRef<TimeRange | null>(null);
  useEffect(() => {
    if (from === null || to === null) return;
    // As time goes on what was read once is enough: what came since is kept.
    if (asked.current !== null && asked.current.from <= from && from < asked.current.to) return;
    asked.current = { from, to };
    read();
  }, [from, to, read]);

  const points = answer?.value.points;
  const studied = useMemo(() => withRead(recentOf(detail, now), points ?? []), [detail, now, points]);
  return { studied, reading: asking !== null, error: error ?? answer?.value.unread ?? null, again: read };
}
