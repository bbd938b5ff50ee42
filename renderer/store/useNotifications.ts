import { useMemo } from 'react';
import type { Notifications } from '#shared/contract/settings.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCall } from './useCall.ts';
import { useTopic } from './useTopic.ts';

export interface NotificationChoices {
  /** Null: not known yet. */
  readonly saved: Notifications | null;
  /** True when it was saved. */
  readonly save: (next: Notifications) => Promise<boolean>;
  /** Until a moment of real time; null: until it is taken back. */
  readonly mute: (ref: ApplicationRef, until: Millis | null) => Promise<boolean>;
  readonly unmute: (ref: ApplicationRef) => Promise<boolean>;
}

/** When and how somebody is told, as the settings say, and how to change it. */
export function useNotifications(): NotificationChoices {
  const saved = valueOf(useTopic({ kind: 'settings' }))?.notifications ?? null;
  const call = useCall();
  return useMemo(() => {
    const save = async (notifications: Notifications): Promise<boolean> => (await call('settings.save', { notifications })).ok;
    const others = (ref: ApplicationRef) => saved?.muted.filter((each) => refKey(each.ref) !== refKey(ref)) ?? [];
    return {
      saved,
      save,
      mute: async (ref, until) => saved !== null && save({ ...saved, muted: [...others(ref), { ref, until }] }),
      unmute: async (ref) => saved !== null && save({ ...saved, muted: others(ref) }),
    };
  }, [saved, call]);
}
