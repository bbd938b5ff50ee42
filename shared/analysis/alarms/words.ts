import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';

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
      return `Threshold ${figure}, learned: ${Number(margin.toFixed(2))} times the ${percentile} % level of ${count} figures of ${dateOf(from)} to ${dateOf(to)}${without}.`;
    }
  }
}

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
