import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';
import { evaluateQueries } from '../metricData/evaluateQueries.ts';
import { inExpression, readQueries } from '../metricData/readQueries.ts';
import { calls } from '#shared/analysis/metricMath/syntax.ts';
import { catalogueOf } from '../metrics/metricSource.ts';
import { findStatistic } from '../metrics/statistics.ts';
import { readDimensions } from '../shapes.ts';
import type { Watched } from './alarm.ts';
import { invalid } from './alarmOperation.ts';
import type { MetricAlarmInput } from './putMetricAlarm.ts';

const MOST_QUERIES = 20;

interface Watching {
  readonly watched: Watched;
  readonly period: Millis;
}

/** What an alarm looks at: a metric, or one of several queries. */
export const readWatched = (given: MetricAlarmInput, context: AwsContext): Result<Watching, AwsError> =>
  given.Metrics === undefined ? readMetric(given) : readMath(given, given.Metrics, context);

function readMetric(given: MetricAlarmInput): Result<Watching, AwsError> {
  const { MetricName, Namespace, Statistic, ExtendedStatistic, Period, Unit = null } = given;
  if (MetricName === undefined) return invalid('At least one of the parameters MetricName and Metrics must be specified.');
  if (Namespace === undefined) return invalid('The parameter Namespace is required.');
  if ((Statistic === undefined) === (ExtendedStatistic === undefined))
    return invalid('Exactly one of the parameters Statistic and ExtendedStatistic must be specified.');
  if (Period === undefined) return invalid('The parameter Period is required.');
  if (![10, 20, 30].includes(Period) && Period % 60 !== 0)
    return invalid('The parameter Period must be 10, 20, 30 or a multiple of 60.');
  const statistic = findStatistic(Statistic ?? ExtendedStatistic ?? '');
  if (statistic === null || (ExtendedStatistic !== undefined && statistic.kind === 'set'))
    return invalid(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`);
  return ok({
    watched: {
      kind: 'metric',
      namespace: Namespace,
      metric: MetricName,
      dimensions: readDimensions(given.Dimensions),
      statistic,
      unit: Unit,
    },
    period: millis(Period * 1000),
  });
}

const METRIC_ONLY = ['MetricName', 'Namespace', 'Dimensions', 'Period', 'Unit', 'Statistic', 'ExtendedStatistic'] as const;

function readMath(
  given: MetricAlarmInput,
  metrics: NonNullable<MetricAlarmInput['Metrics']>,
  { region, state, now }: AwsContext,
): Result<Watching, AwsError> {
  const clash = METRIC_ONLY.find((member) => given[member] !== undefined);
  if (clash !== undefined) return invalid(`The parameters ${clash} and Metrics are mutually exclusive.`);
  if (metrics.length > MOST_QUERIES) return invalid(`The collection Metrics must not have a size greater than ${MOST_QUERIES}.`);
  const queries = readQueries(metrics, 'Metrics', region.accountId);
  if (!queries.ok) return queries;
  if (queries.value.filter(({ returned }) => returned).length !== 1)
    return invalid('Exactly one element of the metrics list should return data.');
  for (const query of queries.value)
    if (query.kind === 'expression' && calls(query.expression, 'SEARCH'))
      return invalid('SEARCH is not supported on Metric Alarms.');

  const period = queries.value.reduce((most, query) => Math.max(most, query.period ?? 0), 0);
  // Evaluated over nothing, to see what is wrong with it.
  const span = { from: now, to: now, origin: millis(0), now };
  const answers = evaluateQueries(queries.value, catalogueOf(region, state.cloudWatch.metrics), span);
  if (!answers.ok) return answers;
  const [answer] = answers.value;
  if (answer?.array === true) return inExpression(answer.query.id, 'An alarm watches one time series, not an array');
  return ok({
    watched: { kind: 'queries', queries: queries.value },
    period: millis(period === 0 ? MINUTE : period),
  });
}
