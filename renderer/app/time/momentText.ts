import type { Millis } from '#shared/units/units.ts';
import { DAY } from '#shared/units/units.ts';
import { formatAge } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';

const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const weekday = formatter({ weekday: 'short' });
const date = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const time = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** `Tue 14:05:00 UTC`; with the date where it is not of the last day. */
export const momentText = (at: Millis, now: Millis | null): string =>
  [weekday.format(at), ...(now !== null && Math.abs(now - at) < DAY ? [] : [date.format(at)]), time.format(at), 'UTC'].join(' ');

/** `12 min before now`, `3 h after now` */
export const distanceText = (at: Millis, now: Millis): string => {
  const age = formatAge(millis(Math.abs(now - at)));
  if (age === 'now') return 'now';
  return at < now ? `${age} before now` : `${age} after now`;
};
