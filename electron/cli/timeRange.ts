import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** The arguments that say which time a command is about, the same for all that have one. */
export const timeArguments = {
  minutes: { kind: 'number', min: 1, max: 525_600 },
  from: { kind: 'text' },
  to: { kind: 'text' },
} as const;

export interface TimeFlags {
  readonly minutes?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface TimeRange {
  readonly from: Millis;
  readonly to: Millis;
}

const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** `2026-11-24`, `2026-11-24T12:00`, `2026-11-24T12:00:00Z`, `…+01:00`; without a zone it is UTC. Null: it is no moment. */
export function readMoment(text: string): Millis | null {
  if (!ISO.test(text)) return null;
  const zoned = text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? null : millis(at);
}

/** What is wrong with the times as they are written, in one sentence; null: nothing. Known before anything is asked. */
export function timeRefusal({ minutes, from, to }: TimeFlags): string | null {
  for (const [flag, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (text !== undefined && readMoment(text) === null)
      return `--${flag}: must be a time such as 2026-11-24T12:00:00Z, not "${text}".`;
  if (minutes !== undefined && from !== undefined) return '--minutes: does not go with --from.';
  const [first, last] = [from, to].map((text) => (text === undefined ? null : readMoment(text)));
  if (first != null && last != null && first >= last) return '--from: must be before --to.';
  return null;
}

/** The range that the arguments name: up to now, and an hour of it, unless told. */
export function timeRange({ minutes = 60, from, to }: TimeFlags, now: Millis): Result<TimeRange, string> {
  const end = (to === undefined ? null : readMoment(to)) ?? now;
  const start = (from === undefined ? null : readMoment(from)) ?? millis(end - minutes * MINUTE);
  return start < end ? ok({ from: start, to: end }) : failed('--from: must be before now.');
}

export const isoTime = (at: Millis): string => new Date(at).toISOString();
