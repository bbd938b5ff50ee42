import { learnThreshold } from '#shared/analysis/alarms/learning/learn.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Point } from '#shared/model/application.ts';
import type { World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Compared } from './simulated.ts';
import { comparedOf } from './simulated.ts';

/** What is learned from, and what is judged by it. */
export interface JudgedSpan {
  readonly begin: Millis;
  /** Learning ends and judging begins. */
  readonly split: Millis;
  readonly end: Millis;
  /** What is not normal while it is learned from. */
  readonly excluded: readonly Stretch[];
}

export interface Stay {
  readonly from: Millis;
  readonly to: Millis;
}

/** A recommended alarm of a simulated application: its threshold (null: none could be learned), and when it was in ALARM. */
export interface Judged extends Compared {
  readonly threshold: Threshold | null;
  readonly firings: readonly Stay[];
}

/** Learns the thresholds of an application's alarms from its first days, and replays the alarms over what follows. */
export const judgedOf = (world: World, name: string, span: JudgedSpan): Judged[] =>
  comparedOf(world, name, { from: span.begin, to: span.end }).map((compared) => {
    const threshold = thresholdOf(compared, span);
    return { ...compared, threshold, firings: firingsOf({ ...compared, threshold }, span) };
  });

/** When an alarm is in ALARM between `split` and `end`; one without a threshold never is. */
export function firingsOf(
  { alarm, figures, threshold }: Omit<Judged, 'firings'>,
  { split, end }: Pick<JudgedSpan, 'split' | 'end'>,
): Stay[] {
  if (threshold === null) return [];
  const changes = replay({ ...alarm, threshold }, figures, { from: split, to: end, before: 'OK' });
  return changes.flatMap(({ at, state }, i) => (state === 'ALARM' ? [{ from: at, to: changes[i + 1]?.at ?? end }] : []));
}

function thresholdOf({ alarm, figures: { times, values } }: Compared, span: JudgedSpan): Threshold | null {
  if (alarm.threshold !== null) return { basis: 'guide', value: alarm.threshold };
  const known = new Map(times.map((at, i) => [at, values[i] ?? null]));
  const points: Point[] = [];
  for (let at = span.begin; at < span.split; at = millis(at + alarm.period)) points.push([at, known.get(at) ?? null]);
  const { excluded, begin, split } = span;
  const options = { from: begin, to: split, now: split, percentile: null, margin: null, byHour: null, excluded };
  return learnThreshold(alarm, points, options).threshold;
}
