import type { OwnersAlarm } from '../types.ts';

const ABROAD = 'eu-west-1';

/** Members that most alarms have alike. */
const usual = {
  Namespace: 'AWS/KinesisAnalytics',
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 5,
  DatapointsToAlarm: 3,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
};

const alarm =
  (application: string, region?: string) =>
  (name: string, members: Readonly<Record<string, unknown>>, isTold = true): OwnersAlarm => ({
    application,
    ...(region === undefined ? {} : { region }),
    isTold,
    request: {
      AlarmName: `${application} ${name}`,
      ...('Metrics' in members ? withoutMetric : { ...usual, Dimensions: [{ Name: 'Application', Value: application }] }),
      ...members,
    },
  });

const { Namespace: _namespace, Statistic: _statistic, Period: _period, ...withoutMetric } = usual;

/** An expression over one metric of an application. */
const math = (application: string, metric: string, expression: string) => ({
  Metrics: [
    {
      Id: 'm1',
      ReturnData: false,
      MetricStat: {
        Metric: { Namespace: usual.Namespace, MetricName: metric, Dimensions: [{ Name: 'Application', Value: application }] },
        Period: 60,
        Stat: 'Maximum',
      },
    },
    { Id: 'e1', Expression: expression },
  ],
});

const source = (application: string, names: Readonly<Record<string, string>>) => ({
  Dimensions: Object.entries({ Application: application, Flow: 'Input', ...names }).map(([Name, Value]) => ({ Name, Value })),
});

const orders = alarm('orders-enrichment');
const clicks = alarm('clickstream-sessions');
const tickers = alarm('ticker-counts');
const audit = alarm('audit-firehose');
const fraud = alarm('fraud-scores', ABROAD);
const lookup = alarm('address-lookup', ABROAD);

/** What an account looks like whose owners each made the alarms that they thought of: some right, some wrong in the usual ways, many not there. */
export const demoAlarms: readonly OwnersAlarm[] = [
  orders('down', { MetricName: 'downtime', Threshold: 0 }),
  orders('failed checkpoints', { ...math('orders-enrichment', 'numberOfFailedCheckpoints', 'RATE(m1)'), Threshold: 0 }),
  orders('heap', { MetricName: 'heapMemoryUtilization', Threshold: 90 }),
  orders('cpu', { MetricName: 'cpuUtilization', Threshold: 80, EvaluationPeriods: 10, DatapointsToAlarm: 8 }),
  orders('gc', { ...math('orders-enrichment', 'oldGenerationGCTime', '(m1 * 100) / 60000'), Threshold: 10 }),
  orders('checkpoint time', { MetricName: 'lastCheckpointDuration', Threshold: 20_000 }),
  clicks('down', { MetricName: 'downtime', Threshold: 0 }),
  // It counts from the start of the job: after the first failure it stays in ALARM for ever.
  clicks('failed checkpoints', { MetricName: 'numberOfFailedCheckpoints', Threshold: 0 }),
  // The busiest task manager of a skewed job drowns in the average.
  clicks('cpu', {
    MetricName: 'cpuUtilization',
    Statistic: 'Average',
    Threshold: 80,
    EvaluationPeriods: 10,
    DatapointsToAlarm: 8,
  }),
  clicks('behind', {
    MetricName: 'millisBehindLatest',
    ...source('clickstream-sessions', { Id: 'clickstream' }),
    Threshold: 180_000,
  }),
  tickers('down', { MetricName: 'downtime', Threshold: 0 }),
  // Nobody is told.
  tickers('heap', { MetricName: 'heapMemoryUtilization', Threshold: 90 }, false),
  // The ratio of a percentage: always in ALARM.
  tickers('cpu', { MetricName: 'cpuUtilization', Threshold: 0.8 }),
  // The guide's table calls the metric so; it is published as oldGenerationGCCount.
  audit('old gc', { MetricName: 'oldGarbageCollectionCount', Threshold: 100 }),
  audit('down', { MetricName: 'downtime', Threshold: 0, TreatMissingData: 'breaching' }),
  fraud('down', { MetricName: 'downtime', Threshold: 0, ActionsEnabled: false }),
  lookup('down', { MetricName: 'downtime', Threshold: 0, Period: 300, EvaluationPeriods: 12, DatapointsToAlarm: 12 }),
];
