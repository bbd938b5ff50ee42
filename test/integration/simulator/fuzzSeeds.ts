import type { World } from '#shared/simulation/types.ts';
import type { Sensible } from './fuzzInputs.ts';

/** Values that make sense for members of a name, whatever the operation. */
export function sensibleFor({ home: { applications }, now }: World): Sensible {
  const names = applications.map(({ name }) => name);
  const [first = ''] = names;
  return new Map<string, readonly unknown[]>([
    ['ApplicationName', names],
    ['ResourceARN', applications.map(({ arn }) => arn)],
    ['CurrentApplicationVersionId', [1, 2, 3]],
    ['Namespace', ['AWS/KinesisAnalytics', 'Mine', 'AWS/Kinesis']],
    ['MetricName', ['cpuUtilization', 'uptime', 'mine']],
    ['Dimensions', [[], [{ Name: 'Application', Value: first }]]],
    ['Period', [1, 60, 300]],
    ['Stat', ['Average', 'p90', 'TM(10%:90%)', 'IQM']],
    ['Statistics', [['Average', 'Sum']]],
    [
      'Expression',
      ['m1/4', 'RATE(METRICS())', "SEARCH('{AWS/KinesisAnalytics,Application} cpu', 'Average', 60)", 'IF(a>0,a,FILL(a,LINEAR))'],
    ],
    ['Id', ['a', 'm1', 'e1']],
    ['AlarmName', ['one', 'two', 'three']],
    ['AlarmNames', [['one'], ['two', 'three']]],
    ['AlarmRule', ['ALARM(one) OR NOT OK("two")', 'AT_LEAST(1, ALARM, (one, two))', 'TRUE']],
    ['Threshold', [0, 50]],
    ['EvaluationPeriods', [1, 3]],
    ['ComparisonOperator', ['GreaterThanThreshold']],
    ['DashboardBody', ['{"widgets":[]}', '{"widgets":[{"type":"metric","properties":{}}]}']],
    ['StartTime', [now / 1000 - 600]],
    ['EndTime', [now / 1000]],
    ['startTime', [now - 600_000]],
    ['endTime', [now]],
    ['logGroupName', names.map((name) => `/aws/kinesis-analytics/${name}`)],
    ['logStreamName', ['kinesis-analytics-log-stream']],
    [
      'queryString',
      [
        'fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc | limit 5',
        'stats count(*) by bin(1m)',
      ],
    ],
    ['filterPattern', ['{ $.messageType = "ERROR" }', 'ERROR -x', '[a, b=*, ...]']],
    ['StreamName', ['orders', 'clicks']],
    ['ServiceNamespace', ['kinesisanalytics', 'custom-resource']],
    ['SnapshotName', ['one', 'two']],
    ['AlarmActions', [[], ['arn:aws:sns:us-east-1:123456789012:on-call']]],
    ['StreamARN', ['arn:aws:kinesis:us-east-1:123456789012:stream/orders']],
    ['RuntimeEnvironment', ['FLINK-1_20', 'FLINK-2_2', 'SQL-1_0']],
    ['ServiceExecutionRole', ['arn:aws:iam::123456789012:role/flink']],
    ['ScalableDimension', ['kinesisanalytics:application:Parallelism', 'custom-resource:ResourceType:Property']],
    ['Timestamp', [now / 1000 - 60]],
    ['timestamp', [now - 60_000]],
    ['UrlType', ['FLINK_DASHBOARD_URL']],
  ]);
}

const metric = {
  Namespace: 'AWS/KinesisAnalytics',
  MetricName: 'cpuUtilization',
  Dimensions: [{ Name: 'Application', Value: 'orders-enrichment' }],
};
const [from, to] = [Date.UTC(2026, 9, 13, 11, 50) / 1000, Date.UTC(2026, 9, 13, 12) / 1000];

/** Good inputs of operations that chance alone would rarely get right. */
export const seeds: Readonly<Record<string, readonly object[]>> = {
  GetMetricData: [
    {
      MetricDataQueries: [
        { Id: 'm1', MetricStat: { Metric: metric, Period: 60, Stat: 'p90' } },
        { Id: 'e1', Expression: 'IF(m1 > AVG(m1), FILL(m1, LINEAR), RATE(m1)) ^ 2' },
        {
          Id: 'e2',
          Expression:
            'SLICE(SORT(SEARCH(\'{AWS/KinesisAnalytics,Application} MetricName="uptime" NOT (a OR "b")\', \'Sum\', 300), MAX, DESC), 1, 3)',
          Label: '${LABEL} ${MAX}',
        },
      ],
      StartTime: from,
      EndTime: to,
    },
  ],
  PutMetricData: [
    {
      Namespace: 'Mine',
      MetricData: [
        { MetricName: 'a', Values: [1, 2], Counts: [1, 3], Timestamp: to - 60 },
        { MetricName: 'a', StatisticValues: { SampleCount: 3, Sum: 6, Minimum: 1, Maximum: 3 } },
      ],
    },
  ],
  PutMetricAlarm: [
    {
      AlarmName: 'one',
      ...metric,
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
    {
      AlarmName: 'two',
      Metrics: [
        { Id: 'm1', MetricStat: { Metric: metric, Period: 60, Stat: 'Maximum' }, ReturnData: false },
        { Id: 'e1', Expression: 'RATE(m1)' },
      ],
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: 'LessThanThreshold',
    },
  ],
  PutDashboard: [
    {
      DashboardName: 'one',
      DashboardBody: '{"widgets":[{"type":"text","x":0,"y":0,"width":6,"height":6,"properties":{"markdown":"x"}}]}',
    },
  ],
  GetDashboard: [{ DashboardName: 'one' }],
  TagResource: [{ ResourceARN: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:one', Tags: [{ Key: 'a', Value: 'b' }] }],
};
