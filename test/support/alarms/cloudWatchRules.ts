import type { Comparison, MissingData, StateValue } from '#shared/model/alarm.ts';

/**
 * Another reading of CloudWatch's rules, written from AWS's page alone, by which ours is judged. It draws the datapoints as the page does
 * and asks its sentences of the drawing, one after the other; it is slow, and shares nothing with the product but names.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * Where the page leaves a case open:
 * - How large the evaluation range is. Its examples look at 5 datapoints for 3 evaluation periods; beyond them it only says that it depends
 *   on the period. Both readings take two more than the evaluation periods.
 * - `- - - - X`, three of three, missing data as missing: “the alarm does not go immediately into ALARM state”, but not which state it has
 *   instead. Both leave it as it is: there is some data, so it is not insufficient, and none of it is good.
 * - Whether a good datapoint that is older than the oldest breaching one prevents the premature alarm. The sentence only speaks of more
 *   recent ones, but the table has OK for `0 - X - -`, two of three. Both follow the table.
 * - The sentence about the premature alarm says that the alarm “always” goes into ALARM; the table has “retain current state” for `- - X - -`
 *   where missing data is ignored, and OK where it is not breaching. Both follow the table.
 */
export interface DrawnAlarm {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missing: MissingData;
}

/** `0` within the threshold, `X` breaching, `-` missing; the most recent at the right. */
export function stateDrawn(alarm: DrawnAlarm, drawn: string, current: StateValue): StateValue {
  const { evaluationPeriods: periods, datapointsToAlarm, missing } = alarm;
  const range = drawn.slice(-(periods + 2)).padStart(periods + 2, '-');
  const real = range.replaceAll('-', '');
  const isAlarm = (evaluated: string): boolean => evaluated.split('X').length - 1 >= datapointsToAlarm;
  const evaluate = (evaluated: string): StateValue => (isAlarm(evaluated) ? 'ALARM' : 'OK');

  // “equal to or more than the alarm's Evaluation Periods: based on the most recent real data points”
  if (real.length >= periods) return evaluate(real.slice(-periods));
  // “lower: fills in the missing data points with the result you specified; all real data points are included”
  const toFill = periods - real.length;
  if (missing === 'breaching') return evaluate(real + 'X'.repeat(toFill));
  if (missing === 'notBreaching') return evaluate(real + '0'.repeat(toFill));
  // “ignore: the current alarm state is maintained”; “missing: if all data points are missing, INSUFFICIENT_DATA”
  if (/^-+$/.test(range)) return missing === 'ignore' ? current : 'INSUFFICIENT_DATA';
  if (isAlarm(real)) return 'ALARM';
  if (real.includes('0')) return 'OK';
  // “when the oldest available breaching datapoint is at least as old as the value of Datapoints to Alarm”
  const age = range.length - range.indexOf('X');
  return age >= datapointsToAlarm && missing === 'missing' ? 'ALARM' : current;
}

export const draw = (value: number | null, comparison: Comparison, threshold: number): string => {
  if (value === null) return '-';
  const beyond = {
    GreaterThanOrEqualToThreshold: [value > threshold, value === threshold],
    GreaterThanThreshold: [value > threshold],
    LessThanThreshold: [value < threshold],
    LessThanOrEqualToThreshold: [value < threshold, value === threshold],
  }[comparison];
  return beyond.includes(true) ? 'X' : '0';
};

/** The state after each period, of an alarm that begins with `before`; the drawing of all that was published up to then. */
export function statesDrawn(alarm: DrawnAlarm, drawn: string, before: StateValue): StateValue[] {
  const states: StateValue[] = [];
  let current = before;
  for (let end = 1; end <= drawn.length; end++) {
    current = stateDrawn(alarm, drawn.slice(0, end), current);
    states.push(current);
  }
  return states;
}
