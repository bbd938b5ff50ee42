import { useSyncExternalStore } from 'react';
import type { Crosshair, CrosshairPlace } from './crosshair.ts';

/** Where the crosshair is now; null: nowhere. Only what shows figures at it should follow it. */
export const usePlace = (crosshair: Crosshair): CrosshairPlace | null =>
  useSyncExternalStore(crosshair.subscribe, crosshair.place);
