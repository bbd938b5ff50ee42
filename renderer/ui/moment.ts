import type { Millis } from '#shared/units/units.ts';

const formatter = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** `9 Oct 2025, 08:53:20 UTC` */
export const momentWords = (at: Millis): string => `${formatter.format(at)} UTC`;
