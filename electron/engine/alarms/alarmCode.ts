import type { Output, Input } from '#shared/contract/contract.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import type { AlarmParts } from './alarmParts.ts';
import { NOT_BUILT } from './notBuilt.ts';

/** Writes the chosen alarms of a connection as code. */
export function alarmCode(_parts: AlarmParts, _board: AlarmBoard, _question: Input<'alarms.export'>): Output<'alarms.export'> {
  return failed(NOT_BUILT);
}
