import { useMemo } from 'react';
import type { Notifications } from '#shared/contract/settings.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCall } from './useCall.ts';
import { useTopic } from './useTopic.ts';

export interface NotificationChoices {
  /** Null: not known yet. */
  readonly saved: Notifications | null;
  /** True when it was saved. What is muted stays as it is. */
  readonly save: (next: Omit<Notifications, 'muted'>) => Promise<boolean>;
  /** Until a moment of real time; null: until it is taken back. */
  readonly mute: (ref: ApplicationRef, until: Millis | null) => Promise<boolean>;
  readonly unmute: (ref: ApplicationRef) => Promise<boolean>;
}

/** When and how somebody is told, as the settings say, and how to change it. */
export function useNotifications(): NotificationChoices {
  const saved = valueOf(useTopic({ kind: 'settings' }))?.notifications ?? null;
  const call = useCall();
  return useMemo(() => {
    // The engine changes the one application: two windows, or two quick clicks, do not undo each other.
    const send = async (ref: ApplicationRef, mute: { readonly until: Millis | null } | null): Promise<boolean> => {
      const answer = await call('notices.mute', { ref, mute });
      return answer.ok && answer.value.ok;
    };
    return {
      saved,
      save: async (notifications) => (await call('settings.save', { notifications })).ok,
      mute: (ref, until) => send(ref, { until }),
      unmute: (ref) => send(ref, null),
    };
  }, [saved, call]);
}
