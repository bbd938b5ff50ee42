import { useEffect, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useSession } from '#renderer/store/SessionContext.ts';
import { connectionTime } from '#renderer/store/connectionTime.ts';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Explorer } from './useExplorer.ts';
import { endOf, pace, rangeOf } from './spans.ts';

interface ShownRange {
  readonly range: TimeRange;
  /** It moves on with now. */
  readonly isLive: boolean;
}

/** The range that the charts show: moving with now, ending at the time cursor, or standing. Null until the connection's time is known. */
export function useRange(connection: string, { state: { span }, zoom }: Explorer, columns: number): ShownRange | null {
  const cursor = useCursor().at;
  const every = pace(span.kind === 'last' ? span.minutes : 1, columns);
  const now = useEnd(connection, every);
  const end = cursor ?? now;
  const [shown, setShown] = useState<ShownRange | null>(null);
  const isLive = zoom === null && cursor === null && span.kind === 'last';
  const range = zoom ?? (span.kind === 'absolute' ? span : end === null ? null : rangeOf(span, end));
  if (range === null) return null;
  if (shown?.range.from === range.from && shown.range.to === range.to && shown.isLive === isLive) return shown;
  const next = { range: { from: range.from, to: range.to }, isLive };
  setShown(next);
  return next;
}

/** The connection's time in whole steps; renders nothing between them. */
function useEnd(connection: string, every: Millis): Millis | null {
  const { clock } = useSession();
  const view = useConnectionView(connection)?.clock ?? null;
  const [end, setEnd] = useState<Millis | null>(null);
  useEffect(() => {
    if (view === null) return undefined;
    const step = (): void => setEnd(endAt(view, clock.now(), every));
    step();
    return clock.every(SECOND, step);
  }, [clock, view, every]);
  return end ?? (view === null ? null : endAt(view, clock.now(), every));
}

const endAt = (view: ConnectionClock, real: Millis, every: Millis): Millis => endOf(millis(connectionTime(view, real)), every);
