import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { alarmPath } from '#renderer/ui/paths.ts';
import { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

/** The alarm that is open, as the last part of the address names it (`…/alarms/downtime`); null: none. */
export function useOpenAlarm(
  ref: ApplicationRef,
): readonly [RecommendedAlarmId | null, (alarm: RecommendedAlarmId | null) => void] {
  const [location, navigate] = useLocation();
  const named = RecommendedAlarmId.safeParse(location.slice(alarmPath(ref, null).length + 1));
  const { connection, id } = ref;
  // As with tabs: Back leaves the application, not through every alarm that was looked at.
  const open = useCallback(
    (alarm: RecommendedAlarmId | null) => navigate(alarmPath({ connection, id }, alarm), { replace: true }),
    [navigate, connection, id],
  );
  return [named.success ? named.data : null, open];
}
