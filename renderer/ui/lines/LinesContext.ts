import { createContext, useContext } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';

/** How lines are shown, wherever they are on this page. */
export interface LinesLook {
  readonly zone: Zone;
  /** Long lines go on below, instead of being cut off. */
  readonly wrap: boolean;
  /** What looks like a secret is shown. */
  readonly reveal: boolean;
}

const LinesContext = createContext<LinesLook>({ zone: 'local', wrap: true, reveal: false });
export const LinesLookProvider = LinesContext.Provider;
export const useLinesLook = (): LinesLook => useContext(LinesContext);
