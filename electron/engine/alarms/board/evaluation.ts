import type { ReplayedRule, StateThen } from '#shared/analysis/alarms/evaluation/replay.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
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
  /** Nothing up to this moment is judged again. `patient`: until then what is missing is not taken for silence. */
  readonly settled: { readonly at: Millis; readonly state: StateValue; readonly patient: Millis };
  /** Changes after that, oldest first: they hold until other points come. */
  readonly open: readonly Change[];
  readonly to: Millis;
}

export const begun = (at: Millis, state: StateValue, patient: Millis = at): Evaluation => ({
  settled: { at, state, patient },
  open: [],
  to: at,
});

export const stateOf = ({ settled, open }: Evaluation): StateValue => open.at(-1)?.to ?? settled.state;

/** Where figures have to begin for the minutes that are to be judged: the range of the first of them, and what a rate needs before it. */
export const figuresFrom = ({ settled }: Evaluation, { period, evaluationPeriods }: ReplayedRule): Millis =>
  millis(settled.at - (evaluationPeriods + BEFORE) * period);

const BEFORE = 4;

/** Another rule is judged by from the newest period on: what was judged by the old one stays. */
export const ruled = (before: Evaluation, { period }: ReplayedRule): Evaluation => {
  const at = millis(Math.max(before.settled.at, before.to - period));
  // What changed after that is judged again.
  const state = before.open.findLast((change) => change.at <= at)?.to ?? before.settled.state;
  return { settled: { at, state, patient: before.settled.patient }, open: [], to: before.to };
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
  const { changes, begins } = judgeStretches(rule, points, before, span);
  const { settled } = before;
  const at = millis(Math.max(settled.at, to - LATE));
  const state = changes.findLast((each) => each.at <= at)?.to ?? settled.state;
  const patient = begins.findLast((each) => each.at <= at)?.patient ?? settled.patient;
  return { evaluation: { settled: { at, state, patient }, open: changes.filter((each) => each.at > at), to }, changes };
}

interface JudgedStretches {
  readonly changes: readonly Change[];
  /** Where judging began, and until when it is patient. */
  readonly begins: readonly { readonly at: Millis; readonly patient: Millis }[];
}

/**
 * Stretch after stretch. While the application stands nothing is judged. Before its first figure one that begins to be watched, or to run, is
 * neither well nor silent. While it is changed, where the range reaches back before it ran, and after it was last known to run, what is missing says
 * nothing: a list that comes later tells whether it was silent, or stopped.
 */
function judgeStretches(
  rule: ReplayedRule,
  points: Points,
  { settled }: Evaluation,
  { to, readTo, standing }: JudgedSpan,
): JudgedStretches {
  const changes: Change[] = [];
  const begins: { at: Millis; patient: Millis }[] = [];
  const range = rule.evaluationPeriods * rule.period;
  let { state, patient } = settled;
  for (const stretch of standing) {
    const from = millis(Math.max(stretch.from, settled.at));
    const until = millis(Math.min(stretch.to, to, stretch.kind === 'stands' ? to : readTo));
    if (stretch.kind === 'stands') {
      if (until < from || state === 'INSUFFICIENT_DATA') continue;
      state = 'INSUFFICIENT_DATA';
      changes.push({ at: millis(Math.max(from, settled.at + 1)), to: state, because: 'stopped' });
      continue;
    }
    if (until <= from) continue;
    let start = from;
    if (state === 'INSUFFICIENT_DATA') {
      const first = points.times.find((at) => at >= stretch.from && at < until);
      if (first === undefined) continue;
      start = millis(Math.max(from, first));
      patient = millis(first + range);
      begins.push({ at: start, patient });
    }
    const turn = stretch.kind === 'changes' ? until : Math.min(until, Math.max(start, patient, stretch.from + range));
    const known = Math.min(until, Math.max(turn, stretch.seen, lastBefore(points, until) + rule.period));
    for (const each of runOf(rule, points, { start, turn: millis(turn), known: millis(known), until, before: state })) {
      state = each.state;
      changes.push({ at: each.at, to: state, because: 'figures' });
    }
  }
  return { changes, begins };
}

const lastBefore = ({ times }: Points, until: Millis): number => times.findLast((at) => at < until) ?? 0;

interface Run {
  readonly start: Millis;
  readonly turn: Millis;
  readonly known: Millis;
  readonly until: Millis;
  readonly before: StateValue;
}

/** Up to the turn, and after what is known, what is missing leaves the state as it is. */
function runOf(rule: ReplayedRule, points: Points, { start, turn, known, until, before }: Run): StateThen[] {
  const patient: ReplayedRule = { ...rule, missing: 'ignore' };
  const parts = [
    { how: patient, from: start, to: turn },
    { how: rule, from: turn, to: known },
    { how: patient, from: known, to: until },
  ];
  const changes: StateThen[] = [];
  for (const { how, from, to } of parts)
    changes.push(...replay(how, points, { from, to, before: changes.at(-1)?.state ?? before }));
  return changes;
}
