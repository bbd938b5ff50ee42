import type { Alarm } from '#shared/model/alarm.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { alarmStates } from '#shared/model/alarm.ts';
import { z } from '#shared/model/schema.ts';
import { DAY, SECOND, millis } from '#shared/units/units.ts';
import { jsonOf, listOf, part, zCount, zDate, zFlag, zText } from './entries.ts';

type AlarmMetric = NonNullable<Alarm['metric']>;

export const Dimensions = listOf(z.object({ Name: z.string(), Value: z.string() })).transform((list) =>
  Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])),
);

const MetricStat = part({
  Metric: part({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
  Period: zCount,
  Stat: zText,
});

const Query = z.object({ Id: z.string(), Expression: zText, MetricStat, Period: zCount, ReturnData: zFlag });

/** Null for what is no period: none is longer than a day. */
const periodOf = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined || seconds <= 0 || seconds > DAY / SECOND ? null : millis(seconds * SECOND);

const metricOf = (stat: z.output<typeof MetricStat>): AlarmMetric | null =>
  stat?.Metric === null || stat?.Metric === undefined
    ? null
    : { namespace: stat.Metric.Namespace, metric: stat.Metric.MetricName, dimensions: stat.Metric.Dimensions };

const queryOf = ({ Id, Expression, MetricStat: stat, Period, ReturnData }: z.output<typeof Query>): Alarm['queries'][number] => ({
  id: Id,
  expression: Expression,
  metric: metricOf(stat),
  statistic: stat?.Stat ?? null,
  period: periodOf(stat?.Period ?? Period),
  // The service's default.
  returnData: ReturnData ?? true,
});

/** An entry of DescribeAlarms, without its history. */
export const AlarmEntry = z
  .object({
    AlarmName: z.string(),
    AlarmArn: z.string(),
    AlarmDescription: zText,
    StateValue: z.enum(alarmStates),
    StateReason: zText,
    StateUpdatedTimestamp: zDate,
    /** Of the last change of the state; the other one is also that of a new reason. */
    StateTransitionedTimestamp: zDate,
    Namespace: zText,
    MetricName: zText,
    Dimensions,
    Statistic: zText,
    ExtendedStatistic: zText,
    Metrics: listOf(Query),
    ComparisonOperator: zText,
    Threshold: zCount,
    Period: zCount,
    EvaluationPeriods: zCount,
    DatapointsToAlarm: zCount,
    TreatMissingData: zText,
    ActionsEnabled: zFlag,
    AlarmActions: listOf(z.string()),
  })
  .transform((raw): Alarm => {
    const metric =
      raw.MetricName === null || raw.Namespace === null
        ? null
        : { namespace: raw.Namespace, metric: raw.MetricName, dimensions: raw.Dimensions };
    const queries = raw.Metrics.map(queryOf);
    return {
      arn: raw.AlarmArn,
      name: raw.AlarmName,
      description: raw.AlarmDescription === '' ? null : raw.AlarmDescription,
      state: raw.StateValue,
      stateReason: raw.StateReason ?? '',
      stateSince: raw.StateTransitionedTimestamp ?? raw.StateUpdatedTimestamp,
      metric,
      statistic: raw.Statistic ?? raw.ExtendedStatistic,
      queries,
      comparison: raw.ComparisonOperator ?? 'unknown',
      threshold: raw.Threshold,
      period: periodOf(raw.Period),
      evaluationPeriods: raw.EvaluationPeriods ?? 1,
      datapointsToAlarm: raw.DatapointsToAlarm,
      treatMissingData: raw.TreatMissingData,
      actionsEnabled: raw.ActionsEnabled ?? true,
      actions: raw.AlarmActions,
      applications: applicationsOf([metric, ...queries.map((query) => query.metric)]),
      history: [],
    };
  });

function applicationsOf(metrics: readonly (AlarmMetric | null)[]): string[] {
  const names = metrics.flatMap((metric) => {
    const name = metric !== null && metric.namespace === NAMESPACE ? metric.dimensions['Application'] : undefined;
    return name === undefined ? [] : [name];
  });
  return [...new Set(names)];
}

const State = z.object({ stateValue: z.enum(alarmStates), stateReason: zText });
const HistoryData = z.object({ oldState: State, newState: State });

/** An entry of DescribeAlarmHistory that is a change of state. */
export const HistoryEntry = z
  .object({ AlarmName: z.string(), Timestamp: zDate, HistoryData: z.string(), HistorySummary: zText })
  .transform((raw, context): { readonly alarm: string; readonly change: Alarm['history'][number] } => {
    const data = HistoryData.safeParse(jsonOf(raw.HistoryData));
    if (!data.success || raw.Timestamp === null) {
      context.addIssue('no change of state');
      return z.NEVER;
    }
    const { oldState, newState } = data.data;
    return {
      alarm: raw.AlarmName,
      change: {
        at: raw.Timestamp,
        from: oldState.stateValue,
        to: newState.stateValue,
        reason: newState.stateReason ?? raw.HistorySummary ?? '',
      },
    };
  });
