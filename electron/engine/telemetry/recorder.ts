import type { ListedApplication, ManagedApplication } from '../../clients/aws/describeManaged.ts';
import type { RawPoint } from '../../clients/aws/cloudWatch.ts';
import type { History } from '../../history/history.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Checkpoint, Job } from '#shared/model/job.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';

/** An exception of a job's history, as Flink tells it. */
export interface JobException {
  readonly at: Millis;
  readonly exception: string;
  readonly stacktrace: string;
  readonly task: string | null;
  readonly taskManager: string | null;
}

/** Puts what the collectors learn into history, in its words. Calls never wait and never fail. All times are the connection's. */
export interface Recorder {
  /** Points as CloudWatch holds them; the catalogue says their unit, and which are sentinels. */
  points(
    ref: ApplicationRef,
    name: SeriesName,
    how: { readonly statistic: Statistic; readonly period: Millis },
    points: readonly RawPoint[],
  ): void;
  /** What the list says of an application now; only changes are kept. Null: it is gone. */
  listed(ref: ApplicationRef, at: Millis, listed: ListedApplication | null): void;
  described(ref: ApplicationRef, at: Millis, described: ManagedApplication): void;
  /** The job with its graph; its figures are kept as samples (of a plain cluster all, of a managed application those of its vertices). */
  job(ref: ApplicationRef, at: Millis, job: Job, of: 'managed' | 'cluster'): void;
  checkpoints(ref: ApplicationRef, job: string, checkpoints: readonly Checkpoint[]): void;
  exceptions(ref: ApplicationRef, job: string, exceptions: readonly JobException[]): void;
  activity(ref: ApplicationRef, activity: Activity): void;
  alarms(connection: string, at: Millis, alarms: readonly Alarm[]): void;
  lines(ref: ApplicationRef, records: readonly LogRecord[]): void;
}

export function createRecorder(history: History): Recorder {
  throw new Error(`not built: ${history.status().mode}`);
}
