import type { Comparison, MissingData, StateValue } from '../../../model/alarm.ts';

/** What a period had to say: null when it had no datapoint. */
export interface Slot {
  readonly at: number;
  readonly value: number | null;
}

/** The state that datapoints make, and which of them made it. */
export interface Decision {
  /** Null leaves the alarm as it is. */
  readonly state: StateValue | null;
  /** Real datapoints that were looked at, newest first. */
  readonly used: readonly Required<Slot>[];
  /** Missing ones that were taken to be something. */
  readonly filled: number;
}

export const breaches = (value: number, comparison: Comparison, threshold: number): boolean => {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
};

/** More periods than the alarm needs are looked at, in case some have no datapoint: three and two more in the service's examples. */
export const rangeOf = (evaluationPeriods: number): number => evaluationPeriods + 2;

/** When an alarm is in ALARM. */
export interface AlarmRule {
  readonly comparison: Comparison;
  readonly threshold: number;
  /** N of “M of N”. */
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: MissingData;
}

/** What the evaluation range of an alarm holds. */
export interface Found {
  /** Real datapoints that are looked at: the newest, at most as many as the alarm has evaluation periods. */
  readonly known: number;
  /** Those of them that breach. */
  readonly bad: number;
  /** How many periods ago the oldest of these is, the newest period being 1; 0 without any. */
  readonly oldest: number;
}

/**
 * Decides a state from what the evaluation range holds; null leaves the alarm as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judge(
  { evaluationPeriods, datapointsToAlarm, missing }: Pick<AlarmRule, 'evaluationPeriods' | 'datapointsToAlarm' | 'missing'>,
  { known, bad, oldest }: Found,
): StateValue | null {
  const filled = evaluationPeriods - known;
  if (bad >= datapointsToAlarm) return 'ALARM';
  if (filled === 0 || missing === 'notBreaching') return 'OK';
  if (missing === 'breaching') return bad + filled >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (known === 0) return missing === 'ignore' ? null : 'INSUFFICIENT_DATA';
  if (bad < known) return 'OK';
  // All that is known breaches, but it is too little. Once it is as old as the datapoints that an alarm takes, it was no accident.
  return missing === 'missing' && oldest >= datapointsToAlarm ? 'ALARM' : null;
}

/** Decides a state from the datapoints of the evaluation range, newest first. */
export function decide(alarm: AlarmRule, range: readonly Slot[]): Decision {
  const used: Slot[] = [];
  let [bad, oldest] = [0, 0];
  for (const [i, slot] of range.entries()) {
    if (slot.value === null || used.length === alarm.evaluationPeriods) continue;
    used.push(slot);
    if (!breaches(slot.value, alarm.comparison, alarm.threshold)) continue;
    bad += 1;
    oldest = i + 1;
  }
  const known = used.length;
  return { state: judge(alarm, { known, bad, oldest }), used, filled: alarm.evaluationPeriods - known };
}
