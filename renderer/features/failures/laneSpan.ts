import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

export interface LaneSpan {
  readonly from: Millis;
  readonly to: Millis;
}

/** Round lengths of air around what is drawn, so that the drawing moves once in a while and not with each second. */
const STEP = 5 * MINUTE;

/** From before the oldest failure until now, on a round grid. */
export function laneSpan(bursts: readonly { readonly at: Millis }[], now: Millis | null): LaneSpan {
  const times = bursts.map(({ at }) => at);
  const oldest = Math.min(...times);
  const newest = Math.max(...times, now ?? 0);
  return { from: millis(Math.floor((oldest - MINUTE) / STEP) * STEP), to: millis(Math.ceil((newest + MINUTE) / STEP) * STEP) };
}

/** Where a moment is, 0 to 1. */
export const placeIn = ({ from, to }: LaneSpan, at: Millis): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
