import type { AwsServiceName } from '#shared/model/connection.ts';

/** The share of a published rate that we take: the rest is for the account's consoles, alarms and other programs. */
export const SAFE_SHARE = 0.6;

/**
 * Requests a second that a service publishes for one account and region. Where regions differ, the lowest; an operation that is not
 * here has no published rate that we know of.
 */
const published: Readonly<Partial<Record<AwsServiceName, Readonly<Record<string, number>>>>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  monitoring: {
    DeleteAlarms: 3,
    DescribeAlarmHistory: 3,
    DescribeAlarms: 9,
    DescribeAlarmsForMetric: 9,
    GetMetricData: 50,
    GetMetricStatistics: 400,
    ListMetrics: 25,
    PutMetricAlarm: 3,
  },
  // https://docs.aws.amazon.com/general/latest/gr/cwl_region.html
  logs: {
    DescribeLogGroups: 5,
    DescribeLogStreams: 5,
    FilterLogEvents: 5,
    GetLogEvents: 10,
    GetQueryResults: 5,
    StartQuery: 5,
  },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  cloudtrail: { LookupEvents: 2 },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  sts: { AssumeRole: 600, GetCallerIdentity: 600 },
};

/** Managed Service for Apache Flink publishes no rates. This is our own judgement, which leaves 500 applications described in a minute. */
const UNPUBLISHED: Readonly<Partial<Record<AwsServiceName, number>>> = { kinesisanalytics: 10 };

export interface Rate {
  /** Requests a second that we allow ourselves; null: any number. */
  readonly allowed: number | null;
  readonly published: number | null;
}

export function rateOf(service: AwsServiceName, operation: string): Rate {
  const rate = published[service]?.[operation];
  if (rate === undefined) return { allowed: UNPUBLISHED[service] ?? null, published: null };
  return { allowed: rate * SAFE_SHARE, published: rate };
}
