import type { ListedApplication, ManagedApplication } from '../../clients/aws/describeManaged.ts';
import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import type { History, Owner, RecordArchive } from '../../history/history.ts';
import { readingOf, sampleOf, unitOf } from '#shared/catalogue/metrics.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Checkpoint, Job } from '#shared/model/job.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import type { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { changes } from './changes.ts';
import { isOver } from './isOver.ts';
import { checkpointKey } from './keptDetail.ts';
import type { KeptException, KeptJob } from './keptShapes.ts';
import { KeptState, shaped } from './keptShapes.ts';
import { activityRecords } from './recordActivity.ts';
import { recordAlarms } from './recordAlarms.ts';
import { recordFigures } from './recordJob.ts';
import { watchStretches } from './watchStretches.ts';
import { writtenOnce } from './writtenOnce.ts';

/** An exception of a job's history, as Flink tells it. */
export type JobException = Omit<z.input<typeof KeptException>, 'job'>;

/** Puts what the collectors learn into history, in its words. Calls never wait and never fail. All times are the connection's. */
export interface Recorder {
  /** Points as CloudWatch holds them; the catalogue says their unit, and which are sentinels. */
  points(
    ref: ApplicationRef,
    name: SeriesName,
    how: { readonly statistic: Statistic; readonly period: Millis },
    points: readonly RawPoint[],
  ): void;
  /** Everything that the fleet's poll asks of these applications has been read up to this moment, and recorded. */
  figuresRead(refs: readonly ApplicationRef[], to: Millis): void;
  /** What the list says of an application now; only changes are kept. Null: it is gone. */
  listed(ref: ApplicationRef, at: Millis, listed: ListedApplication | null): void;
  described(ref: ApplicationRef, at: Millis, described: ManagedApplication): void;
  /** Is it critical or in warning? What cannot be told is not told. */
  health(ref: ApplicationRef, at: Millis, sick: boolean): void;
  /** The job with its graph; its figures are kept as samples (of a plain cluster all, of a managed application those of its vertices). */
  job(ref: ApplicationRef, at: Millis, job: Job, of: 'managed' | 'cluster'): void;
  /** What the list of a plain cluster of this version says of a job; only changes are kept. */
  listedJob(
    ref: ApplicationRef,
    at: Millis,
    job: Pick<Job, 'id' | 'name' | 'state' | 'started'> & { readonly ended: Millis | null },
    version: string,
  ): void;
  checkpoints(ref: ApplicationRef, job: string, checkpoints: readonly Checkpoint[]): void;
  /** One that is over, by vertex and subtask. */
  checkpointDetail(ref: ApplicationRef, detail: CheckpointDetail): void;
  exceptions(ref: ApplicationRef, job: string, exceptions: readonly JobException[]): void;
  activity(ref: ApplicationRef, activity: Activity): void;
  alarms(connection: string, at: Millis, alarms: readonly Alarm[]): void;
  lines(ref: ApplicationRef, records: readonly LogRecord[]): void;
  /** What was kept of a connection was cleared: everything is news again. */
  forget(connection: string): void;
}

/** Told of figures as they are recorded. */
export interface FigureListener {
  /** Points of a minute's period that are other than before, by the statistic that the catalogue reads them by. */
  points(ref: ApplicationRef, name: SeriesName, points: readonly RawPoint[]): void;
  read(refs: readonly ApplicationRef[], to: Millis): void;
  /** What was kept of a connection was cleared. */
  forget(connection: string): void;
}

export function createRecorder(history: History, listener: FigureListener | null = null): Recorder {
  const { samples, records, lines } = history;
  const kept = changes(records);
  const once = writtenOnce(records);
  const states = new Map<string, KeptState>();
  const jobMinutes = new Map<string, number>();
  const watched = watchStretches(history, (connection) => {
    kept.forget(connection);
    once.forget(connection);
  });
  const ownerOf = ({ connection, id }: ApplicationRef): Owner => ({ connection, application: id });

  /** True when it is another than before. */
  const changeState = (ref: ApplicationRef, at: Millis, edit: (before: KeptState) => KeptState): boolean => {
    const owner = ownerOf(ref);
    const before = states.get(refKey(ref)) ?? lastState(records, owner, at) ?? NOTHING;
    const after = edit(before);
    states.set(refKey(ref), after);
    watched.touch(ref.connection, at);
    return kept.put({ ...owner, kind: 'state', at, value: after });
  };

  return {
    points(ref, name, { statistic, period }, points) {
      const { namespace, metric, dimensions } = name;
      samples.put(
        { ...ownerOf(ref), namespace, metric, dimensions, statistic, unit: unitOf(name, statistic), period },
        points.map(([at, raw]) => ({ at, ...sampleOf(name, raw, statistic) })),
      );
      if (period === MINUTE && statistic === readingOf(name).statistic) listener?.points(ref, name, points);
    },
    figuresRead: (refs, to) => listener?.read(refs, to),
    listed(ref, at, listed) {
      changeState(ref, at, ({ job, sick }) =>
        listed === null
          ? { listed: null, gone: true, job: null, sick: false }
          : { listed: onlyListed(listed), gone: false, job: listed.status === 'RUNNING' ? job : null, sick },
      );
      if (listed !== null) return;
      // A cluster can have a new job each minute: what is gone is remembered by the history alone.
      for (const known of [states, jobMinutes]) known.delete(refKey(ref));
      for (const known of [kept, once]) known.forget(ref.connection, ref.id);
    },
    health(ref, at, sick) {
      // Told with every row that is made anew.
      if (states.get(refKey(ref))?.sick !== sick) changeState(ref, at, (before) => ({ ...before, sick }));
    },
    described(ref, at, described) {
      kept.put({ ...ownerOf(ref), kind: 'description', at, value: described });
    },
    job(ref, at, job, of) {
      const { id, name, state, started, restarts } = job;
      const isNew = changeState(ref, at, ({ listed, job: before, sick }) => ({
        listed,
        gone: false,
        job: { id, name, state, started, restarts, ended: before?.ended ?? null, version: job.flinkVersion },
        sick,
      }));
      const minute = Math.floor(at / MINUTE);
      if (isNew || (!isOver(state) && jobMinutes.get(refKey(ref)) !== minute)) {
        jobMinutes.set(refKey(ref), minute);
        records.put({ ...ownerOf(ref), kind: 'job', key: String(at), at, until: null, value: { of, job } satisfies KeptJob });
      }
      recordFigures(samples, ownerOf(ref), at, job, of);
    },
    listedJob(ref, at, { id, name, state, started, ended }, version) {
      changeState(ref, at, ({ job: before, sick }) => ({
        listed: null,
        gone: false,
        job: { id, name, state, started, restarts: before?.restarts ?? null, ended, version },
        sick,
      }));
    },
    checkpoints(ref, job, checkpoints) {
      for (const each of checkpoints) {
        const until = each.duration === null ? null : millis(each.triggered + each.duration);
        once.put({
          ...ownerOf(ref),
          kind: 'checkpoint',
          key: checkpointKey(job, each.id),
          at: each.triggered,
          until,
          value: each,
        });
      }
    },
    checkpointDetail(ref, detail) {
      const { job, checkpoint } = detail;
      const until = checkpoint.duration === null ? null : millis(checkpoint.triggered + checkpoint.duration);
      const key = checkpointKey(job, checkpoint.id);
      // Large, and told once or twice: the archive itself leaves out what it has.
      records.put({ ...ownerOf(ref), kind: 'checkpointDetail', key, at: checkpoint.triggered, until, value: detail });
    },
    exceptions(ref, job, exceptions) {
      for (const each of exceptions) {
        const key = `${job}|${each.at}|${each.task ?? ''}`;
        once.put({ ...ownerOf(ref), kind: 'exception', key, at: each.at, until: null, value: { job, ...each } });
      }
    },
    activity(ref, activity) {
      for (const each of activityRecords(activity)) once.put({ ...ownerOf(ref), ...each });
      const at = watched.latest(ref.connection);
      if (at !== null) kept.put({ ...ownerOf(ref), kind: 'activity', at, value: activity });
    },
    alarms: (connection, at, alarms) => recordAlarms({ kept, records }, connection, at, alarms),
    lines(ref, found) {
      if (found.length > 0) lines.put(ownerOf(ref), found);
    },
    forget(connection) {
      kept.forget(connection);
      once.forget(connection);
      watched.forget(connection);
      listener?.forget(connection);
      for (const known of [states, jobMinutes])
        for (const key of known.keys()) if (key.startsWith(refKey({ connection, id: '' }))) known.delete(key);
    },
  };
}

const NOTHING: KeptState = { listed: null, gone: false, job: null, sick: false };

function lastState(records: RecordArchive, owner: Owner, at: Millis): KeptState | null {
  const last = records.lastBefore(owner, 'state', at);
  return last === null ? null : shaped(KeptState, last.value);
}

/** A description is given as well where only the list's entry is wanted. */
const onlyListed = ({ name, arn, status, version, runtime, mode }: ListedApplication): ListedApplication => ({
  name,
  arn,
  status,
  version,
  runtime,
  mode,
});
