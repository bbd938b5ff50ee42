import type { Millis } from '../../../units/units.ts';

/** M of N periods. */
export interface MofN {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly period: Millis;
}

/** M of N in as much time, where figures come less often than the alarm's period. */
export function scaled({ evaluationPeriods, datapointsToAlarm, period }: MofN, step: Millis): MofN {
  if (step <= period) return { evaluationPeriods, datapointsToAlarm, period };
  const within = (periods: number): number => Math.max(1, Math.ceil((periods * period) / step));
  return { evaluationPeriods: within(evaluationPeriods), datapointsToAlarm: within(datapointsToAlarm), period: step };
}
