import type { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';

/** Writes alarms of one account and region. It asks nobody whether it may: see `engine/operator`. */
export interface AlarmWriter {
  /** What DescribeAlarms says of these names, as it says it; names that there are not are left out. */
  describe(
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, Readonly<Record<string, unknown>>>>>;
  /** Sends the request of PutMetricAlarm as it is. */
  put(request: MetricAlarmRequest, signal: AbortSignal): Promise<Result<null>>;
  remove(names: readonly string[], signal: AbortSignal): Promise<Result<null>>;
  /** The account's alarms are read again at once: they are others now. */
  reread(): void;
}

/** What the newest list said of an application. It was so at some moment between the question and the answer. */
export interface ListedStatus {
  readonly status: ApplicationStatus;
  readonly asked: Millis;
  readonly answered: Millis;
}

/** What a watcher of managed applications tells for their alarms. */
export interface AlarmAccess {
  /** Every application that is listed. */
  subjects(): readonly AlarmSubject[];
  /** Of each of them, by the id of the application. */
  statuses(): ReadonlyMap<string, ListedStatus>;
  /** Null: nothing is watched in that region. */
  writer(region: string): AlarmWriter | null;
}
