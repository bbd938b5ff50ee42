import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';

/** Whose clock a page shows moments in: the browser's own zone, or UTC as CloudWatch and most logs do. */
export const zones = z.enum(['local', 'utc']);
export type Zone = z.infer<typeof zones>;

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const of = (zone: Zone) =>
    new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', ...(zone === 'utc' ? { timeZone: 'UTC' } : {}) });
  const both = { local: of('local'), utc: of('utc') };
  return (at: Millis, zone: Zone): string => both[zone].format(at);
};

/** `14:05` */
export const formatTime = formatter({ hour: '2-digit', minute: '2-digit' });
/** `3 Mar` */
export const formatDay = formatter({ day: 'numeric', month: 'short' });
/** `3 Mar, 14:05:09.120`, as a log needs it. */
export const formatLogTime = formatter({
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
/** `3 Mar 2026, 14:05` */
const dateAndTime = formatter({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** `3 Mar 2026, 14:05 UTC`; local moments have no suffix. */
export const formatMoment = (at: Millis, zone: Zone): string => `${dateAndTime(at, zone)}${zone === 'utc' ? ' UTC' : ''}`;

/** What to add to UTC for the zone's wall clock at that moment. */
export const offsetOf = (at: Millis, zone: Zone): Millis =>
  (zone === 'utc' ? 0 : -new Date(at).getTimezoneOffset() * MINUTE) as Millis;
