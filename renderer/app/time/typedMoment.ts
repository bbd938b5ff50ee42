import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

const PATTERN = /^(?:(\d{4}-\d\d-\d\d)[ T]+)?(\d\d?:\d\d(?::\d\d)?)\s*(?:Z|UTC)?$/i;

/** `2026-03-03 14:05:00`, as it is shown and typed; always UTC. */
export const typedText = (at: Millis): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Reads a date and a time, or a time of the day that `shown` is of; null: it is neither. */
export function readTyped(text: string, shown: Millis): Millis | null {
  const [, date = typedText(shown).slice(0, 10), time] = PATTERN.exec(text.trim()) ?? [];
  const at =
    time === undefined
      ? Number.NaN
      : Date.parse(`${date}T${time.padStart(time.length + (time.indexOf(':') === 1 ? 1 : 0), '0')}Z`);
  return Number.isNaN(at) ? null : millis(at);
}
