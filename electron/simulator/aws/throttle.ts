import type { Millis } from '#shared/units/units.ts';

/** Lets through as many requests as a service publishes that it takes. */
export interface Throttle {
  /** False: too many of this operation in this region lately. */
  admits(region: string, service: string, operation: string, realNow: Millis): boolean;
}

/**
 * Requests a second, for each account and region: the default quotas that the services publish. An operation that is not listed has
 * no published rate of its own, and is never refused; neither has any of Managed Service for Apache Flink.
 */
const rates: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  monitoring: {
    DeleteAlarms: 3,
    DeleteDashboards: 10,
    DescribeAlarmHistory: 3,
    DescribeAlarms: 9,
    DescribeAlarmsForMetric: 9,
    DisableAlarmActions: 3,
    EnableAlarmActions: 3,
    GetDashboard: 10,
    GetMetricData: 50,
    GetMetricStatistics: 400,
    ListDashboards: 10,
    ListMetrics: 25,
    ListTagsForResource: 10,
    PutDashboard: 10,
    PutMetricAlarm: 3,
    PutMetricData: 500,
    SetAlarmState: 3,
    TagResource: 1,
    UntagResource: 1,
  },
  // https://docs.aws.amazon.com/general/latest/gr/cwl_region.html
  logs: {
    CreateLogGroup: 5,
    CreateLogStream: 50,
    DeleteLogGroup: 5,
    DeleteLogStream: 5,
    DeleteRetentionPolicy: 5,
    DescribeLogGroups: 5,
    DescribeLogStreams: 5,
    FilterLogEvents: 10,
    GetLogEvents: 25,
    GetQueryResults: 5,
    PutLogEvents: 800,
    PutRetentionPolicy: 5,
    StartQuery: 5,
  },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  cloudtrail: { LookupEvents: 2 },
  // https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
  kinesis: { DescribeStream: 10, DescribeStreamSummary: 20, ListShards: 1000, ListStreams: 5 },
};

/** After a pause so much may come at once: two seconds' worth, and five requests at least. */
const roomOf = (rate: number): number => Math.max(5, 2 * rate);

interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket for each operation and region, which fills at the operation's rate. */
export function createThrottle(): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    admits(region, service, operation, realNow) {
      const rate = rates[service]?.[operation];
      if (rate === undefined) return true;
      const name = `${region} ${service} ${operation}`;
      const bucket = buckets.get(name) ?? { tokens: roomOf(rate), at: realNow };
      buckets.set(name, bucket);
      const passed = Math.max(0, realNow - bucket.at) / 1000;
      bucket.tokens = Math.min(roomOf(rate), bucket.tokens + passed * rate);
      bucket.at = realNow;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
