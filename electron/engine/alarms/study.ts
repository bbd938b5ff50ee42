import type { Output, Input } from '#shared/contract/contract.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import type { AlarmParts } from './alarmParts.ts';
import { NOT_BUILT } from './notBuilt.ts';

/** Learns thresholds from an application's past, and tries thresholds on it. */
export interface AlarmStudy {
  learn(question: Input<'alarms.learn'>, signal: AbortSignal): Promise<Output<'alarms.learn'>>;
  backtest(question: Input<'alarms.backtest'>, signal: AbortSignal): Promise<Output<'alarms.backtest'>>;
}

export function alarmStudy(_parts: AlarmParts, _board: AlarmBoard): AlarmStudy {
  return {
    learn: async () => failed(NOT_BUILT),
    backtest: async () => failed(NOT_BUILT),
  };
}
