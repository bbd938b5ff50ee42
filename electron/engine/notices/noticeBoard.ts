import type { Input, Output } from '#shared/contract/contract.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AlarmParts } from '../alarms/alarmParts.ts';

/** Keeps the list of notices: topic `notices`. */
export interface NoticeBoard {
  /** Told of everything that changes in the store. */
  see(entry: TopicSnapshot): void;
  read(question: Input<'notices.read'>): Output<'notices.read'>;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
}

export function noticeBoard(_parts: AlarmParts): NoticeBoard {
  return {
    see: () => undefined,
    read: () => ok({}),
    forget: () => undefined,
  };
}
