import type { ReplayedRule } from '#shared/analysis/alarms/replay.ts';
import { replay } from '#shared/analysis/alarms/replay.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Standing } from './standing.ts';

/** Points come so late, or are corrected: the fleet's poll reads so much again, and it is judged again with them. */
export const LATE = millis(15 * MINUTE);

/** A change of state, and whether figures made it or that the application does not run. */
export interface Change {
  readonly at: Millis;
  readonly to: StateValue;
  readonly because: 'figures' | 'stopped';
}

/** How far an alarm of an application has been judged. */
export interface Evaluation {
  /** Nothing up to this moment is judged again. */
  readonly settled: { readonly at: Millis; readonly state: StateValue };
  /** Changes after that, oldest first: they hold until other points come. */
  readonly open: readonly Change[];
  readonly to: Millis;
}

export const begun = (at: Millis, state: StateValue): Evaluation => ({ settled: { at, state }, open: [], to: at });

export const stateOf = ({ settled, open }: Evaluation): StateValue => open.at(-1)?.to ?? settled.state;

/** Where figures have to begin for the minutes that are to be judged: the range of the first of them, and what a rate needs before it. */
export const figuresFrom = ({ settled }: Evaluation, { period, evaluationPeriods }: ReplayedRule): Millis =>
  millis(settled.at - (evaluationPeriods + BEFORE) * period);

const BEFORE = 4;

/** Another rule is judged by from the newest period on: what was judged by the old one stays. */
export const ruled = (before: Evaluation, { period }: ReplayedRule): Evaluation => {
  const at = millis(Math.max(before.settled.at, before.to - period));
  return { settled: { at, state: stateOf(before) }, open: [], to: before.to };
};

export interface JudgedSpan {
  readonly to: Millis;
  /** Figures have been read up to here: what is missing after it was not looked for. */
  readonly readTo: Millis;
  readonly standing: readonly Standing[];
}

export interface Judged {
  readonly evaluation: Evaluation;
  /** All of what was judged, oldest first: it takes the place of what was open before. */
  readonly changes: readonly Change[];
}

/**
 * Goes on to `to` with the figures that are there now. However often it is told, and in whatever order points come, as long as they come no
 * later than `LATE`, the changes are those of a replay from the beginning.
 */
export function goOn(rule: ReplayedRule, points: Points, before: Evaluation, span: JudgedSpan): Judged {
  const { to } = span;
  const changes = changesOf(rule, points, before, span);
  const { settled } = before;
  const at = millis(Math.max(settled.at, to - LATE));
  const state = changes.findLast((each) => each.at <= at)?.to ?? settled.state;
  return { evaluation: { settled: { at, state }, open: changes.filter((each) => each.at > at), to }, changes };
}

/** Stretch after stretch: while the application stands nothing is judged; while it is changed a period without a figure says nothing. */
function changesOf(rule: ReplayedRule, points: Points, { settled }: Evaluation, { to, readTo, standing }: JudgedSpan): Change[] {
  const changes: Change[] = [];
  let state = settled.state;
  for (const stretch of standing) {
    const from = millis(Math.max(stretch.from, settled.at));
    const until = millis(Math.min(stretch.to, to, stretch.kind === 'stands' ? to : readTo));
    if (until <= from) continue;
    if (stretch.kind === 'stands') {
      if (state === 'INSUFFICIENT_DATA') continue;
      state = 'INSUFFICIENT_DATA';
      changes.push({ at: millis(Math.max(from, settled.at + 1)), to: state, because: 'stopped' });
      continue;
    }
    // Before its first figure an application that begins to be watched, or to run, is neither well nor silent.
    const first = state === 'INSUFFICIENT_DATA' ? points.times.find((at) => at >= from && at < until) : from;
    if (first === undefined) continue;
    const ruleNow: ReplayedRule = stretch.kind === 'runs' ? rule : { ...rule, missing: 'ignore' };
    for (const each of replay(ruleNow, points, { from: millis(first), to: until, before: state })) {
      state = each.state;
      changes.push({ at: each.at, to: state, because: 'figures' });
    }
  }
  return changes;
}
