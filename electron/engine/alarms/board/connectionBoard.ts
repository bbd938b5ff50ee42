import { setImmediate } from 'node:timers/promises';
import type { Topic } from '#shared/contract/topics.ts';
import type { AlarmRow, ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { RawPoint } from '../../../clients/aws/cloudWatch.ts';
import type { ListedStatus } from '../alarmAccess.ts';
import type { AlarmParts } from '../alarmParts.ts';
import { alarmsAbout } from './alarmsAbout.ts';
import type { ApplicationBoard, Reach } from './applicationBoard.ts';
import { applicationBoard } from './applicationBoard.ts';
import { spanOf } from './reach.ts';
import type { StandingMemory } from './standingMemory.ts';
import { standingMemory } from './standingMemory.ts';
import type { Thresholds } from './thresholds.ts';

/** The alarms of the applications of one connection. */
export interface ConnectionBoard {
  /** Brings everything up to what is known now, and publishes it; other work has its turn in between. */
  update(signal: AbortSignal): Promise<void>;
  attend(topics: readonly Topic[]): void;
  figuresRecorded(id: string, name: SeriesName, points: readonly RawPoint[]): void;
  figuresRead(ids: readonly string[], to: Millis): void;
  /** Null: not known. */
  detail(ref: ApplicationRef): ApplicationAlarms | null;
  /** The same without figures. */
  definitions(ref: ApplicationRef): ApplicationAlarms | null;
  /** Of the newest update. */
  subjects(): readonly AlarmSubject[];
  /** Whether what is known is of now. */
  isLive(): boolean;
  /** When a snooze ends next, in the connection's time; null: none does. */
  nextEnd(): Millis | null;
}

interface Known {
  readonly board: ApplicationBoard;
  subject: AlarmSubject;
  readTo: Millis | null;
  changedFrom: Millis;
  readonly standing: StandingMemory;
}

const NEVER = millis(Number.MAX_SAFE_INTEGER);

export function connectionBoard(parts: AlarmParts, connection: string, thresholds: Thresholds): ConnectionBoard {
  const { store, history, choices, watched } = parts;
  const applications = new Map<string, Known>();
  /** How far applications were read before they were known. */
  const early = new Map<string, Millis>();
  let followed: readonly ApplicationRef[] = [];
  let subjects: readonly AlarmSubject[] = [];
  let ends: readonly Millis[] = [];
  const fleetTopic = { kind: 'fleet', connection } as const;
  const alarmsTopic = { kind: 'alarms', connection } as const;
  const statusTopic = { kind: 'alarmStatus', connection } as const;

  const knownOf = (subject: AlarmSubject, now: Millis): Known => {
    const { id } = subject.ref;
    const before = applications.get(id);
    if (before !== undefined) {
      before.subject = subject;
      return before;
    }
    const readTo = early.get(id) ?? null;
    early.delete(id);
    const known: Known = {
      board: applicationBoard(history, { connection, application: id }, now),
      subject,
      readTo,
      changedFrom: NEVER,
      standing: standingMemory(history, { connection, application: id }),
    };
    applications.set(id, known);
    return known;
  };

  const reachOf = (known: Known, now: Millis, listed: ListedStatus | undefined): Reach | null => {
    const { changedFrom } = known;
    const span = listed === undefined ? null : spanOf(known.standing.of(listed), known.readTo, now);
    if (span === null) return null;
    known.changedFrom = NEVER;
    return { changedFrom, span };
  };

  const publishDetails = (now: Millis, at: Millis, state: (value: ApplicationAlarms) => Snapshot<ApplicationAlarms>): void => {
    for (const ref of followed) {
      const value = detailOf(ref, now);
      if (value !== null) store.put({ kind: 'applicationAlarms', ref }, state(value));
      else if (subjects.length > 0) store.report({ kind: 'applicationAlarms', ref }, { ok: false, error: NOT_LISTED }, at);
    }
  };

  const detailOf = (ref: ApplicationRef, now: Millis, figures = true): ApplicationAlarms | null => {
    const watch = watched.get(connection)?.connection;
    return (
      applications.get(ref.id)?.board.detail({
        now,
        figures,
        topicArn: choices.topicArn(connection),
        operator: watch !== undefined && 'operator' in watch && watch.operator === true,
        learning: (alarm) => thresholds.learning(ref, alarm),
        chosen: (alarm) => choices.threshold(ref, alarm.id) !== null,
      }) ?? null
    );
  };

  return {
    async update(signal) {
      const access = watched.get(connection)?.watcher.alarms;
      if (access == null) return;
      const fleet = store.get(fleetTopic);
      const alarms = store.get(alarmsTopic);
      if (fleet.state === 'waiting') return;
      const now = parts.now(connection);
      if (fleet.state === 'failed') {
        store.report(statusTopic, { ok: false, error: fleet.error }, now);
        for (const ref of followed) store.report({ kind: 'applicationAlarms', ref }, { ok: false, error: fleet.error }, now);
        return;
      }
      subjects = access.subjects();
      const statuses = access.statuses();
      const about = alarmsAbout(alarms);
      const rows: AlarmRow[] = [];
      for (const subject of subjects) {
        const known = knownOf(subject, now);
        const reach = reachOf(known, now, statuses.get(subject.ref.id));
        rows.push(
          known.board.update(
            {
              subject,
              alarms: about.of(subject),
              unknown: about.unknown,
              threshold: (alarm) => thresholds.of(subject.ref, alarm),
              snooze: (alarm) => choices.snooze(subject.ref, alarm.id, now),
            },
            reach,
          ),
        );
        // Each takes some milliseconds: polls and viewers have their turn after it.
        await setImmediate();
        if (signal.aborted) return;
      }
      const there = new Set(subjects.map(({ ref }) => ref.id));
      for (const id of applications.keys()) if (!there.has(id)) applications.delete(id);
      ends = rows.flatMap(({ cells }) => cells.flatMap(({ snoozed }) => (snoozed === null ? [] : [snoozed.until])));
      const trouble = troubleOf(store.get(fleetTopic)) ?? troubleOf(store.get(alarmsTopic));
      const at = momentOf([...applications.values()], fleet.at);
      const state = <T>(value: T): Snapshot<T> =>
        trouble === null ? { state: 'live', value, at } : { state: 'stale', value, at, error: trouble };
      rows.sort((a, b) => a.name.localeCompare(b.name) || a.region.localeCompare(b.region));
      store.put(statusTopic, state(rows));
      publishDetails(now, at, state);
    },
    attend(topics) {
      followed = topics.flatMap((topic) => (topic.kind === 'applicationAlarms' ? [topic.ref] : []));
    },
    figuresRecorded(id, name, points) {
      const known = applications.get(id);
      // What nobody knows yet is read from what is kept when it is.
      if (known === undefined) return;
      known.board.take(name, points);
      for (const [at] of points) if (at < known.changedFrom) known.changedFrom = at;
    },
    figuresRead(ids, to) {
      for (const id of ids) {
        const known = applications.get(id);
        if (known === undefined) early.set(id, to);
        else known.readTo = to;
      }
    },
    detail: (ref) => detailOf(ref, parts.now(connection)),
    definitions: (ref) => detailOf(ref, parts.now(connection), false),
    subjects: () => subjects,
    isLive: () => store.get(fleetTopic).state === 'live',
    nextEnd: () => (ends.length === 0 ? null : millis(Math.min(...ends))),
  };
}

/** The newest moment that figures were read up to. */
const momentOf = (known: readonly Pick<Known, 'readTo'>[], otherwise: Millis): Millis =>
  millis(known.reduce((newest, { readTo }) => Math.max(newest, readTo ?? 0), 0) || otherwise);

/** Why what is shown is old; null: it is not. What could never be read is no trouble of all: the cells say so. */
const troubleOf = (snapshot: Snapshot<unknown>): SourceError | null => (snapshot.state === 'stale' ? snapshot.error : null);

const NOT_LISTED: SourceError = {
  kind: 'not-found',
  source: 'Managed Service for Apache Flink',
  message: 'There is no such application in this account and region.',
  remedy: 'It may have been deleted; see the fleet for those that are there.',
};
