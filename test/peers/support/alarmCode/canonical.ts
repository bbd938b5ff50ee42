import type { AlarmDefinition } from '#shared/model/alarms/definition.ts';

type Told = Readonly<Record<string, unknown>>;

/** One alarm, however it was written down, so that equal ones are deeply equal. */
export interface Canonical {
  readonly name: unknown;
  readonly description: unknown;
  readonly enabled: unknown;
  readonly actions: unknown;
  readonly okActions: unknown;
  /** Of the plain form. */
  readonly plain: unknown;
  /** Of metric math, by id, in their order. */
  readonly queries: unknown;
  readonly rule: unknown;
}

const listOf = (value: unknown): readonly Told[] => (Array.isArray(value) ? (value as readonly Told[]) : []);
const dimensionsOf = (value: unknown) => Object.fromEntries(listOf(value).map(({ Name, Value }) => [Name, Value]));
const isTold = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** What has the names of PutMetricAlarm: a template's properties, and what DescribeAlarms tells. */
export function canonicalOf(told: Told): Canonical {
  const metrics = listOf(told['Metrics']);
  return {
    name: told['AlarmName'],
    description: told['AlarmDescription'],
    enabled: told['ActionsEnabled'] ?? true,
    actions: told['AlarmActions'] ?? [],
    okActions: told['OKActions'] ?? [],
    plain: isTold(told['MetricName'])
      ? {
          namespace: told['Namespace'],
          metric: told['MetricName'],
          dimensions: dimensionsOf(told['Dimensions']),
          statistic: told['Statistic'] ?? told['ExtendedStatistic'],
          seconds: told['Period'],
        }
      : null,
    queries: metrics.map(({ Id, Expression, MetricStat, ReturnData }) => {
      const stat = MetricStat as Told | undefined;
      const metric = stat?.['Metric'] as Told | undefined;
      return {
        id: Id,
        expression: Expression ?? null,
        series:
          metric === undefined
            ? null
            : {
                namespace: metric['Namespace'],
                metric: metric['MetricName'],
                dimensions: dimensionsOf(metric['Dimensions']),
                statistic: stat?.['Stat'],
                seconds: stat?.['Period'],
              },
        compared: ReturnData,
      };
    }),
    rule: [
      told['EvaluationPeriods'],
      told['DatapointsToAlarm'],
      told['Threshold'],
      told['ComparisonOperator'],
      told['TreatMissingData'],
    ],
  };
}

/** What was to be written down. */
export function wanted(definition: AlarmDefinition, topics: readonly string[]): Canonical {
  const { name, description, queries, period, evaluationPeriods, datapointsToAlarm, threshold, comparison, missing } = definition;
  const seriesOf = (series: (typeof queries)[number]['series']) =>
    series === null ? null : { ...series.name, statistic: series.statistic, seconds: period / 1000 };
  return {
    name,
    description,
    enabled: true,
    actions: topics,
    okActions: topics,
    plain: queries.length === 1 ? seriesOf(queries[0]?.series ?? null) : null,
    queries: queries.length === 1 ? [] : queries.map(({ series, ...each }) => ({ ...each, series: seriesOf(series) })),
    rule: [evaluationPeriods, datapointsToAlarm, threshold, comparison, missing],
  };
}

export const byName = (alarms: readonly Canonical[]): readonly Canonical[] =>
  [...alarms].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
