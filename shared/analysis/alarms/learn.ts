import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import type { LearnedThreshold, Stretch } from '../../model/alarms/backtest.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import type { Point } from '../../model/application.ts';
import type { Millis } from '../../units/units.ts';

export interface LearnOptions {
  readonly from: Millis;
  readonly to: Millis;
  readonly now: Millis;
  /** Null: the alarm's own. */
  readonly percentile: number | null;
  readonly margin: number | null;
  readonly byHour: boolean | null;
  /** What was not normal. */
  readonly excluded: readonly Stretch[];
}

/** Learns a threshold from the compared figures of a stretch of time, in the service's unit, one a period; null is a gap. */
export function learnThreshold(
  _alarm: AlarmEntry,
  _points: readonly Point[],
  _options: LearnOptions,
): { readonly threshold: Extract<Threshold, { basis: 'learned' }> | null; readonly why: LearnedThreshold['why'] } {
  return { threshold: null, why: 'Not built.' };
}
