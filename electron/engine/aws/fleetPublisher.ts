import { isDeepStrictEqual } from 'node:util';
import type { ListedApplication } from '../../clients/aws/describeManaged.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef, ApplicationStatus } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { nextSnapshot } from '#shared/model/snapshot.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { keptRows } from '../keptRows.ts';
import type { SnapshotStore } from '../snapshotStore.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { Recorder } from '../telemetry/recorder.ts';
import type { ApplicationFigures } from './fleetMetrics.ts';
import type { Inventory } from './inventory.ts';
import type { KnownApplication } from './summarise.ts';
import { detailOf, summarise } from './summarise.ts';

/** Keeps what the collectors learnt, and makes the topics `fleet`, `application` and `job` of it. */
export interface FleetPublisher {
  /** What the list's poll gave; true when the one before had failed. */
  listed(result: Result<unknown>): boolean;
  metrics(result: Result<ReadonlyMap<string, ApplicationFigures>>): void;
  job(arn: string, result: Result<Job>): void;
  notRunning(arn: string, status: ApplicationStatus): void;
  /** Fails when not a single running application's dashboard can be read. */
  dashboards(): Result<null>;
  attend(topics: readonly Topic[]): void;
  /** Since when an application is critical or in warning, as far as was seen; null: it is not. */
  sickSince(arn: string): Millis | null;
  publish(): void;
}

export interface FleetPublisherOptions {
  readonly connection: { readonly id: string; readonly name: string; readonly region: string };
  readonly store: SnapshotStore;
  readonly time: SourceClock;
  readonly inventory: Pick<Inventory, 'listed' | 'described'>;
  /** Is told who is sick and who is well. */
  readonly recorder: Pick<Recorder, 'health'>;
}

type OfApplication = Extract<Topic, { ref: unknown }>;

/** In the connection's time. */
const SOON = 2 * MINUTE;

const NO_FIGURES: ApplicationFigures = new Map();

export function fleetPublisher({ connection, store, time, inventory, recorder }: FleetPublisherOptions): FleetPublisher {
  let list: { readonly at: Millis; readonly error: SourceError | null } | null = null;
  let metrics: { readonly at: Millis | null; readonly error: SourceError | null } = { at: null, error: null };
  let figures: ReadonlyMap<string, ApplicationFigures> = new Map();
  let followed: readonly OfApplication[] = [];
  const jobErrors = new Map<string, SourceError | null>();
  const shown = new Set<string>();
  const sick = new Map<string, Millis>();
  const refOf = (id: string): ApplicationRef => ({ connection: connection.id, id });

  const inputOf = (listed: ListedApplication): KnownApplication => ({
    connection,
    listed,
    described: inventory.described(listed.arn),
    figures: figures.get(listed.name) ?? NO_FIGURES,
    job: store.get({ kind: 'job', ref: refOf(listed.arn) }),
  });
  const rowsOf = keptRows<KnownApplication>({
    keyOf: ({ listed }) => listed.arn,
    isSame: (a, b) =>
      a.job === b.job && a.figures === b.figures && a.described === b.described && isDeepStrictEqual(a.listed, b.listed),
    make: summarise,
  });

  /**
   * Figures are judged as of when they were read, or soon after: they tell of then, however fast time goes on while no new ones can be had,
   * or while a poll waits for an answer that does not come.
   */
  const judgedAt = (): Millis => {
    if (metrics.at === null) return time.now();
    return metrics.error === null ? millis(Math.min(time.now(), metrics.at + SOON)) : metrics.at;
  };

  /** States are as new as the list; when the figures are older than that, and cannot be had, all of it counts as old. */
  const current = <T>(before: Snapshot<T>, value: T): Snapshot<T> => {
    if (list === null) return before;
    if (list.error !== null) return nextSnapshot(before, failed(list.error), list.at);
    if (metrics.error !== null && metrics.at !== null) return { state: 'stale', value, at: metrics.at, error: metrics.error };
    return { state: 'live', value, at: list.at };
  };

  /** Somebody looks at an application that is not (or no longer) there; what nobody looks at is forgotten. */
  const tellMissing = (listed: readonly ListedApplication[]): void => {
    const there = new Set(listed.map(({ arn }) => arn));
    for (const topic of followed) {
      if (there.has(topic.ref.id)) continue;
      for (const kind of ['application', 'job'] as const) store.report({ kind, ref: topic.ref }, failed(NOT_LISTED), time.now());
      // Captures are of history, whatever became of what they were taken of.
      if (topic.kind !== 'captures') store.report(topic, failed(NOT_LISTED), time.now());
    }
    for (const arn of shown) {
      if (there.has(arn) || followed.some(({ ref }) => ref.id === arn)) continue;
      shown.delete(arn);
      store.forget(({ topic }) => 'ref' in topic && topic.ref.connection === connection.id && topic.ref.id === arn);
    }
    for (const arn of sick.keys()) if (!there.has(arn)) sick.delete(arn);
    for (const arn of jobErrors.keys()) if (!there.has(arn)) jobErrors.delete(arn);
  };

  return {
    listed(result) {
      const wasFailing = list?.error != null;
      if (result.ok) list = { at: time.now(), error: null };
      else list = { at: list?.at ?? time.now(), error: result.error };
      return wasFailing;
    },
    metrics(result) {
      if (result.ok) figures = result.value;
      metrics = result.ok ? { at: time.now(), error: null } : { at: metrics.at, error: result.error };
    },
    job(arn, result) {
      jobErrors.set(arn, result.ok ? null : result.error);
      store.report({ kind: 'job', ref: refOf(arn) }, result, time.now());
    },
    notRunning(arn, status) {
      jobErrors.delete(arn);
      store.report({ kind: 'job', ref: refOf(arn) }, failed(notRunning(status)), time.now());
    },
    dashboards() {
      const errors = [...jobErrors.values()];
      const [first] = errors;
      const all = errors.length > 0 && errors.every((error) => error !== null && error.kind !== 'not-found');
      return all && first != null ? failed(first) : ok(null);
    },
    attend(topics) {
      followed = topics.flatMap((topic) => ('ref' in topic ? [topic] : []));
    },
    sickSince: (arn) => sick.get(arn) ?? null,
    publish() {
      const listed = inventory.listed();
      if (listed === null) {
        if (list?.error != null) store.report({ kind: 'fleet', connection: connection.id }, failed(list.error), time.now());
        return;
      }
      tellMissing(listed);
      const rows = rowsOf(listed.map(inputOf), judgedAt());
      const fleet = { kind: 'fleet', connection: connection.id } as const;
      store.put(fleet, current(store.get(fleet), rows));
      const isCurrent = list?.error === null && metrics.error === null && metrics.at !== null;
      for (const { ref, health } of rows) {
        const isSick = health.level === 'critical' || health.level === 'warning';
        if (!isSick) sick.delete(ref.id);
        else if (!sick.has(ref.id)) sick.set(ref.id, judgedAt());
        // Without the newest figures nobody has become sick or well.
        if (isCurrent && health.level !== 'unknown') recorder.health(ref, time.now(), isSick);
      }
      for (const row of rows) {
        const described = inventory.described(row.ref.id);
        if (described === null) continue;
        shown.add(row.ref.id);
        const topic = { kind: 'application', ref: row.ref } as const;
        store.put(topic, current(store.get(topic), detailOf(row, described)));
      }
    },
  };
}

/** Why an application that does not run has no job. */
export const notRunning = (status: ApplicationStatus): SourceError => ({
  kind: 'not-running',
  source: 'Managed Service for Apache Flink',
  message: `The application is ${status}: only a RUNNING one has a Flink dashboard.`,
  remedy: status === 'READY' ? 'Start the application to see its job.' : 'Wait until the application is RUNNING.',
});

const NOT_LISTED: SourceError = {
  kind: 'not-found',
  source: 'Managed Service for Apache Flink',
  message: 'There is no such application in this account and region.',
  remedy: 'It may have been deleted; see the fleet for those that are there.',
};
