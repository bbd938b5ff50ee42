import type { Comparison, MissingData, StateValue } from '../../model/alarm.ts';

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

/**
 * Decides a state from the datapoints of the evaluation range, newest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function decide(alarm: AlarmRule, range: readonly Slot[]): Decision {
  const { evaluationPeriods: needed, datapointsToAlarm: enough, missing } = alarm;
  const breaching = ({ value }: Slot): boolean => value !== null && breaches(value, alarm.comparison, alarm.threshold);
  const used = range.filter(({ value }) => value !== null).slice(0, needed);
  const bad = used.filter(breaching).length;
  const filled = needed - used.length;
  const decided = (state: StateValue | null): Decision => ({ state, used, filled });

  if (bad >= enough) return decided('ALARM');
  if (filled === 0 || missing === 'notBreaching') return decided('OK');
  if (missing === 'breaching') return decided(bad + filled >= enough ? 'ALARM' : 'OK');
  if (used.length === 0) return decided(missing === 'ignore' ? null : 'INSUFFICIENT_DATA');
  if (bad < used.length) return decided('OK');
  // All that is known breaches, but it is too little. Once it is as old as the datapoints that an alarm takes, it was no accident.
  const oldest = range.reduce((age, slot, i) => (breaching(slot) ? i + 1 : age), 0);
  return decided(missing === 'missing' && oldest >= enough ? 'ALARM' : null);
}
