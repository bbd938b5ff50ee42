import { useCall, useNotice } from '#renderer/store/useCall.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { Snooze } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useNow } from '#renderer/store/useNow.ts';

interface Snoozes {
  /** Of the whole application; null: none that lasts. */
  readonly whole: Snooze | null;
  readonly begin: (alarm: RecommendedAlarmId | null, snooze: Snooze) => Promise<boolean>;
  readonly end: (alarm: RecommendedAlarmId | null) => Promise<void>;
}

/** Snoozes of an application and of its alarms. */
export function useSnoozes(ref: ApplicationRef): Snoozes {
  const call = useCall();
  const notice = useNotice();
  const now = useNow(ref.connection) ?? 0;
  const kept = valueOf(useTopic({ kind: 'settings' }))?.alarms.snoozes ?? [];
  const send = async (alarm: RecommendedAlarmId | null, snooze: Snooze | null): Promise<boolean> => {
    const answer = await call('alarms.snooze', { ref, alarm, snooze });
    if (answer.ok && !answer.value.ok) notice('error', `${answer.value.error.message} ${answer.value.error.remedy}`);
    return answer.ok && answer.value.ok;
  };
  const mine = kept.filter((each) => refKey(each.ref) === refKey(ref) && each.until > now);
  return {
    whole: mine.find(({ alarm }) => alarm === null) ?? null,
    begin: send,
    async end(alarm) {
      // What holds for the whole application holds for each of its alarms.
      const isOwn = alarm === null || mine.some((each) => each.alarm === alarm);
      await send(isOwn ? alarm : null, null);
    },
  };
}
