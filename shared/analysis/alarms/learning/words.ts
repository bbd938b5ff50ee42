import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import { formatMillis } from '../../../units/format.ts';
import type { Millis } from '../../../units/units.ts';
import { HOUR } from '../../../units/units.ts';
import { thresholds } from '../../thresholds.ts';
import { hoursSeen } from './hours.ts';
import type { Normal } from './normalFigures.ts';
import { serviceFigure } from '../words.ts';

const { enough, provisional: some, unseen, days: daysOfHour } = thresholds.learning;

/** What is missing for a threshold, and when there will be enough; null: nothing is. */
export function notEnough(
  alarm: AlarmEntry,
  normal: Normal,
  {
    from,
    to,
    now,
    provisional = false,
  }: { readonly from: Millis; readonly to: Millis; readonly now: Millis; readonly provisional?: boolean },
): string | null {
  const least = provisional ? some : enough;
  const { figures, step, leftOut } = normal;
  const known = figures.length * step;
  if (known < least) {
    const left = leftOut === 0 ? '' : ` (${count(leftOut, 'figure')} of incidents and deploys left out)`;
    const has = `There are ${hoursOf(known)} of normal figures${left}, and ${provisional ? hoursOf(some) : '24 h'} are needed`;
    if (to - from < least) return `${has}: choose a longer time to learn from.`;
    // A range that ends in the past gets no longer by waiting.
    if (now - to > HOUR) return `${has}: choose another time to learn from.`;
    return `${has}: there will be enough in ${hoursOf(least - known)} of normal running.`;
  }
  if (provisional) return null;
  const { hours } = hoursSeen(normal);
  if ((alarm.learning?.byHour ?? false) && 24 - hours > unseen)
    return `Of ${24 - hours} hours of the day nothing normal is known, and the time of day matters here: learn from days that were watched around the clock, or from the service’s own figures.`;
  return null;
}

/** What a threshold was learned from, in a sentence or a few. */
export function whyLearned(
  alarm: AlarmEntry,
  normal: Normal,
  told: {
    readonly percentile: number;
    readonly margin: number;
    readonly value: number;
    readonly raised: boolean;
    readonly hours: readonly number[] | null;
    readonly wantsHours: boolean;
    readonly days: number;
  },
): string {
  const { sorted, leftOut, outliers, step } = normal;
  const { percentile, margin, value, raised, hours, wantsHours, days } = told;
  const ways = alarm.comparison.startsWith('Less') ? 'divided by' : 'times';
  const sentences = [
    `The ${percentile} % level of ${count(sorted.length, 'normal figure')}, ${ways} ${Number(margin.toFixed(2))}${hours === null ? '' : ', by hour of the day'}.`,
  ];
  if (leftOut > 0) {
    const others = outliers.length - (normal.changed === null ? 0 : 1);
    const unknown = others === 0 ? '' : `, ${count(others, 'stretch', 'es')} of them because no other day is like that`;
    sentences.push(`${count(leftOut, 'figure')} that are not normal were left out${unknown}.`);
  }
  const { changed } = normal;
  const since = newLevel(normal);
  if (changed !== null)
    sentences.push(
      `Since ${momentOf(changed)} the level is different, far worse than before, and left out: if that is normal now, learn from then on.`,
    );
  else if (since !== null)
    sentences.push(`Since ${momentOf(since)} it is far beyond what it was before: if that is normal now, learn from then on.`);
  if (step > alarm.period) sentences.push(`The figures are ${formatMillis(step)} apart.`);
  if (raised) sentences.push('Raised so far that it does not fire on these figures themselves.');
  if (value === alarm.learning?.least)
    sentences.push(`Normal is far from that: less than ${serviceFigure(value, alarm.unit)} is no trouble.`);
  if (value <= 0 && hours !== null)
    sentences.push('At some hours nothing is usual: CloudWatch takes one figure, and with 0 it never fires.');
  if (wantsHours && hours === null && days < daysOfHour)
    sentences.push(
      `Thresholds by hour need ${daysOfHour} days of every hour; of some there ${days === 1 ? 'is 1' : `are ${days}`}.`,
    );
  return sentences.join(' ');
}

/** From when on everything to the end is left out as an outlier, for long enough that it may stay so; null: it is not. */
function newLevel({ outliers, newest }: Normal): Millis | null {
  const last = outliers.at(-1);
  return last !== undefined && last.to > newest && last.to - last.from >= thresholds.learning.level ? last.from : null;
}

const momentOf = (at: Millis): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const count = (n: number, one: string, ending = 's'): string => `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : ending}`;
const hoursOf = (duration: number): string => `${Math.max(0, Math.round((duration / HOUR) * 10) / 10)} h`;
