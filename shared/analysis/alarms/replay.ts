import type { StateValue } from '../../model/alarm.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import { thresholdAt } from '../../model/alarms/threshold.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import type { Points } from '../metricMath/values.ts';
import type { AlarmRule } from './decide.ts';
import { decide, rangeOf } from './decide.ts';

/** How an alarm is evaluated; its threshold may differ by hour. */
export interface ReplayedRule extends Omit<AlarmRule, 'threshold'> {
  readonly threshold: Threshold;
  readonly period: Millis;
}

export interface StateThen {
  /** The end of the newest period that was looked at. */
  readonly at: Millis;
  readonly state: StateValue;
}

/**
 * The changes of state that CloudWatch's evaluation makes of figures, oldest first, evaluated at the end of each period in `(from, to]`.
 * `before`: the state at `from`; an alarm begins with INSUFFICIENT_DATA.
 */
export function replay(
  rule: ReplayedRule,
  { times, values }: Points,
  { from, to, before }: { readonly from: Millis; readonly to: Millis; readonly before: StateValue },
): StateThen[] {
  const { period, threshold } = rule;
  const slots = new Map(times.map((at, i) => [at, (values[i] ?? 0) - thresholdAt(threshold, at)]));
  // What differs by hour is compared by how far it is beyond the threshold of its hour.
  const against = { ...rule, threshold: 0 };
  const changes: StateThen[] = [];
  let state = before;
  const newest = Math.floor(to / period) * period;
  for (let end = Math.floor(from / period) * period + period; end <= newest; end += period) {
    const range = Array.from({ length: rangeOf(rule.evaluationPeriods) }, (_, i) => {
      const at = end - (i + 1) * period;
      return { at, value: slots.get(at) ?? null };
    });
    const decided = decide(against, range).state;
    if (decided === null || decided === state) continue;
    state = decided;
    changes.push({ at: millis(end), state });
  }
  return changes;
}
