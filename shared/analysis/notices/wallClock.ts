import type { Millis } from '../../units/units.ts';

/** The minute of the day that a moment is by the clock on the wall, where this runs. */
export function minuteHere(at: Millis): number {
  const here = new Date(at);
  return here.getHours() * 60 + here.getMinutes();
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** A moment as a time of the day there: `14:05`. */
export function clockTime(at: Millis): string {
  const minute = minuteHere(at);
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}
