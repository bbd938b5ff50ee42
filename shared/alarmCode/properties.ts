import type { AlarmDefinition, AlarmQuery } from '../model/alarms/definition.ts';
import type { SeriesName } from '../model/metric.ts';
import { SECOND } from '../units/units.ts';
import type { Value } from './texts.ts';

type Members = Readonly<Record<string, Value>>;

/**
 * A definition in the names of PutMetricAlarm, which are CloudFormation's too; without its actions. One query that is compared as it is makes
 * a plain alarm of a metric, anything else goes into `Metrics`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function alarmProperties(definition: AlarmDefinition): Members {
  const { name, description, comparison, threshold, evaluationPeriods, datapointsToAlarm, missing } = definition;
  return {
    AlarmName: name,
    AlarmDescription: description,
    ...watchedBy(definition),
    EvaluationPeriods: evaluationPeriods,
    DatapointsToAlarm: datapointsToAlarm,
    Threshold: threshold,
    ComparisonOperator: comparison,
    TreatMissingData: missing,
  };
}

/** The series of a plain alarm; null: it is one of metric math. */
export function plainSeries({ queries }: Pick<AlarmDefinition, 'queries'>): NonNullable<AlarmQuery['series']> | null {
  const [only, second] = queries;
  return second === undefined ? (only?.series ?? null) : null;
}

export const isPercentile = (statistic: string): boolean => !/^(?:Average|Minimum|Maximum|Sum|SampleCount)$/.test(statistic);

function watchedBy({ queries, period }: AlarmDefinition): Members {
  const plain = plainSeries({ queries });
  const seconds = period / SECOND;
  if (plain !== null)
    return {
      ...metricOf(plain.name),
      [isPercentile(plain.statistic) ? 'ExtendedStatistic' : 'Statistic']: plain.statistic,
      Period: seconds,
    };
  return {
    Metrics: queries.map(({ id, series, expression, compared }) => ({
      Id: id,
      ...(series === null ? {} : { MetricStat: { Metric: metricOf(series.name), Period: seconds, Stat: series.statistic } }),
      ...(expression === null ? {} : { Expression: expression }),
      ReturnData: compared,
    })),
  };
}

const metricOf = ({ namespace, metric, dimensions }: SeriesName): Members => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
