import { z, zMillis } from './schema.ts';

/** What one operation of one connection costs. */
export const OperationCost = z.object({
  /** `cloudwatch`, `logs`, `kinesisanalytics`, `cloudtrail`, `sts`, `flink`. */
  service: z.string(),
  operation: z.string(),
  /** Since an hour ago (or since the start, counted up to an hour), retries included: every one was sent and is paid. */
  requests: z.number(),
  /** What is paid for: metrics of GetMetricData, bytes scanned by Insights; else the requests. */
  units: z.number(),
  throttled: z.number(),
  failed: z.number(),
  /** Requests a second that we allow ourselves, and what the service publishes; null: not limited, not published. */
  allowed: z.number().nullable(),
  published: z.number().nullable(),
  /** Dollars in that hour, by the price table. */
  dollars: z.number(),
});
export type OperationCost = z.infer<typeof OperationCost>;

/** What one day (of UTC) cost, at the prices of now. */
export const DayCost = z.object({ day: zMillis, requests: z.number(), dollars: z.number() });
export type DayCost = z.infer<typeof DayCost>;

export const ConnectionBudget = z.object({
  connection: z.string(),
  /** The counts below are of so much real time. */
  over: zMillis,
  operations: z.array(OperationCost),
  requestsPerHour: z.number(),
  dollarsPerHour: z.number(),
  /** Dollars a month (30 days) if it goes on like this. */
  forecast: z.number(),
  /** As set by the user; null: none. */
  cap: z.number().nullable(),
  /** So many times slower than the native rate are paid requests made, to stay below the cap. 1: not slowed. */
  slowdown: z.number(),
  /** Figures of the fleet come every so often now, in the connection's time. */
  metricsEvery: zMillis.nullable(),
  /** The last two weeks, newest first; days without a request are left out. */
  days: z.array(DayCost).default([]),
});
export type ConnectionBudget = z.infer<typeof ConnectionBudget>;
