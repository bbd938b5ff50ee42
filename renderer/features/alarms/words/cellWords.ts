import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { AlarmCell } from '#shared/model/alarms/status.ts';
import type { Millis } from '#shared/units/units.ts';
import { faultWords } from './faults.ts';
import { firesAt } from './figure.ts';
import { isFiring, sightOf, sightWords } from './sight.ts';

export const stateWords: Readonly<Record<StateValue, string>> = {
  OK: 'OK',
  ALARM: 'in ALARM',
  INSUFFICIENT_DATA: 'without enough data',
};

export const basisWords: Readonly<Record<NonNullable<AlarmCell['basis']>, string>> = {
  guide: 'the guide’s own',
  learned: 'learned',
  chosen: 'chosen',
};

const coverageWords: Readonly<Record<AlarmCell['coverage'], string>> = {
  covered: 'covered',
  wrong: 'wrong',
  missing: 'missing',
  'not-applicable': 'not applicable',
  unknown: 'coverage not known',
};

/** `Heap memory nearly full: firing in CloudWatch, wrong, snoozed`: what is read out of a cell. */
export function cellName(cell: AlarmCell): string {
  const parts = [
    sightWords[sightOf(cell)].replace(/^\w/, (letter) => letter.toLowerCase()),
    isFiring(cell) ? coverageWords[cell.coverage] : null,
    cell.snoozed === null ? null : 'snoozed',
  ];
  return `${alarmEntry(cell.alarm).title}: ${parts.filter((part) => part !== null).join(', ')}`;
}

/** Everything that a cell stands for, a line each. */
export function cellLines(cell: AlarmCell, zone: Zone): readonly (readonly [label: string, text: string])[] {
  const entry = alarmEntry(cell.alarm);
  const since = (at: Millis | null): string => (at === null ? '' : ` since ${formatMoment(at, zone)}`);
  const lines: (readonly [string, string])[] = [['Coverage', coverageLine(cell)]];
  if (cell.state !== null) lines.push(['CloudWatch', `${stateWords[cell.state]}${since(cell.stateSince)}`]);
  if (cell.own !== null) lines.push(['Streamgauge', `${stateWords[cell.own]}${since(cell.ownSince)}`]);
  if (cell.threshold !== null)
    lines.push(['Threshold', `${firesAt(cell.threshold, entry)}${cell.basis === null ? '' : ` (${basisWords[cell.basis]})`}`]);
  if (cell.snoozed !== null) lines.push(['Snoozed', `until ${formatMoment(cell.snoozed.until, zone)}: ${cell.snoozed.reason}`]);
  return lines;
}

/** The names of the alarms, when they are few. */
const MOST_NAMES = 3;

function coverageLine({ coverage, reason, matched, faults }: AlarmCell): string {
  const some = matched.slice(0, MOST_NAMES).join(', ');
  const names = matched.length > MOST_NAMES ? `${some} and ${matched.length - MOST_NAMES} more` : some;
  switch (coverage) {
    case 'covered':
      return `covered by ${names}`;
    case 'wrong':
      return `${names}: ${faults.map((fault) => faultWords[fault]).join(', ')}`;
    case 'missing':
      return 'missing: no alarm of the account watches this';
    case 'not-applicable':
    case 'unknown':
      return `${coverageWords[coverage]}${reason === null ? '' : `: ${reason}`}`;
  }
}
