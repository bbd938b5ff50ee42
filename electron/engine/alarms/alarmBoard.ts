import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AlarmParts } from './alarmParts.ts';
import { NOT_BUILT } from './notBuilt.ts';

/** Keeps the recommended alarms of every managed application judged, and shows them in `alarmStatus` and `applicationAlarms`. */
export interface AlarmBoard {
  attend(topics: readonly Topic[]): void;
  /** Told of everything that changes in the store: new figures, new alarms of the account. */
  see(entry: TopicSnapshot): void;
  /** Everything about one application, whether or not anybody follows it. */
  detail(ref: ApplicationRef): Result<ApplicationAlarms>;
  /** The threshold that holds: chosen, the guide's, or learned; null: not known yet. */
  threshold(ref: ApplicationRef, alarm: RecommendedAlarmId): Threshold | null;
  /** Something that was chosen has changed. */
  changed(connection: string): void;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
  close(): Promise<void>;
}

export function alarmBoard(_parts: AlarmParts): AlarmBoard {
  return {
    attend: () => undefined,
    see: () => undefined,
    detail: () => failed(NOT_BUILT),
    threshold: () => null,
    changed: () => undefined,
    forget: () => undefined,
    close: async () => undefined,
  };
}
