import type { Millis } from '#shared/units/units.ts';

/** Lets through as many requests as a service publishes that it takes. */
export interface Throttle {
  /** False: too many of this operation in this region lately. */
  admits(region: string, service: string, operation: string, realNow: Millis): boolean;
}

/**
 * Requests a second, for each account and region: the quotas that the services publish. An operation that is not listed has no
 * published rate of its own, and is never refused.
 */
const rates: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  monitoring: {
    DeleteAlarms: 3,
    DeleteDashboards: 10,
    DescribeAlarmHistory: 20,
    DescribeAlarms: 9,
    DescribeAlarmsForMetric: 9,
    DisableAlarmActions: 3,
    EnableAlarmActions: 3,
    GetDashboard: 10,
    GetMetricData: 50,
    GetMetricStatistics: 400,
    ListDashboards: 10,
    ListMetrics: 25,
    PutCompositeAlarm: 3,
    PutDashboard: 10,
    PutMetricAlarm: 3,
    PutMetricData: 500,
    SetAlarmState: 3,
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
  logs: {
    CreateLogGroup: 10,
    CreateLogStream: 50,
    DeleteLogGroup: 10,
    DeleteLogStream: 15,
    DescribeLogGroups: 10,
    DescribeLogStreams: 25,
    DescribeQueries: 10,
    FilterLogEvents: 25,
    GetLogEvents: 25,
    GetQueryResults: 10,
    PutLogEvents: 5000,
    StartQuery: 10,
    StopQuery: 10,
  },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  cloudtrail: { LookupEvents: 2 },
  // https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
  kinesis: { DescribeStream: 10, DescribeStreamSummary: 20, ListShards: 1000, ListStreams: 5 },
};

/** So many seconds' worth may come at once, after a pause. */
const BURST = 2;

interface Bucket {
  tokens: number;
  at: number;
}

/** A bucket for each operation and region that fills at its rate, and may hold a little more than a second's worth. */
export function createThrottle(): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    admits(region, service, operation, realNow) {
      const rate = rates[service]?.[operation];
      if (rate === undefined) return true;
      const name = `${region} ${service} ${operation}`;
      const bucket = buckets.get(name) ?? { tokens: BURST * rate, at: realNow };
      buckets.set(name, bucket);
      const passed = Math.max(0, realNow - bucket.at) / 1000;
      bucket.tokens = Math.min(BURST * rate, bucket.tokens + passed * rate);
      bucket.at = realNow;
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
