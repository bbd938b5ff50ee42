import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE } from '#shared/units/units.ts';
import type { Zone } from '../moments.ts';
import { formatDay, formatTime, offsetOf } from '../moments.ts';

/** What a tick of a time axis says: the time of day, and at midnight (or where ticks are days) the day. */
export function tickText(at: Millis, zone: Zone): string {
  const wall = at + offsetOf(at, zone);
  return wall % DAY < MINUTE ? formatDay(at, zone) : formatTime(at, zone);
}
