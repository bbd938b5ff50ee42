import type { z } from '../../../model/schema.ts';
import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { BacktestQuestion, BacktestResult, Firing, Stretch } from '../../../model/alarms/backtest.ts';
import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import { thresholds } from '../../thresholds.ts';
import { rangeOf } from './decide.ts';
import { scaled } from '../learning/scaled.ts';
import { replay } from './replay.ts';

type Result = z.infer<typeof BacktestResult>;
type Fired = z.infer<typeof Firing>;
type Figures = Parameters<typeof replay>[1];
export type Candidate = BacktestQuestion['candidates'][number];

const { ahead, flap } = thresholds.backtest;
const { grace } = thresholds.normal;

export interface BacktestRange {
  readonly from: Millis;
  readonly to: Millis;
  /** Between the figures. */
  readonly period: Millis;
  /** Known ones, oldest first. */
  readonly incidents: readonly Stretch[];
  /** Whether a gap says that there was no datapoint; else only that we do not know it, and no alarm fires for that. */
  readonly gapsAreKnown: boolean;
}

/** What each of some thresholds would have done over figures of the past, by CloudWatch's own evaluation. */
export function backtest(alarm: AlarmEntry, candidates: readonly Candidate[], figures: Figures, range: BacktestRange): Result[] {
  return candidates.map((candidate) => resultOf(firingsOf(alarm, candidate, figures, range), figures, range));
}

function firingsOf(
  alarm: AlarmEntry,
  { threshold, evaluationPeriods, datapointsToAlarm }: Candidate,
  figures: Figures,
  { from, to, period, incidents, gapsAreKnown }: BacktestRange,
): Fired[] {
  const N = evaluationPeriods ?? alarm.evaluationPeriods;
  const own = {
    evaluationPeriods: N,
    datapointsToAlarm: Math.min(N, datapointsToAlarm ?? alarm.datapointsToAlarm),
    period: alarm.period,
  };
  const times = scaled(own, period);
  const missing = gapsAreKnown || alarm.missing !== 'breaching' ? alarm.missing : 'notBreaching';
  // Before the first figure nothing is known, and perhaps there was no application yet.
  const first = figures.times.find((at) => at >= from) ?? to;
  const begin = millis(first + rangeOf(times.evaluationPeriods) * times.period);
  const changes = replay({ comparison: alarm.comparison, threshold, ...times, missing }, figures, {
    from: begin,
    to,
    before: 'OK',
  });
  return changes.flatMap(({ at, state }, i): Fired[] =>
    state === 'ALARM' ? [{ from: at, to: changes[i + 1]?.at ?? null, incident: incidentAt(incidents, at) }] : [],
  );
}

/** The incident that a firing is about: one that lasts, was over just now, or begins soon. */
function incidentAt(incidents: readonly Stretch[], at: Millis): number | null {
  const lasting = incidents.findIndex(({ from, to }) => at >= from && at <= to + grace);
  const soon = lasting >= 0 ? lasting : incidents.findIndex(({ from }) => at < from && at >= from - ahead);
  return soon < 0 ? null : soon;
}

function resultOf(firings: readonly Fired[], figures: Figures, range: BacktestRange): Result {
  const { incidents } = range;
  const { evaluated, fired } = lengthsOf(firings, figures, range);
  return {
    firings: [...firings],
    share: evaluated === 0 ? 0 : fired / evaluated,
    evaluated,
    flaps: firings.filter((each, i) => {
      const before = firings[i - 1]?.to ?? null;
      return before !== null && each.from - before <= flap;
    }).length,
    leads: incidents.map((incident) => {
      if (incident.beganUnseen === true) return null;
      const first = firings.find((each) => each.from >= incident.from - ahead && each.from <= incident.to + grace);
      return first === undefined ? null : millis(incident.from - first.from);
    }),
  };
}

/** How much of the range could be judged, and how much of that was fired: before the first figure, and in gaps that say nothing, nothing is known. */
function lengthsOf(
  firings: readonly Fired[],
  { times }: Figures,
  { from, to, period, gapsAreKnown }: BacktestRange,
): { readonly evaluated: Millis; readonly fired: number } {
  const known = times.filter((at) => at >= from && at < to);
  const [first] = known;
  if (first === undefined) return { evaluated: millis(0), fired: 0 };
  if (gapsAreKnown)
    return { evaluated: millis(to - first), fired: firings.reduce((sum, each) => sum + (each.to ?? to) - each.from, 0) };
  let next = 0;
  let fired = 0;
  for (const at of known) {
    while ((firings[next]?.to ?? to) <= at && next < firings.length) next += 1;
    if ((firings[next]?.from ?? to) <= at) fired += period;
  }
  return { evaluated: millis(known.length * period), fired };
}
