import type { Millis } from '#shared/units/units.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { MetricAlarm } from '../alarm.ts';
import { breaches, rangeOf } from '#shared/analysis/alarms/evaluation/decide.ts';
import type { Decision, Slot } from '#shared/analysis/alarms/evaluation/decide.ts';

/** So many datapoints are told one by one. */
const MOST_TOLD = 5;
/** So many fit into the details. */
const MOST_RECENT = 20;
const MOST_EVALUATED = 10;

const COMPARED = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
const were = (count: number): string => (count === 1 ? 'was' : 'were');

/** Why an alarm is in its new state, in the service's words. */
export function stateReason(alarm: MetricAlarm, state: StateValue, { used, filled }: Decision): string {
  const { evaluationPeriods, missing } = alarm;
  if (state === 'INSUFFICIENT_DATA') {
    const unknown = rangeOf(evaluationPeriods);
    return `Insufficient Data: ${plural(unknown, 'datapoint')} ${were(unknown)} unknown.`;
  }
  if (filled > 0 && (missing === 'breaching' || missing === 'notBreaching')) {
    const received = used.length === 0 ? 'no datapoints were' : `${plural(used.length, 'datapoint')} ${were(used.length)}`;
    return (
      `Threshold Crossed: ${received} received for ${plural(evaluationPeriods, 'period')} and ${plural(filled, 'missing datapoint')} ` +
      `${were(filled)} treated as [${missing === 'breaching' ? 'Breaching' : 'NonBreaching'}].`
    );
  }
  return crossed(alarm, state, used);
}

function crossed(alarm: MetricAlarm, state: StateValue, used: readonly Slot[]): string {
  const { comparison, threshold, evaluationPeriods, someOfMany } = alarm;
  const alarming = state === 'ALARM';
  const telling = used.filter(({ value }) => value !== null && breaches(value, comparison, threshold) === alarming);
  const count = telling.length;
  const told = telling.slice(0, MOST_TOLD).map(({ value, at }) => `${javaNumber(value ?? 0)} (${shortTime(at)})`);
  const against = `${were(count)} ${alarming ? '' : 'not '}${COMPARED[comparison]} the threshold (${javaNumber(threshold)})`;
  const transition = alarming ? 'OK -> ALARM' : 'ALARM -> OK';
  const least = someOfMany ? ` (minimum ${plural(fewest(alarm, state), 'datapoint')} for ${transition} transition)` : '';
  const many = someOfMany ? `${count} out of the last ${plural(evaluationPeriods, 'datapoint')}` : plural(count, 'datapoint');
  if (count <= MOST_TOLD) return `Threshold Crossed: ${many} [${told.join(', ')}] ${against}${least}.`;
  const which = alarming ? 'The most recent datapoints which crossed the threshold' : 'The most recent datapoints';
  return `Threshold Crossed: ${many} ${against}${least}. ${which}: [${told.join(', ')}].`;
}

/** So few datapoints make the state. */
const fewest = ({ evaluationPeriods, datapointsToAlarm }: MetricAlarm, state: StateValue): number =>
  state === 'ALARM' ? datapointsToAlarm : evaluationPeriods - datapointsToAlarm + 1;

/** The same as JSON; `counts` says how many samples a datapoint has, where that is known. */
export function stateReasonData(
  alarm: MetricAlarm,
  state: StateValue,
  {
    decision,
    range,
    counts,
    now,
  }: {
    readonly decision: Decision;
    readonly range: readonly Slot[];
    readonly counts: ReadonlyMap<number, number>;
    readonly now: Millis;
  },
): string {
  const { watched, period, threshold } = alarm;
  const { used } = decision;
  const oldest = used.at(-1);
  const evaluated = state === 'INSUFFICIENT_DATA' || used.length === 0 ? range : used.slice(0, fewest(alarm, state));
  const statistic = watched.kind === 'metric' ? watched.statistic : null;
  return JSON.stringify({
    version: '1.0',
    queryDate: longTime(now),
    ...(oldest === undefined ? {} : { startDate: longTime(oldest.at) }),
    ...(watched.kind === 'metric' && watched.unit !== null ? { unit: watched.unit } : {}),
    ...(statistic === null ? {} : { [statistic.kind === 'set' ? 'statistic' : 'extendedStatistic']: statistic.name }),
    period: period / 1000,
    recentDatapoints: used
      .slice(0, MOST_RECENT)
      .map(({ value }) => value)
      .reverse(),
    threshold,
    evaluatedDatapoints: evaluated.slice(0, MOST_EVALUATED).map(({ at, value }) => ({
      timestamp: longTime(at),
      ...(counts.has(at) ? { sampleCount: counts.get(at) } : {}),
      ...(value === null ? {} : { value }),
    })),
  });
}

/** `2026-10-13T12:00:00.000+0000` */
export const longTime = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

/** `13/10/26 12:00:00` */
function shortTime(at: number): string {
  const [, year = '', month = '', day = '', time = ''] = /^..(..)-(..)-(..)T(.{8})/.exec(new Date(at).toISOString()) ?? [];
  return `${day}/${month}/${year} ${time}`;
}

/** A double as Java prints it, which is what the service does: `6.0`, `1.5E7`. */
export function javaNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
