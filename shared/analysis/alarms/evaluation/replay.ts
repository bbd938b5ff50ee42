import type { StateValue } from '../../../model/alarm.ts';
import type { Threshold } from '../../../model/alarms/threshold.ts';
import { thresholdAt } from '../../../model/alarms/threshold.ts';
import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import type { AlarmRule } from './decide.ts';
import { breaches, judge, rangeOf } from './decide.ts';
import type { Figures } from './figuresOf.ts';

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

const MISSING = 0;
const GOOD = 1;
const BAD = 2;

/**
 * The changes of state that CloudWatch's evaluation makes of figures, oldest first, evaluated at the end of each period in `(from, to]`.
 * `before`: the state at `from`; an alarm begins with INSUFFICIENT_DATA. Figures lie where a period begins; those of the evaluation range
 * before `from` count, too. All figures are taken to have been there in time: one that came late is judged as if it had not. CloudWatch
 * computes expressions of the datapoints of the evaluation range alone, so a figure that needs an older one (the first of RATE) is missing.
 * Periods lie on the clock's grid; an alarm of longer periods that slide is not what this replays.
 */
export function replay(
  rule: ReplayedRule,
  figures: Figures,
  { from, to, before }: { readonly from: Millis; readonly to: Millis; readonly before: StateValue },
): StateThen[] {
  const { period, evaluationPeriods } = rule;
  const range = rangeOf(evaluationPeriods);
  const begun = Math.floor(from / period);
  const first = begun + 1 - range;
  const ends = Math.floor(to / period) - begun;
  if (ends <= 0) return [];
  const slots = { first, length: ends + range - 1 };
  const kinds = kindsOf(rule, figures, slots);
  const reach = reachOf(rule, figures, slots);
  const found = { known: 0, bad: 0, oldest: 0 };
  // Over what has no gaps the window slides: periods in a row that have figures, and how many of the last N of them are bad.
  let [unbroken, bad] = [0, 0];
  const slide = (slot: number): void => {
    const kind = kinds[slot];
    if (kind === MISSING) {
      [unbroken, bad] = [0, 0];
      return;
    }
    if (kind === BAD) bad += 1;
    if (unbroken >= evaluationPeriods && kinds[slot - evaluationPeriods] === BAD) bad -= 1;
    unbroken += 1;
  };
  for (let slot = 0; slot < range - 1; slot++) slide(slot);
  const look = (end: number): void => {
    for (let age = 1; age <= range && found.known < evaluationPeriods; age++) {
      const slot = end + range - age;
      const kind = kinds[slot];
      if (kind === MISSING || (reach !== null && (reach[slot] ?? slot) < end)) continue;
      found.known += 1;
      if (kind !== BAD) continue;
      found.bad += 1;
      found.oldest = age;
    }
  };
  const changes: StateThen[] = [];
  let state = before;
  for (let end = 0; end < ends; end++) {
    slide(end + range - 1);
    found.known = found.bad = found.oldest = 0;
    // One more than are needed: a figure after a gap reaches back over it.
    if (unbroken > evaluationPeriods) [found.known, found.bad] = [evaluationPeriods, bad];
    else look(end);
    const decided = judge(rule, found);
    if (decided === null || decided === state) continue;
    state = decided;
    changes.push({ at: millis((begun + 1 + end) * period), state });
  }
  return changes;
}

/** What each period has to say, from the `first` since 1970 on: nothing, good or bad. */
function kindsOf(
  { threshold, comparison, period }: ReplayedRule,
  { times, values }: Figures,
  { first, length }: { readonly first: number; readonly length: number },
): Uint8Array {
  const kinds = new Uint8Array(length);
  for (let i = 0; i < times.length; i++) {
    const at = times[i] ?? 0;
    const slot = at / period - first;
    if (slot < 0 || slot >= length || !Number.isInteger(slot)) continue;
    kinds[slot] = breaches(values[i] ?? 0, comparison, thresholdAt(threshold, at)) ? BAD : GOOD;
  }
  return kinds;
}

/** The period of the oldest datapoint that a figure needs, likewise counted; null where none needs more than its own. */
function reachOf(
  { period }: ReplayedRule,
  { times, since }: Figures,
  { first, length }: { readonly first: number; readonly length: number },
): Float64Array | null {
  if (since === undefined) return null;
  const reach = new Float64Array(length);
  for (let i = 0; i < times.length; i++) {
    const at = times[i] ?? 0;
    const slot = at / period - first;
    if (slot >= 0 && slot < length && Number.isInteger(slot)) reach[slot] = (since[i] ?? at) / period - first;
  }
  return reach;
}
