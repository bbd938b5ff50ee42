import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { evaluateQueries } from '../../metricData/evaluateQueries.ts';
import type { MetricCatalogue } from '../../metrics/metricSource.ts';
import { findStatistic, inPeriods } from '../../metrics/statistics.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import type { AlarmState, MetricAlarm } from '../alarm.ts';
import { decide, rangeOf } from '#shared/analysis/alarms/evaluation/decide.ts';
import type { Slot } from '#shared/analysis/alarms/evaluation/decide.ts';
import { stateReason, stateReasonData } from './stateReason.ts';

/** The state that an alarm has at a minute; null when it is the one that it has. */
export function evaluateMetricAlarm(alarm: MetricAlarm, catalogue: MetricCatalogue, now: Millis): AlarmState | null {
  const { period, evaluationPeriods, wallClock, fewestSamples } = alarm;
  const end = wallClock ? millis(Math.floor(now / period) * period) : now;
  const from = millis(end - rangeOf(evaluationPeriods) * period);
  const points = pointsOf(alarm, catalogue, { from, to: end, now });
  const values = new Map(points.times.map((at, i) => [at, points.values[i] ?? 0]));
  const range = Array.from({ length: rangeOf(evaluationPeriods) }, (_, i): Slot => {
    const at = end - (i + 1) * period;
    return { at, value: values.get(at) ?? null };
  });
  const decision = decide(alarm, range);
  const state = decision.state;
  if (state === null || state === alarm.state.value) return null;

  const counts = countsOf(alarm, catalogue, { from, to: end, now });
  const few = decision.used.some(({ at }) => (counts.get(at) ?? Infinity) < fewestSamples);
  if (few) return null;
  return {
    value: state,
    reason: stateReason(alarm, state, decision),
    data: stateReasonData(alarm, state, { decision, range, counts, now }),
    updated: now,
    transitioned: now,
  };
}

interface Span {
  readonly from: Millis;
  readonly to: Millis;
  readonly now: Millis;
}

const NOTHING: Points = { times: [], values: [] };

function pointsOf({ watched, period }: MetricAlarm, catalogue: MetricCatalogue, { from, to, now }: Span): Points {
  if (watched.kind === 'queries') {
    const answers = evaluateQueries(watched.queries, catalogue, { from, to, origin: to, now });
    return answers.ok ? (answers.value[0]?.lines[0] ?? NOTHING) : NOTHING;
  }
  const source = catalogue.find(watched.namespace, watched.metric, watched.dimensions);
  return source === undefined
    ? NOTHING
    : inPeriods(watched.statistic, source, { period, origin: to, from, to, unit: watched.unit });
}

/** How many samples each period of a metric has; nothing for an expression. */
function countsOf({ watched, period }: MetricAlarm, catalogue: MetricCatalogue, { from, to }: Span): ReadonlyMap<number, number> {
  const statistic = findStatistic('SampleCount');
  const source = watched.kind === 'metric' ? catalogue.find(watched.namespace, watched.metric, watched.dimensions) : undefined;
  if (watched.kind !== 'metric' || source === undefined || statistic === null) return new Map();
  const { times, values } = inPeriods(statistic, source, { period, origin: to, from, to, unit: watched.unit });
  return new Map(times.map((at, i) => [at, values[i] ?? 0]));
}
