import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

export const lengths = ['half-hour', 'two-hours', 'morning', 'own'] as const;
export type SnoozeLength = (typeof lengths)[number];

export const lengthWords = (now: Millis): Readonly<Record<SnoozeLength, string>> => ({
  'half-hour': '30 minutes',
  'two-hours': '2 hours',
  morning: new Date(nextMorning(now)).getDate() === new Date(now).getDate() ? 'Until today 8:00' : 'Until tomorrow 8:00',
  own: 'Until …',
});

/** Whoever is called at two in the night wants to be told again at eight of the same day. */
function nextMorning(now: Millis): Millis {
  const morning = new Date(now);
  morning.setHours(8, 0, 0, 0);
  if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1);
  return millis(morning.getTime());
}

/** When a snooze that begins now ends; the morning is that of this machine's zone. Null: what is filled in is no later moment. */
export function untilOf(length: SnoozeLength, now: Millis, own: { readonly day: string; readonly time: string }): Millis | null {
  switch (length) {
    case 'half-hour':
      return millis(now + 30 * MINUTE);
    case 'two-hours':
      return millis(now + 2 * HOUR);
    case 'morning':
      return nextMorning(now);
    case 'own': {
      const at = Date.parse(`${own.day}T${own.time}`);
      return Number.isNaN(at) || at <= now ? null : millis(at);
    }
  }
}

/** `2026-03-04` and `09:30`, in this machine's zone: what the fields begin with. */
export function fieldsOf(at: Millis): { readonly day: string; readonly time: string } {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  };
}
