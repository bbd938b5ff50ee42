import { AlarmEntry } from '#electron/clients/aws/alarms.ts';
import { define } from '#shared/analysis/alarms/define.ts';
import { watchOf } from '#shared/analysis/alarms/watch.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import { MINUTE, SECOND } from '#shared/units/units.ts';
import { TOPIC, judge, subject, thresholdOf } from './coverageParts.ts';

export type Told = Readonly<Record<string, unknown>>;

const dimensions = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([Name, Value]) => ({ Name, Value }));

/** What DescribeAlarms says of an alarm, with what an owner may have added. */
export function told(alarm: Alarm, added: Told = {}): Told {
  const { metric, statistic, period } = alarm;
  const isPlain = statistic === null || /^(Average|Sum|Minimum|Maximum|SampleCount)$/.test(statistic);
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: 'Call Anna first.',
    StateValue: 'OK',
    StateUpdatedTimestamp: '2026-10-13T12:00:00.000Z',
    AlarmConfigurationUpdatedTimestamp: '2026-10-01T12:00:00.000Z',
    ActionsEnabled: alarm.actionsEnabled,
    AlarmActions: alarm.actions,
    OKActions: ['arn:aws:sns:eu-central-1:123456789012:good-news'],
    InsufficientDataActions: ['arn:aws:sns:eu-central-1:123456789012:silence'],
    EvaluationPeriods: alarm.evaluationPeriods,
    ...(alarm.datapointsToAlarm === null ? {} : { DatapointsToAlarm: alarm.datapointsToAlarm }),
    ...(alarm.threshold === null ? {} : { Threshold: alarm.threshold }),
    ComparisonOperator: alarm.comparison,
    ...(alarm.treatMissingData === null ? {} : { TreatMissingData: alarm.treatMissingData }),
    ...(metric === null
      ? {
          Metrics: alarm.queries.map((query) => ({
            Id: query.id,
            Label: `of ${query.id}`,
            ReturnData: query.returnData,
            ...(query.expression === null ? {} : { Expression: query.expression }),
            ...(query.metric === null
              ? {}
              : {
                  MetricStat: {
                    Metric: {
                      Namespace: query.metric.namespace,
                      MetricName: query.metric.metric,
                      Dimensions: dimensions(query.metric.dimensions),
                    },
                    Period: (query.period ?? MINUTE) / SECOND,
                    Stat: query.statistic ?? 'Average',
                  },
                }),
          })),
        }
      : {
          Namespace: metric.namespace,
          MetricName: metric.metric,
          Dimensions: dimensions(metric.dimensions),
          Period: (period ?? MINUTE) / SECOND,
          ...(isPlain ? { Statistic: statistic } : { ExtendedStatistic: statistic }),
        }),
    ...added,
  };
}

/** As it is read of the account. */
export const read = (raw: Told): Alarm => ({
  ...AlarmEntry.parse({ AlarmArn: 'arn:made', StateValue: 'OK', Dimensions: [], ...withDates(raw) }),
  applications: ['orders'],
});
const withDates = (raw: Told): Told => Object.fromEntries(Object.entries(raw).filter(([name]) => !name.endsWith('Timestamp')));

/** What is known of one recommended alarm where the account has these. */
export function detailOf(id: RecommendedAlarmId, alarms: readonly Alarm[], topicArn: string | null = TOPIC): AlarmDetail {
  const entry = alarmEntry(id);
  const watch = watchOf(entry, subject);
  const { coverage, reason, matched } = judge(id, alarms);
  return {
    cell: {
      alarm: id,
      coverage,
      reason,
      matched: matched.map(({ alarm }) => alarm.name),
      faults: matched[0]?.faults.map(({ fault }) => fault) ?? [],
      state: null,
      stateSince: null,
      own: null,
      ownSince: null,
      threshold: null,
      basis: null,
      snoozed: null,
    },
    threshold: thresholdOf(id),
    learning: null,
    definition:
      watch.kind === 'watched' ? define(entry, subject, { queries: watch.queries, threshold: thresholdOf(id), topicArn }) : null,
    matched: matched.map(({ alarm, faults }) => ({ alarm, faults: [...faults] })),
    changes: [],
    latest: null,
    points: [],
  };
}
