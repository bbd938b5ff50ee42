import { faultsWords } from '#shared/analysis/alarms/faultWords.ts';
import { serviceFigure } from '#shared/analysis/alarms/words.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmCell, AlarmRow } from '#shared/model/alarms/status.ts';
import { coverages } from '#shared/model/alarms/status.ts';
import { orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import { isoTime } from './timeRange.ts';

const titles = ['ALARM', 'COVERAGE', 'STATE', 'OWN', 'THRESHOLD', 'BASIS', 'WHY'];

/** A table for each application: what the account has for each recommended alarm, and what Streamgauge itself finds. */
export const alarmsTables = (rows: readonly AlarmRow[]): string =>
  rows.map((row) => `${headOf(row)}\n${table([titles, ...row.cells.map(line)], [4])}`).join('\n');

function headOf({ name, region, cells, others }: AlarmRow): string {
  const counts = coverages.flatMap((coverage) => {
    const count = cells.filter((cell) => cell.coverage === coverage).length;
    return count === 0 ? [] : [`${count} ${words[coverage]}`];
  });
  const more = others === 0 ? [] : [`${others} other ${others === 1 ? 'alarm' : 'alarms'}`];
  return `${printable(name)} (${region}): ${[...counts, ...more].join(', ')}`;
}

const words: Readonly<Record<AlarmCell['coverage'], string>> = {
  covered: 'covered',
  wrong: 'wrong',
  missing: 'missing',
  'not-applicable': 'not applicable',
  unknown: 'unknown',
};

const line = (cell: AlarmCell): readonly string[] => [
  cell.alarm,
  cell.coverage === 'not-applicable' ? 'n.a.' : cell.coverage,
  cell.state ?? '–',
  cell.own ?? '–',
  orUnknown(cell.threshold, (value) => serviceFigure(value, alarmEntry(cell.alarm).unit)),
  cell.basis ?? '–',
  printable(why(cell)),
];

function why({ coverage, reason, faults, matched, threshold, snoozed }: AlarmCell): string {
  const [name] = matched;
  const told = [
    ...(coverage === 'wrong' ? [`${name ?? 'an alarm'}: ${faultsWords(faults)}`] : []),
    ...(coverage === 'covered' && name !== undefined ? [name] : []),
    ...(reason === null ? [] : [reason]),
    ...(threshold === null && coverage !== 'not-applicable' && reason === null
      ? ['no threshold yet: not enough normal figures to learn it from']
      : []),
    ...(snoozed === null ? [] : [`snoozed until ${isoTime(snoozed.until)}: ${snoozed.reason}`]),
  ];
  return told.join('; ');
}

/** One document: see docs/command-line.md. */
export const alarmsJson = (rows: readonly AlarmRow[]): string =>
  `${JSON.stringify({
    complete: rows.every(({ cells }) => cells.every(({ coverage }) => coverage === 'covered' || coverage === 'not-applicable')),
    applications: rows.map(({ ref, name, region, cells, others }) => ({
      application: name,
      id: ref.id,
      connection: ref.connection,
      region,
      others,
      alarms: cells.map((cell) => ({
        ...cell,
        stateSince: timeOf(cell.stateSince),
        ownSince: timeOf(cell.ownSince),
        unit: alarmEntry(cell.alarm).unit,
        page: alarmEntry(cell.alarm).page,
        snoozed: cell.snoozed === null ? null : { ...cell.snoozed, until: isoTime(cell.snoozed.until) },
      })),
    })),
  })}\n`;

const timeOf = (at: Millis | null): string | null => (at === null ? null : isoTime(at));
