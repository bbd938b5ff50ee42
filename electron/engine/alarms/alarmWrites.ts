import type { Output, Input } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import type { AlarmParts } from './alarmParts.ts';
import { NOT_BUILT } from './notBuilt.ts';

/** Creates and updates alarms in the account: only in operator mode, only what was planned, each with an entry in the audit log. */
export interface AlarmWrites {
  /** Fills the audit logs that somebody follows. */
  attend(topics: readonly Topic[]): void;
  plan(question: Input<'alarms.plan'>, signal: AbortSignal): Promise<Output<'alarms.plan'>>;
  apply(question: Input<'alarms.apply'>, signal: AbortSignal): Promise<Output<'alarms.apply'>>;
  undo(question: Input<'alarms.undo'>, signal: AbortSignal): Promise<Output<'alarms.undo'>>;
}

export function alarmWrites(_parts: AlarmParts, _board: AlarmBoard): AlarmWrites {
  return {
    attend: () => undefined,
    plan: async () => failed(NOT_BUILT),
    apply: async () => failed(NOT_BUILT),
    undo: async () => failed(NOT_BUILT),
  };
}
