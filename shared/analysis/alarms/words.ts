import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import { firesAbove } from '../../catalogue/alarms/alarms.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import { formatBytes, formatMillis } from '../../units/format.ts';
import type { Millis } from '../../units/units.ts';
import { DAY, bytes, millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';

/** Why the threshold is what it is: one sentence. */
export function thresholdEvidence(alarm: AlarmEntry, threshold: Threshold): string {
  const figure = spokenFigure(threshold.value, alarm.unit);
  switch (threshold.basis) {
    case 'guide':
      return `The guide's own threshold: ${figure}.`;
    case 'chosen':
      return `Threshold ${figure}, chosen by its owner.`;
    case 'learned': {
      const { percentile, margin, from, to, count, excluded } = threshold.learned;
      const without = excluded === 0 ? '' : `, without ${excluded} figures of incidents and deploys`;
      const times = Number(margin.toFixed(2));
      const level = firesAbove(alarm)
        ? `${times} times the ${percentile} % level`
        : `what ${percentile} % are above, divided by ${times},`;
      const soon = isProvisional(threshold) ? ' Provisional: learned of less than a day.' : '';
      const learned = `${level} of ${count} figures of ${rangeWords(from, to)}${without}`;
      return isLeast(alarm, threshold)
        ? `Threshold ${figure}, the least that is taken: ${learned} would be less.${soon}`
        : `Threshold ${figure}, learned: ${learned}.${soon}`;
    }
  }
}

/** Learned of so little that the time of day cannot be in it; it is learned again as there is more. */
export const isProvisional = (threshold: Threshold): boolean =>
  threshold.basis === 'learned' && threshold.learned.to - threshold.learned.from < thresholds.learning.enough;

/** Whether it is the least that is taken: what is normal lies so low that its level, with the margin, would be less. */
export const isLeast = ({ learning }: Pick<AlarmEntry, 'learning'>, threshold: Threshold): boolean =>
  threshold.basis === 'learned' && learning !== null && learning.least > 0 && threshold.value === learning.least;

/** Days alone where there are several. */
function rangeWords(from: Millis, to: Millis): string {
  const words = (at: Millis, length: number) => new Date(at).toISOString().slice(0, length).replace('T', ' ');
  return to - from < 3 * DAY ? `${words(from, 16)} to ${words(to, 16)} UTC` : `${words(from, 10)} to ${words(to, 10)}`;
}

const unitWords: Record<AlarmEntry['unit'], string> = {
  Milliseconds: 'ms',
  Count: '',
  'Count/Second': 'per second',
  Bytes: 'bytes',
  Percent: '%',
};

/** A figure in the service's unit, as it is written in alarms: `60000 ms`. */
export function serviceFigure(value: number, unit: AlarmEntry['unit']): string {
  const text = String(Number(value.toPrecision(6)));
  return unitWords[unit] === '' ? text : `${text} ${unitWords[unit]}`;
}

/** With what people say beside it, where the unit is a small one: `2700000 ms (45 min)`. */
export function spokenFigure(value: number, unit: AlarmEntry['unit']): string {
  const exact = serviceFigure(value, unit);
  if (unit === 'Milliseconds' && Math.abs(value) >= 1000) return `${exact} (${formatMillis(millis(value))})`;
  return unit === 'Bytes' && Math.abs(value) >= 1024 ? `${exact} (${formatBytes(bytes(value))})` : exact;
}
