/** One answer of each operation as the SDK hands it over, with everything in it that we read. */
const at = new Date(Date.UTC(2026, 10, 24, 12));
const arn = 'arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders';

const summary = {
  ApplicationName: 'orders',
  ApplicationARN: arn,
  ApplicationStatus: 'RUNNING',
  ApplicationVersionId: 7,
  RuntimeEnvironment: 'FLINK-1_20',
  ApplicationMode: 'STREAMING',
};
const dimensions = [{ Name: 'Application', Value: 'orders' }];
const stat = {
  Metric: { Namespace: 'AWS/KinesisAnalytics', MetricName: 'uptime', Dimensions: dimensions },
  Period: 60,
  Stat: 'Average',
};

export const answers = {
  ListApplications: { ApplicationSummaries: [summary, { ...summary, ApplicationName: 'other' }], NextToken: undefined },
  DescribeApplication: {
    ApplicationDetail: {
      ...summary,
      ApplicationDescription: 'Orders',
      ServiceExecutionRole: 'arn:aws:iam::123456789012:role/r',
      CreateTimestamp: at,
      LastUpdateTimestamp: at,
      CloudWatchLoggingOptionDescriptions: [
        { LogStreamARN: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/g:log-stream:s', CloudWatchLoggingOptionId: '1.1' },
      ],
      ApplicationMaintenanceConfigurationDescription: {
        ApplicationMaintenanceWindowStartTime: '06:00',
        ApplicationMaintenanceWindowEndTime: '14:00',
      },
      ApplicationConfigurationDescription: {
        FlinkApplicationConfigurationDescription: {
          ParallelismConfigurationDescription: {
            Parallelism: 4,
            CurrentParallelism: 4,
            ParallelismPerKPU: 2,
            AutoScalingEnabled: true,
          },
          CheckpointConfigurationDescription: {
            ConfigurationType: 'CUSTOM',
            CheckpointingEnabled: true,
            CheckpointInterval: 60_000,
            MinPauseBetweenCheckpoints: 5_000,
          },
          MonitoringConfigurationDescription: { MetricsLevel: 'TASK', LogLevel: 'INFO' },
        },
        ApplicationCodeConfigurationDescription: {
          CodeContentType: 'ZIPFILE',
          CodeContentDescription: {
            S3ApplicationCodeLocationDescription: { BucketARN: 'arn:aws:s3:::code', FileKey: 'a.jar' },
            CodeSize: 1_000_000,
            CodeMD5: 'abc',
          },
        },
        ApplicationSnapshotConfigurationDescription: { SnapshotsEnabled: true },
        EnvironmentPropertyDescriptions: {
          PropertyGroupDescriptions: [{ PropertyGroupId: 'group', PropertyMap: { key: 'value', password: 'topsecret' } }],
        },
        VpcConfigurationDescriptions: [
          { VpcConfigurationId: '1.1', VpcId: 'vpc', SubnetIds: ['a', 'b'], SecurityGroupIds: ['sg'] },
        ],
      },
    },
  },
  ListApplicationVersions: { ApplicationVersionSummaries: [{ ApplicationVersionId: 7, ApplicationStatus: 'RUNNING' }] },
  DescribeApplicationVersion: {
    ApplicationVersionDetail: { ...summary, ApplicationVersionCreateTimestamp: at, LastUpdateTimestamp: at },
  },
  ListApplicationOperations: {
    ApplicationOperationInfoList: [
      { Operation: 'UpdateApplication', OperationId: 'id', StartTime: at, EndTime: at, OperationStatus: 'FAILED' },
    ],
  },
  DescribeApplicationOperation: {
    ApplicationOperationInfoDetails: { OperationFailureDetails: { ErrorInfo: { ErrorString: 'It failed.' } } },
  },
  ListApplicationSnapshots: {
    SnapshotSummaries: [{ SnapshotName: 'one', SnapshotStatus: 'READY', SnapshotCreationTimestamp: at, ApplicationVersionId: 7 }],
  },
  ListTagsForResource: { Tags: [{ Key: 'team', Value: 'payments' }] },
  DescribeAlarms: {
    MetricAlarms: [
      {
        AlarmName: 'cpu',
        AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu',
        AlarmDescription: 'Busy',
        StateValue: 'ALARM',
        StateReason: 'Threshold crossed',
        StateUpdatedTimestamp: at,
        StateTransitionedTimestamp: at,
        Namespace: 'AWS/KinesisAnalytics',
        MetricName: 'cpuUtilization',
        Dimensions: dimensions,
        Statistic: 'Maximum',
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 80,
        Period: 60,
        EvaluationPeriods: 5,
        DatapointsToAlarm: 3,
        TreatMissingData: 'notBreaching',
        ActionsEnabled: true,
        AlarmActions: ['arn:aws:sns:eu-west-1:123456789012:on-call'],
        Metrics: [
          { Id: 'e', Expression: 'm * 2', ReturnData: true, Period: 60 },
          { Id: 'm', MetricStat: stat, ReturnData: false },
        ],
      },
    ],
  },
  DescribeAlarmHistory: {
    AlarmHistoryItems: [
      {
        AlarmName: 'cpu',
        Timestamp: at,
        HistoryItemType: 'StateUpdate',
        HistorySummary: 'Alarm updated',
        HistoryData:
          '{"version":"1.0","oldState":{"stateValue":"OK","stateReason":"a"},"newState":{"stateValue":"ALARM","stateReason":"b"}}',
      },
    ],
  },
  LookupEvents: {
    Events: [
      {
        EventId: 'id',
        EventName: 'UpdateApplication',
        ReadOnly: 'false',
        EventTime: at,
        Username: 'me',
        Resources: [{ ResourceType: 'AWS::KinesisAnalyticsV2::Application', ResourceName: 'orders' }],
        CloudTrailEvent: JSON.stringify({
          errorCode: 'AccessDenied',
          errorMessage: 'No',
          userIdentity: { arn: 'arn:aws:iam::123456789012:user/me' },
          requestParameters: { applicationName: 'orders' },
        }),
      },
    ],
  },
  FilterLogEvents: { events: [{ timestamp: at.getTime(), logStreamName: 's', message: '{"a":1}', eventId: '36' }] },
  GetQueryResults: {
    status: 'Complete',
    results: [
      [
        { field: '@timestamp', value: '2026-11-24 12:00:00.000' },
        { field: '@ptr', value: 'p' },
      ],
    ],
    statistics: { bytesScanned: 1000, recordsScanned: 10, recordsMatched: 1 },
  },
  GetMetricData: {
    MetricDataResults: [
      { Id: 'q0', Timestamps: [at, at], Values: [1, -1], StatusCode: 'Complete' },
      { Id: 'q1', Timestamps: [], Values: [] },
    ],
  },
} satisfies Record<string, object>;
