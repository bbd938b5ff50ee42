import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import { firesAbove } from '../../catalogue/alarms/alarms.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import { thresholds } from '../thresholds.ts';

/** Why the threshold is what it is: one sentence. */
export function thresholdEvidence(alarm: AlarmEntry, threshold: Threshold): string {
  const figure = serviceFigure(threshold.value, alarm.unit);
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
      return `Threshold ${figure}, learned: ${level} of ${count} figures of ${dateOf(from)} to ${dateOf(to)}${without}.${soon}`;
    }
  }
}

/** Learned of so little that the time of day cannot be in it; it is learned again as there is more. */
export const isProvisional = (threshold: Threshold): boolean =>
  threshold.basis === 'learned' && threshold.learned.to - threshold.learned.from < thresholds.learning.enough;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const words: Record<AlarmEntry['unit'], string> = {
  Milliseconds: 'ms',
  Count: '',
  'Count/Second': 'per second',
  Bytes: 'bytes',
  Percent: '%',
};

/** A figure in the service's unit, as it is written in alarms: `60000 ms`. */
export function serviceFigure(value: number, unit: AlarmEntry['unit']): string {
  const text = String(Number(value.toPrecision(6)));
  return words[unit] === '' ? text : `${text} ${words[unit]}`;
}
