import { alarmEntry } from '../../catalogue/alarms/alarms.ts';
import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import type { AlarmCell, AlarmFault, AlarmRow } from '../../model/alarms/status.ts';
import type { ApplicationSummary } from '../../model/application.ts';
import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import { bytes, millis } from '../../units/units.ts';
import { formatBytes, formatMillis } from '../../units/format.ts';
import { serviceFigure } from '../alarms/words.ts';
import { CHECKPOINTS, HEALTH, SLOW_CHECKPOINTS, causeOfAlarm, causeOfReason, firstStep } from './healthCause.ts';

/** What is wrong with an application now, of one cause. */
export interface Trouble {
  readonly cause: string;
  readonly severity: Notice['severity'];
  readonly title: string;
  readonly text: string;
  /** Null: since it was first seen. */
  readonly since: Millis | null;
  /** Why its alarms are kept back; null: they are not. */
  readonly snoozed: string | null;
  /** An alarm waits for some periods before it fires; health says at once what it sees. */
  readonly settled: boolean;
}

/** Alarms with such a fault fire when all is well; what they say is nothing to tell anybody. */
const LYING: readonly AlarmFault[] = ['statistic', 'raw-counter', 'expression', 'comparison', 'threshold', 'missing-data'];

/** What is wrong with an application by its alarms and by its health, one of each cause: several alarms of a cause are one trouble. */
export function troublesOf(row: AlarmRow | undefined, summary: ApplicationSummary | undefined): readonly Trouble[] {
  const byCause = new Map<string, Trouble>();
  for (const trouble of [...(row?.cells ?? []).flatMap(ofCell), ...(summary === undefined ? [] : ofHealth(summary))]) {
    const before = byCause.get(trouble.cause);
    byCause.set(trouble.cause, before === undefined ? trouble : together(before, trouble));
  }
  const [failing, slow] = [byCause.get(CHECKPOINTS), byCause.get(SLOW_CHECKPOINTS)];
  // What takes too long fails in the end.
  if (failing !== undefined && slow !== undefined) {
    byCause.set(CHECKPOINTS, { ...together(failing, slow), cause: CHECKPOINTS });
    byCause.delete(SLOW_CHECKPOINTS);
  }
  return [...byCause.values()];
}

function ofCell(cell: AlarmCell): readonly Trouble[] {
  const own = cell.own === 'ALARM';
  const theirs = cell.state === 'ALARM' && !cell.faults.some((fault) => LYING.includes(fault));
  if (!own && !theirs) return [];
  const entry = alarmEntry(cell.alarm);
  const since = [own ? cell.ownSince : null, theirs ? cell.stateSince : null].flatMap((at) => at ?? []);
  return [
    {
      cause: causeOfAlarm(entry),
      severity: entry.severity,
      title: entry.title,
      text: `${figureOf(entry, cell)}${entry.remedy}`,
      since: since.length === 0 ? null : millis(Math.min(...since)),
      snoozed: cell.snoozed === null ? null : cell.snoozed.reason,
      settled: true,
    },
  ];
}

function figureOf(entry: AlarmEntry, { own, threshold, matched }: AlarmCell): string {
  if (own !== 'ALARM' || threshold === null)
    return matched[0] === undefined ? '' : `The alarm ${matched[0]} of CloudWatch fired. `;
  const side = entry.comparison.startsWith('Less') ? 'below' : 'above';
  return `${entry.watching.metric} is ${side} ${readable(threshold, entry.unit)}. `;
}

/** A figure in the service's unit, for somebody who reads it in a hurry: `1 min 30 s`. */
function readable(value: number, unit: AlarmEntry['unit']): string {
  if (unit === 'Milliseconds') return formatMillis(millis(value));
  return unit === 'Bytes' ? formatBytes(bytes(value)) : serviceFigure(value, unit);
}

function ofHealth({ health: { level, reasons } }: ApplicationSummary): readonly Trouble[] {
  if (level !== 'critical' && level !== 'warning') return [];
  const [worst = 'Its health is not good.'] = reasons;
  const cause = causeOfReason(worst);
  const step = firstStep(cause);
  return [
    {
      cause,
      severity: level,
      title: worst.replace(/\.$/, ''),
      text: [...reasons.slice(1), ...(step === null ? [] : [step])].join(' '),
      since: null,
      snoozed: null,
      settled: false,
    },
  ];
}

/** The worse of two says what it is; what only one of them keeps back is told. */
function together(a: Trouble, b: Trouble): Trouble {
  const [said, other] = b.severity === 'critical' && a.severity === 'warning' ? [b, a] : [a, b];
  const since = [a.since, b.since].flatMap((at) => at ?? []);
  return {
    ...said,
    text: other.settled ? `${said.text} Also: ${inSentence(other.title)}.` : said.text,
    since: since.length === 0 ? null : millis(Math.min(...since)),
    snoozed: a.settled && b.settled ? (a.snoozed === null || b.snoozed === null ? null : said.snoozed) : (a.snoozed ?? b.snoozed),
    settled: a.settled || b.settled,
  };
}

/** A title within a sentence: `CPU` stays as it is. */
export const inSentence = (title: string): string =>
  /^[A-Z][A-Z]/.test(title) ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;

/** What follows from an outage: the lag afterwards, checkpoints that were cut off, and all that health says of it. */
export const SYMPTOMS_OF_DOWN: readonly string[] = ['throughput', CHECKPOINTS, SLOW_CHECKPOINTS, 'watermark', HEALTH];
export const DOWN = 'down';
