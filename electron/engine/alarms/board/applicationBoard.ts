import { isDeepStrictEqual } from 'node:util';
import type { RawPoint } from '../../../clients/aws/cloudWatch.ts';
import type { History, Owner } from '../../../history/history.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmRow, ApplicationAlarms, Snooze } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import type { ApplicationInput, ApplicationLook, DetailInput, OwnChanges } from './applicationView.ts';
import { detailsOf, lookAt, rowOf } from './applicationView.ts';
import type { JudgedSpan } from './evaluation.ts';
import type { Figures } from './figureMemory.ts';
import { figureMemory } from './figureMemory.ts';
import { keptChanges } from './keptChanges.ts';
import { ownAlarm } from './ownAlarm.ts';

/** How far an application may be judged. */
export interface Reach {
  /** Figures from this moment on may be others than they were. */
  readonly changedFrom: Millis;
  readonly span: JudgedSpan;
}

/** One application: its alarms judged by ourselves and by what the account has, made anew only where something is other than before. */
export interface ApplicationBoard {
  /** `reach`: null where nothing of it has been read yet. */
  update(input: ApplicationInput & { readonly snooze: (alarm: AlarmEntry) => Snooze | null }, reach: Reach | null): AlarmRow;
  /** What was just recorded of one of its series. */
  take(name: SeriesName, points: readonly RawPoint[]): void;
  /** Null: it was not updated yet. */
  detail(input: DetailInput): ApplicationAlarms | null;
}

interface Seen {
  readonly input: ApplicationInput;
  readonly thresholds: readonly (Threshold | null)[];
  readonly look: ApplicationLook;
}

/** `now`: what is kept of its alarms up to then is where it goes on. */
export function applicationBoard(history: Pick<History, 'samples' | 'records'>, owner: Owner, now: Millis): ApplicationBoard {
  const kept = keptChanges(history, owner, now);
  const memory = figureMemory(history, owner);
  const figures: Figures = (queries, span) => memory.figures(queries, span);
  const own = new Map(
    recommendedAlarms.map(
      (alarm) => [alarm.id, ownAlarm(history, owner, alarm, { kept: kept.get(alarm.id) ?? [], figures })] as const,
    ),
  );
  const changes: OwnChanges = ({ id }) => own.get(id)?.changes ?? [];
  let seen: Seen | null = null;
  let row: AlarmRow | null = null;

  /** Coverage is judged anew only when something that it is judged by is another. */
  const look = (input: ApplicationInput): ApplicationLook => {
    const thresholds = recommendedAlarms.map((alarm) => input.threshold(alarm));
    if (seen === null || !isSame(seen, input, thresholds)) seen = { input, thresholds, look: lookAt(input) };
    return seen.look;
  };

  return {
    update(input, reach) {
      const all = look(input);
      for (const { alarm, watch, threshold } of reach === null ? [] : all.looks)
        if (reach !== null && watch.kind === 'watched' && threshold !== null)
          own.get(alarm.id)?.judge({ queries: watch.queries, threshold, ...reach });
      const next = rowOf(all, changes, input.snooze);
      if (row === null || !isDeepStrictEqual(row, next)) row = next;
      return row;
    },
    take: (name, points) => memory.take(name, points),
    detail: (input) => (seen === null || row === null ? null : detailsOf(history, owner, seen.look, row, changes, input)),
  };
}

const isSame = ({ input, thresholds }: Seen, now: ApplicationInput, held: readonly (Threshold | null)[]): boolean =>
  input.unknown === now.unknown &&
  isDeepStrictEqual(thresholds, held) &&
  isDeepStrictEqual(input.subject, now.subject) &&
  isDeepStrictEqual(input.alarms, now.alarms);
