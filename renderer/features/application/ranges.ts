import { z } from '#shared/model/schema.ts';

/** How much time the charts can show. */
export const ranges = [
  { minutes: 15, text: '15 min' },
  { minutes: 60, text: '1 h' },
  { minutes: 180, text: '3 h' },
  { minutes: 360, text: '6 h' },
  { minutes: 1440, text: '24 h' },
] as const;

export const rangeMinutes = z.literal(ranges.map(({ minutes }) => minutes));
export type RangeMinutes = z.infer<typeof rangeMinutes>;
export const DEFAULT_MINUTES: RangeMinutes = 60;
