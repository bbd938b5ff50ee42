import { useMemo } from 'react';
import { Appearance } from '#shared/contract/settings.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { z } from '#shared/model/schema.ts';
import { readKept } from '../ui/useKept.ts';
import { useCall } from './useCall.ts';
import { useTopic } from './useTopic.ts';

export type Look = z.infer<typeof Appearance>;

/** Name under which the look is kept in the browser too: a dark screen must not flash white before the settings arrive. */
export const KEPT_LOOK = 'look';
export const keptLook = (): Look => readKept(KEPT_LOOK, Appearance, Appearance.parse({}));

/** How the app looks, as the settings say, and how to change it. */
export function useLook(): readonly [Look, (change: Partial<Look>) => void] {
  const appearance = valueOf(useTopic({ kind: 'settings' }))?.appearance;
  const call = useCall();
  return useMemo(() => {
    const look = appearance ?? keptLook();
    return [look, (change) => void call('settings.save', { appearance: { ...look, ...change } })];
  }, [appearance, call]);
}
