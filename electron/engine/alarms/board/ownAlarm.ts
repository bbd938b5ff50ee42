import type { History, Owner } from '../../../history/history.ts';
import type { ReplayedRule } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { serviceFigure } from '#shared/analysis/alarms/words.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { StateChange } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { thresholdAt } from '#shared/model/alarms/threshold.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { Change, Evaluation, JudgedSpan } from './evaluation.ts';
import { LATE, begun, figuresFrom, goOn, ruled } from './evaluation.ts';
import type { Figures } from './figureMemory.ts';
import type { KeptChange } from './keptChanges.ts';
import { dropChange, keepChange, shownChange } from './keptChanges.ts';

/** What the fleet's poll reads again after a time without us: further back nothing is judged anew. */
const RESUMED = millis(3 * HOUR);
/** So many changes are shown. */
const SHOWN = 200;

/** One recommended alarm of one application, judged by ourselves. */
export interface OwnAlarm {
  readonly changes: readonly StateChange[];
  /** Judges up to `to`; true when something is other than before. `changedFrom`: figures from then on may be others than they were. */
  judge(what: Judgement): boolean;
}

export interface Judgement {
  readonly queries: readonly AlarmQuery[];
  readonly threshold: Threshold;
  readonly changedFrom: Millis;
  readonly span: JudgedSpan;
}

/** `kept`: its changes as they were kept, newest first. */
export function ownAlarm(
  history: Pick<History, 'records'>,
  owner: Owner,
  alarm: AlarmEntry,
  { kept, figures }: { readonly kept: readonly KeptChange[]; readonly figures: Figures },
): OwnAlarm {
  let changes: readonly StateChange[] = kept.map(shownChange);
  let evaluation: Evaluation | null = null;
  let threshold: Threshold | null = null;
  /** How the application stood, as it was judged by. */
  let standing = '';

  /**
   * Where judging begins, or goes on after a time in which nobody watched: with the state that was known last, from the first figure that there
   * is. What is missing before it may not have been read.
   */
  const resumed = (queries: readonly AlarmQuery[], to: Millis): Evaluation => {
    const last = changes.find(({ at }) => at <= to);
    const from = millis(to - RESUMED);
    if (last !== undefined && last.at >= from) return begun(last.at, last.to);
    const first = millis(figures(queries, { from, to }).times[0] ?? to);
    return begun(first, last?.to ?? 'INSUFFICIENT_DATA', millis(first + alarm.evaluationPeriods * alarm.period));
  };

  /** Puts what was judged now in the place of what was judged of the same time before. */
  const take = (found: readonly Change[], since: Millis, told: (change: Change) => string): boolean => {
    const before = changes.filter(({ at }) => at > since);
    const same = before.length === found.length && found.every((each, i) => isSame(each, before[before.length - 1 - i]));
    if (same) return false;
    const settled = changes.filter(({ at }) => at <= since);
    const from = (i: number): StateValue | null => (i === 0 ? (settled[0]?.to ?? null) : (found[i - 1]?.to ?? null));
    const fresh = found.map((each, i): StateChange => ({ at: each.at, from: from(i), to: each.to, reason: told(each) }));
    const there = new Set(fresh.map(({ at }) => at));
    for (const { at } of before) if (!there.has(at)) dropChange(history, owner, alarm.id, at);
    if (threshold !== null) for (const each of fresh) keepChange(history, owner, { ...each, alarm: alarm.id, threshold });
    changes = [...fresh.toReversed(), ...settled].slice(0, SHOWN);
    return true;
  };

  return {
    get changes() {
      return changes;
    },
    judge({ queries, threshold: holds, changedFrom, span }) {
      const { to } = span;
      const rule: ReplayedRule = { ...alarm, threshold: holds };
      const isOther = threshold !== null && !isSameFigure(threshold, holds);
      const isNew = evaluation === null || evaluation.to !== to || changedFrom < to || standing !== standingOf(span);
      if (!isNew && !isOther) return false;
      standing = standingOf(span);
      threshold = holds;
      // Time went on without us, or back.
      if (evaluation !== null && (to - evaluation.to > RESUMED || evaluation.to - to > LATE)) evaluation = null;
      const before = evaluation === null ? resumed(queries, to) : isOther ? ruled(evaluation, rule) : evaluation;
      const points = figures(queries, { from: figuresFrom(before, rule), to });
      const judged = goOn(rule, points, before, { ...span, to: millis(Math.max(to, before.to)) });
      evaluation = judged.evaluation;
      return take(judged.changes, before.settled.at, (change) => reasonOf(alarm, rule, points, change));
    },
  };
}

const isSame = (change: Change, before: StateChange | undefined): boolean =>
  before !== undefined && change.at === before.at && change.to === before.to;

/** What of it is judged by: a later list says more only where silence waited for it. */
const standingOf = ({ standing, readTo }: JudgedSpan): string =>
  standing.map(({ from, kind, seen }) => `${from} ${kind} ${Math.min(seen, readTo)}`).join();

/** A threshold that was learned again with the same figures is the same. */
const isSameFigure = (a: Threshold, b: Threshold): boolean => {
  const hoursOf = (each: Threshold) => (each.basis === 'guide' ? null : each.hours);
  return a === b || (a.value === b.value && String(hoursOf(a)) === String(hoursOf(b)));
};

/** Why the state changed, with the newest figure that was looked at. */
function reasonOf(alarm: AlarmEntry, rule: ReplayedRule, { times, values }: Points, { at, to, because }: Change): string {
  if (because === 'stopped') return 'The application does not run: nothing is judged.';
  const i = times.findLastIndex((time) => time < at);
  const isFresh = i >= 0 && (times[i] ?? 0) >= at - alarm.evaluationPeriods * alarm.period;
  const { datapointsToAlarm: m, evaluationPeriods: n } = alarm;
  if (!isFresh) return to === 'ALARM' ? `No figures for ${n} minutes.` : 'No figures lately.';
  const limit = serviceFigure(thresholdAt(rule.threshold, times[i] ?? at), alarm.unit);
  const newest = serviceFigure(values[i] ?? 0, alarm.unit);
  const beyond = alarm.comparison.startsWith('Less') ? 'below' : 'above';
  return to === 'ALARM'
    ? `${m} of ${n} figures are ${beyond} ${limit}; the newest is ${newest}.`
    : `Fewer than ${m} of ${n} figures are ${beyond} ${limit}; the newest is ${newest}.`;
}
