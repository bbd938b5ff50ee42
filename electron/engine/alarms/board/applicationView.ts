import type { History, Owner } from '../../../history/history.ts';
import type { Coverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import { judgeCoverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import type { Watch } from '#shared/analysis/alarms/watch.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmDetail, AlarmRow, ApplicationAlarms, Snooze, StateChange } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { cellOf } from './cellOf.ts';
import { newestState } from './keptChanges.ts';
import { minuteFigures } from './minuteFigures.ts';

/** Of the compared figure so much is shown. */
const SHOWN = millis(3 * HOUR);

/** What is known of an application from outside, now or at a moment of the past. */
export interface ApplicationInput {
  readonly subject: AlarmSubject;
  /** The account's alarms about it; null: they are not known, for the reason. */
  readonly alarms: readonly Alarm[] | null;
  readonly unknown: string;
  readonly threshold: (alarm: AlarmEntry) => Threshold | null;
}

/** One recommended alarm of an application: what it watches, where it fires, and what the account has for it. */
export interface Look {
  readonly alarm: AlarmEntry;
  readonly watch: Watch;
  /** Null: not applicable, or none is known yet. */
  readonly threshold: Threshold | null;
  readonly coverage: Coverage;
}

export interface ApplicationLook {
  readonly subject: AlarmSubject;
  readonly looks: readonly Look[];
  /** Alarms of the account about it that match none of the recommended ones. */
  readonly others: readonly Alarm[];
}

export function lookAt({ subject, alarms, unknown, threshold }: ApplicationInput): ApplicationLook {
  const looks = recommendedAlarms.map((alarm): Look => {
    const watch = watchOf(alarm, subject);
    const holds = watch.kind === 'not-applicable' ? null : threshold(alarm);
    const coverage: Coverage =
      alarms === null && watch.kind === 'watched'
        ? { coverage: 'unknown', reason: unknown, matched: [] }
        : judgeCoverage({ alarm, subject, watch, threshold: holds, alarms: alarms ?? [] });
    return { alarm, watch, threshold: holds, coverage };
  });
  const matched = new Set(looks.flatMap(({ coverage }) => coverage.matched.map(({ alarm }) => alarm.arn)));
  return { subject, looks, others: (alarms ?? []).filter(({ arn }) => !matched.has(arn)) };
}

/** Changes of state by our own evaluation, newest first. */
export type OwnChanges = (alarm: AlarmEntry) => readonly StateChange[];

export const rowOf = (
  { subject: { ref, name, region }, looks, others }: ApplicationLook,
  changes: OwnChanges,
  snooze: (alarm: AlarmEntry) => Snooze | null,
): AlarmRow => ({
  ref,
  name,
  region,
  cells: looks.map(({ alarm, watch, threshold, coverage }) =>
    cellOf({
      alarm: alarm.id,
      coverage,
      own: watch.kind === 'watched' && threshold !== null ? (newestState(changes(alarm)) ?? NEVER_JUDGED) : null,
      threshold,
      snoozed: snooze(alarm),
    }),
  ),
  others: others.length,
});

const NEVER_JUDGED = { state: 'INSUFFICIENT_DATA', since: null } as const;

export interface DetailInput {
  readonly now: Millis;
  /** Whether what it compares is read: it takes the most time. */
  readonly figures?: boolean;
  readonly topicArn: string | null;
  readonly operator: boolean;
  /** Why there is no threshold. */
  readonly learning: (alarm: AlarmEntry) => string | null;
  /** Whether its threshold is a saved choice; absent: not known of that time. */
  readonly chosen?: (alarm: AlarmEntry) => boolean;
}

export function detailsOf(
  history: Pick<History, 'samples'>,
  owner: Owner,
  { subject, looks, others }: ApplicationLook,
  row: AlarmRow,
  changes: OwnChanges,
  { now, figures = true, topicArn, operator, learning, chosen }: DetailInput,
): ApplicationAlarms {
  const details = looks.flatMap(({ alarm, watch, threshold, coverage }, i): AlarmDetail[] => {
    const cell = row.cells[i];
    if (cell === undefined) return [];
    const points = figures && watch.kind === 'watched' ? figuresOf(history, owner, watch, now) : [];
    const isDefined = watch.kind === 'watched' && threshold !== null;
    return [
      {
        cell,
        threshold,
        ...(chosen === undefined ? {} : { chosen: chosen(alarm) }),
        learning: watch.kind === 'watched' && threshold === null ? learning(alarm) : null,
        definition: isDefined
          ? define(alarm, subject, { queries: watch.queries, partly: watch.partly, threshold, topicArn })
          : null,
        matched: coverage.matched.map((each) => ({ alarm: each.alarm, faults: [...each.faults] })),
        changes: [...changes(alarm)],
        latest: points.findLast(([, value]) => value !== null) ?? null,
        points,
      },
    ];
  });
  return { row, details, others: [...others], topicArn, operator };
}

function figuresOf(
  history: Pick<History, 'samples'>,
  owner: Owner,
  { queries }: Extract<Watch, { kind: 'watched' }>,
  now: Millis,
): Point[] {
  const to = millis(Math.floor(now / MINUTE) * MINUTE);
  const from = millis(to - SHOWN);
  const { times, values } = minuteFigures(history, owner, queries, { from, to });
  const known = new Map(times.map((at, i) => [at, values[i] ?? null]));
  return Array.from({ length: SHOWN / MINUTE }, (_, i): Point => {
    const at = millis(from + i * MINUTE);
    return [at, known.get(at) ?? null];
  });
}
