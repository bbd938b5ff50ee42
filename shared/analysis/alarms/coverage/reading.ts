import type { Alarm, Comparison, MissingData } from '../../../model/alarm.ts';
import { comparisons, missingData } from '../../../model/alarm.ts';
import type { AlarmQuery } from '../../../model/alarms/definition.ts';
import type { SeriesName } from '../../../model/metric.ts';
import type { Millis } from '../../../units/units.ts';
import { MINUTE, millis } from '../../../units/units.ts';
import { parseExpression } from '../../metricMath/parse.ts';
import { calls, referencesOf } from '../../metricMath/syntax.ts';

/** A series that an alarm's figure is made of. */
export interface Source {
  readonly name: SeriesName;
  readonly statistic: string | null;
  readonly period: Millis | null;
}

/** An alarm of the account, whether of a metric or of an expression, in one form. */
export interface ReadAlarm {
  readonly alarm: Alarm;
  readonly queries: readonly AlarmQuery[];
  /** Those that the compared figure is made of. */
  readonly sources: readonly Source[];
  /** The longest of its series. */
  readonly period: Millis;
  /** Compares with a band of what is usual (anomaly detection), not with a figure. */
  readonly band: boolean;
  /** Null for a comparison with a band, or one that we do not know. */
  readonly comparison: Comparison | null;
  readonly missing: MissingData;
}

/** Reads what an alarm compares. */
export function readAlarm(alarm: Alarm): ReadAlarm {
  const band = alarm.queries.some(({ expression }) => expression !== null && isBand(expression));
  const asked = alarm.metric === null ? alarm.queries : [plainQuery(alarm, alarm.metric)];
  // Of an alarm with a band, both the figure and the band are returned.
  const compared = asked.find(({ expression, returnData }) => returnData && (expression === null || !isBand(expression)));
  const queries = asked.map(({ id, metric, statistic, expression }) => ({
    id,
    series: metric === null ? null : { name: metric, statistic: statistic ?? '' },
    expression,
    compared: id === compared?.id,
  }));
  const used = compared === undefined ? new Set<string>() : reached(queries, compared.id);
  const sources = asked.flatMap(({ id, metric, statistic, period }) =>
    metric !== null && used.has(id) ? [{ name: metric, statistic, period: period ?? alarm.period }] : [],
  );
  return {
    alarm,
    queries,
    sources,
    period: millis(Math.max(0, ...sources.map(({ period }) => period ?? 0)) || (alarm.period ?? MINUTE)),
    band,
    comparison: comparisons.find((each) => each === alarm.comparison) ?? null,
    // The service's default.
    missing: missingData.find((each) => each === alarm.treatMissingData) ?? 'missing',
  };
}

const isBand = (expression: string): boolean => expression.trimStart().toUpperCase().startsWith('ANOMALY_DETECTION_BAND');

const plainQuery = ({ statistic, period }: Alarm, metric: NonNullable<Alarm['metric']>): Alarm['queries'][number] => ({
  id: 'm1',
  expression: null,
  metric,
  statistic,
  period,
  returnData: true,
});

/** The ids that the figure of one is made of, itself included. */
function reached(queries: readonly AlarmQuery[], from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const todo = [from];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const text = queries.find((query) => query.id === id)?.expression ?? null;
    const parsed = text === null ? null : parseExpression(text);
    // Of what cannot be read, everything may be a part.
    if (parsed?.ok === false) return new Set(queries.map((query) => query.id));
    if (parsed === null) continue;
    todo.push(...referencesOf(parsed.value));
    if (calls(parsed.value, 'METRICS')) todo.push(...queries.flatMap((query) => (query.series === null ? [] : [query.id])));
  }
  return found;
}
