import type { Millis } from '../../units/units.ts';
import { MINUTE, SECOND } from '../../units/units.ts';
import type { Thrown } from './thrown.ts';
import { rootCause } from './thrown.ts';

interface LogAround {
  readonly lines: readonly string[];
  /** Which of them tells of the failure. */
  readonly marked: number;
}

/** So many lines are shown before and after the one that tells of a failure. */
const BEFORE = 30;
const AFTER = 60;
/** Stamps are in the process's own zone, which nobody tells: zones differ by quarters of an hour. */
const QUARTER = 15 * MINUTE;
/** A line further away than this is about another failure of the same kind. */
const NEAR = 30 * SECOND;

/** The stretch of a process's log that tells of a failure: by what it says, and of several the one nearest in time. Null: none does. */
export function logAround(text: string, thrown: Thrown): LogAround | null {
  const lines = text.split('\n');
  const { exception, message } = rootCause(thrown);
  const [said = ''] = message.split('\n', 1);
  const says = (line: string): boolean => line.includes(exception) && line.includes(said);
  let best: { readonly at: number; readonly distance: number } | null = null;
  let stamp: number | null = null;
  for (const [i, line] of lines.entries()) {
    stamp = stampOf(line) ?? stamp;
    if (!says(line)) continue;
    const distance = stamp === null ? NEAR : apart(stamp, thrown.at);
    if (distance <= NEAR && (best === null || distance <= best.distance)) best = { at: i, distance };
  }
  if (best === null) return null;
  const from = Math.max(0, best.at - BEFORE);
  return { lines: lines.slice(from, best.at + AFTER), marked: best.at - from };
}

const STAMP = /^\[?\d{4}-\d\d-\d\d[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,3}))?/;

/** Milliseconds of the day. */
function stampOf(line: string): number | null {
  const found = STAMP.exec(line);
  if (found === null) return null;
  const [hours = 0, minutes = 0, seconds = 0, millis = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return (hours * 60 + minutes) * MINUTE + seconds * SECOND + millis;
}

/** How far two moments are apart, whatever zones they are in. */
function apart(stamp: number, at: Millis): number {
  const difference = Math.abs(stamp - at) % QUARTER;
  return Math.min(difference, QUARTER - difference);
}
