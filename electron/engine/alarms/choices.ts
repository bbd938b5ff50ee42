import type { Input } from '#shared/contract/contract.ts';
import type { AlarmSettings } from '#shared/contract/settings.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { Snooze } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';

/** What users have chosen about alarms; kept with the settings, so that clearing the history does not lose it. */
export interface AlarmChoices {
  /** Null: none was chosen. */
  threshold(ref: ApplicationRef, alarm: RecommendedAlarmId): Threshold | null;
  /** Of this alarm, or of the whole application; null once it has ended. */
  snooze(ref: ApplicationRef, alarm: RecommendedAlarmId, now: Millis): Snooze | null;
  /** The SNS topic that new alarms of a connection tell. */
  topicArn(connection: string): string | null;
  choose(question: Input<'alarms.choose'>): Promise<void>;
  setSnooze(question: Input<'alarms.snooze'>): Promise<void>;
  setTopic(question: Input<'alarms.topic'>): Promise<void>;
}

export interface ChoiceParts {
  readonly get: () => AlarmSettings;
  readonly change: (edit: (before: AlarmSettings) => AlarmSettings) => Promise<void>;
  /** Of a connection; null: it is not watched, so that its time is not known. */
  readonly now: (connection: string) => Millis | null;
}

export function alarmChoices({ get, change: edit, now }: ChoiceParts): AlarmChoices {
  const isOf =
    (ref: ApplicationRef, alarm: RecommendedAlarmId | null) =>
    (each: { ref: ApplicationRef; alarm: RecommendedAlarmId | null }) =>
      refKey(each.ref) === refKey(ref) && each.alarm === alarm;
  /** With every change the snoozes that have ended go. */
  const lasts = ({ ref: { connection }, until }: AlarmSettings['snoozes'][number]): boolean => {
    const at = now(connection);
    return at === null || until > at;
  };
  const change: typeof edit = (next) =>
    edit((before) => {
      const after = next(before);
      return { ...after, snoozes: after.snoozes.filter(lasts) };
    });

  return {
    threshold: (ref, alarm) => get().thresholds.find(isOf(ref, alarm))?.threshold ?? null,
    snooze(ref, alarm, now) {
      const { snoozes } = get();
      const found = [snoozes.find(isOf(ref, alarm)), snoozes.find(isOf(ref, null))].find(
        (each) => each !== undefined && each.until > now,
      );
      return found === undefined ? null : { reason: found.reason, until: found.until };
    },
    topicArn: (connection) => get().topics.find((each) => each.connection === connection)?.arn ?? null,
    choose: ({ ref, alarm, threshold }) =>
      change((before) => ({
        ...before,
        thresholds: [
          ...before.thresholds.filter((each) => !isOf(ref, alarm)(each)),
          ...(threshold === null ? [] : [{ ref, alarm, threshold }]),
        ],
      })),
    setSnooze: ({ ref, alarm, snooze }) =>
      change((before) => ({
        ...before,
        snoozes: [
          ...before.snoozes.filter((each) => !isOf(ref, alarm)(each)),
          ...(snooze === null ? [] : [{ ref, alarm, ...snooze }]),
        ],
      })),
    setTopic: ({ connection, arn }) =>
      change((before) => ({
        ...before,
        topics: [
          ...before.topics.filter((each) => each.connection !== connection),
          ...(arn === null ? [] : [{ connection, arn }]),
        ],
      })),
  };
}
