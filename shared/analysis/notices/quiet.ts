import type { Notifications } from '../../contract/settings.ts';
import type { ApplicationRef } from '../../model/application.ts';
import { refKey } from '../../model/application.ts';
import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import type { Trouble } from './troubles.ts';

/** It was so before anybody could be told: what was found at the start is told together. */
export const ALREADY = 'It was so already when watching began.';
/** More would only be in the way. */
export const BURST = 'Several others were told within the same minute.';

export interface QuietQuestion {
  readonly ref: ApplicationRef;
  readonly severity: Notice['severity'];
  readonly snoozed: Trouble['snoozed'];
  /** Real time, and the minute of the day that it is here. */
  readonly at: Millis;
  readonly minuteOfDay: number;
  /** How many times as fast as real time the connection's runs: a simulator's. */
  readonly speed?: number;
}

/** Why something is only in the list: a sentence; null: it is told. */
export function quietReason({ muted, least, quiet }: Notifications, question: QuietQuestion): string | null {
  const { ref, severity, snoozed, at, minuteOfDay, speed = 1 } = question;
  // What happens then has passed before anybody could look.
  if (speed > thresholds.notices.fastest) return `The simulator's time runs ${speed} times as fast as real time.`;
  if (isMuted({ muted }, ref, at)) return 'The application is muted.';
  if (snoozed !== null) return `Snoozed: ${snoozed}`;
  if (least === 'critical' && severity === 'warning') return 'Only what is critical is told.';
  if (quiet === null || (quiet.exceptCritical && severity === 'critical')) return null;
  return isBetween(minuteOfDay, minutesOf(quiet.from), minutesOf(quiet.to)) ? `Quiet hours, ${quiet.from} to ${quiet.to}.` : null;
}

/** Whether an application is only in the list at a moment of real time. */
export const isMuted = ({ muted }: Pick<Notifications, 'muted'>, ref: ApplicationRef, at: Millis): boolean =>
  muted.some((each) => refKey(each.ref) === refKey(ref) && (each.until === null || each.until > at));

/** From the first, inclusive, to the second; over midnight where that is earlier. The same twice is the whole day. */
function isBetween(minute: number, from: number, to: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
