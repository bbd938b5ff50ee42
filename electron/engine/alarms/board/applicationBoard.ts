import { isDeepStrictEqual } from 'node:util';
import type { History, Owner } from '../../../history/history.ts';
import type { Coverage } from '#shared/analysis/alarms/coverage.ts';
import { judgeCoverage } from '#shared/analysis/alarms/coverage.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import type { Watch } from '#shared/analysis/alarms/watch.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { AlarmDetail, AlarmRow, ApplicationAlarms, Snooze } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { cellOf } from './cellOf.ts';
import type { JudgedSpan } from './evaluation.ts';
import { keptChanges } from './keptChanges.ts';
import { minuteFigures } from './minuteFigures.ts';
import type { OwnAlarm } from './ownAlarm.ts';
import { ownAlarm } from './ownAlarm.ts';

/** Of the compared figure so much is shown. */
const SHOWN = millis(3 * HOUR);

/** What is known of an application from outside. */
export interface ApplicationInput {
  readonly subject: AlarmSubject;
  /** The account's alarms about it; null: they are not known, for the reason. */
  readonly alarms: readonly Alarm[] | null;
  readonly unknown: string;
  readonly threshold: (alarm: AlarmEntry) => Threshold | null;
  readonly snooze: (alarm: AlarmEntry) => Snooze | null;
}

/** How far it may be judged; null: nothing of it has been read yet. */
export interface Reach {
  readonly changedFrom: Millis;
  readonly span: JudgedSpan;
}

export interface DetailInput {
  readonly now: Millis;
  readonly topicArn: string | null;
  readonly operator: boolean;
  readonly learning: (alarm: AlarmEntry) => string | null;
}

/** One application: its alarms judged by ourselves and by what the account has, made anew only where something is other than before. */
export interface ApplicationBoard {
  update(input: ApplicationInput, reach: Reach | null): AlarmRow;
  /** Null: it was not updated yet. */
  detail(input: DetailInput): ApplicationAlarms | null;
}

interface Seen {
  readonly subject: AlarmSubject;
  readonly alarms: readonly Alarm[] | null;
  readonly unknown: string;
  readonly thresholds: readonly (Threshold | null)[];
  readonly watches: readonly Watch[];
  readonly coverages: readonly Coverage[];
}

export function applicationBoard(history: Pick<History, 'samples' | 'records'>, owner: Owner, now: Millis): ApplicationBoard {
  const kept = keptChanges(history, owner, now);
  const own = recommendedAlarms.map((alarm): OwnAlarm => ownAlarm(history, owner, alarm, kept.get(alarm.id) ?? []));
  let seen: Seen | null = null;
  let row: AlarmRow | null = null;

  /** Coverage is judged anew only when something that it is judged by is another. */
  const look = ({ subject, alarms, unknown, threshold }: ApplicationInput): Seen => {
    const thresholds = recommendedAlarms.map((alarm) => threshold(alarm));
    if (
      seen !== null &&
      isDeepStrictEqual(seen.subject, subject) &&
      seen.unknown === unknown &&
      isDeepStrictEqual(seen.thresholds, thresholds) &&
      (seen.alarms === alarms || isDeepStrictEqual(seen.alarms, alarms))
    )
      return seen;
    const watches = recommendedAlarms.map((alarm) => watchOf(alarm, subject));
    const coverages = recommendedAlarms.map((alarm, i): Coverage => {
      const watch = watches[i] ?? NOTHING;
      if (alarms === null && watch.kind === 'watched') return { coverage: 'unknown', reason: unknown, matched: [] };
      return judgeCoverage({ alarm, subject, watch, threshold: thresholds[i] ?? null, alarms: alarms ?? [] });
    });
    return { subject, alarms, unknown, thresholds, watches, coverages };
  };

  const judge = ({ watches, thresholds }: Seen, reach: Reach): void =>
    own.forEach((alarm, i) => {
      const [watch, threshold] = [watches[i], thresholds[i]];
      if (watch?.kind === 'watched' && threshold != null) alarm.judge({ queries: watch.queries, threshold, ...reach });
    });

  const othersOf = ({ alarms, coverages }: Seen): Alarm[] => {
    const matched = new Set(coverages.flatMap((each) => each.matched.map(({ alarm }) => alarm.arn)));
    return (alarms ?? []).filter(({ arn }) => !matched.has(arn));
  };

  const rowOf = (all: Seen, snooze: ApplicationInput['snooze']): AlarmRow => ({
    ref: all.subject.ref,
    name: all.subject.name,
    region: all.subject.region,
    cells: recommendedAlarms.map((alarm, i) => {
      const kind = all.watches[i]?.kind;
      const threshold = kind === 'not-applicable' ? null : (all.thresholds[i] ?? null);
      const isJudged = kind === 'watched' && threshold !== null;
      return cellOf({
        alarm: alarm.id,
        coverage: all.coverages[i] ?? { coverage: 'unknown', reason: null, matched: [] },
        own: isJudged ? (own[i]?.state() ?? null) : null,
        threshold,
        snoozed: snooze(alarm),
      });
    }),
    others: othersOf(all).length,
  });

  const figures = (watch: Watch, at: Millis): Point[] => {
    if (watch.kind !== 'watched') return [];
    const to = millis(Math.floor(at / MINUTE) * MINUTE);
    const from = millis(to - SHOWN);
    const { times, values } = minuteFigures(history, owner, watch.queries, { from, to });
    const known = new Map(times.map((time, i) => [time, values[i] ?? null]));
    return Array.from({ length: SHOWN / MINUTE }, (_, i): Point => {
      const time = millis(from + i * MINUTE);
      return [time, known.get(time) ?? null];
    });
  };

  return {
    update(input, reach) {
      const all = look(input);
      seen = all;
      if (reach !== null) judge(all, reach);
      const next = rowOf(all, input.snooze);
      if (row === null || !isDeepStrictEqual(row, next)) row = next;
      return row;
    },
    detail({ now: at, topicArn, operator, learning }) {
      if (seen === null || row === null) return null;
      const { subject, thresholds, watches, coverages } = seen;
      const { cells } = row;
      const details = recommendedAlarms.flatMap((alarm, i): AlarmDetail[] => {
        const [cell, watch, coverage] = [cells[i], watches[i], coverages[i]];
        const threshold = watch?.kind === 'not-applicable' ? null : (thresholds[i] ?? null);
        if (cell === undefined || watch === undefined || coverage === undefined) return [];
        const points = figures(watch, at);
        const isWatched = watch.kind === 'watched';
        return [
          {
            cell,
            threshold,
            learning: isWatched ? learning(alarm) : null,
            definition:
              isWatched && threshold !== null ? define(alarm, subject, { queries: watch.queries, threshold, topicArn }) : null,
            matched: coverage.matched.map((each) => ({ alarm: each.alarm, faults: [...each.faults] })),
            changes: [...(own[i]?.changes ?? [])],
            latest: points.findLast(([, value]) => value !== null) ?? null,
            points,
          },
        ];
      });
      return { row, details, others: othersOf(seen), topicArn, operator };
    },
  };
}

const NOTHING: Watch = { kind: 'unknown', reason: '' };
