import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** A stretch of time that is asked about: the last so many milliseconds, or from one moment to another. */
export type Window =
  | { readonly kind: 'last'; readonly length: Millis }
  | {
      readonly kind: 'range';
      readonly from: Millis;
      readonly to: Millis;
      /** What it is about: the lines of this moment come into view. */
      readonly mark?: Millis;
    };

export const presets = [
  { length: millis(15 * MINUTE), text: 'Last 15 minutes' },
  { length: HOUR, text: 'Last hour' },
  { length: millis(6 * HOUR), text: 'Last 6 hours' },
  { length: DAY, text: 'Last 24 hours' },
  { length: millis(7 * DAY), text: 'Last 7 days' },
] as const;

export const lastHour: Window = { kind: 'last', length: HOUR };

/** Two minutes before a moment and two after it. */
export const around = (at: Millis): Window => ({
  kind: 'range',
  from: millis(at - 2 * MINUTE),
  to: millis(at + 2 * MINUTE),
  mark: at,
});

/** The window's two ends when it is `now`; lines of this very moment are in it. */
export const boundsOf = (window: Window, now: Millis): { readonly from: Millis; readonly to: Millis } =>
  window.kind === 'range' ? { from: window.from, to: window.to } : { from: millis(now - window.length), to: millis(now + 1) };

/** What somebody typed, `2026-11-24 12:00` with or without seconds and `T`, as a moment; null: it is none. `offset`: of the wall clock to UTC. */
export function parseMoment(text: string, offset: (at: Millis) => Millis): Millis | null {
  const found = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z?)\s*$/.exec(text);
  if (found === null) return null;
  const wall = Date.parse(`${found[1] ?? ''}T${found[2] ?? ''}Z`);
  if (Number.isNaN(wall)) return null;
  return found[3] === 'Z' ? millis(wall) : millis(wall - offset(millis(wall)));
}

/** `2026-11-24 12:00:00`, as it can be typed. */
export const momentInput = (at: Millis, offset: (at: Millis) => Millis): string =>
  new Date(at + offset(at)).toISOString().slice(0, 19).replace('T', ' ');
