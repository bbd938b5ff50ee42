import { RecommendedAlarmId } from '../model/alarms/recommended.ts';
import { Snooze } from '../model/alarms/status.ts';
import { Threshold } from '../model/alarms/threshold.ts';
import { ApplicationRef } from '../model/application.ts';
import { Connection } from '../model/connection.ts';
import { z, zMillis } from '../model/schema.ts';

export const DEFAULT_CONNECTION: Connection = {
  kind: 'simulator',
  id: 'simulator',
  name: 'Simulator',
  scenario: 'demo',
  seed: 1,
  speed: 30,
  address: null,
};

/** How the app looks. */
export const Appearance = z.object({
  theme: z.enum(['auto', 'light', 'dark']).default('auto'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
});

/** What AWS charges, as published for us-east-1 in 2026; other regions differ, so that they can be changed. */
export const Prices = z.object({
  /** Dollars per 1,000 metrics asked of GetMetricData. */
  metrics: z.number().min(0).default(0.01),
  /** Dollars per 1,000 requests of the other operations of CloudWatch; the free million of an account is not taken off. */
  requests: z.number().min(0).default(0.01),
  /** Dollars per gigabyte that Logs Insights scans. */
  insights: z.number().min(0).default(0.005),
});
export type Prices = z.infer<typeof Prices>;

/** What is kept, and what it may cost. */
export const Telemetry = z.object({
  /** Days that history is kept; roll-ups of an hour live as long. */
  retentionDays: z.int().min(1).max(400).default(14),
  /** The history's file grows no larger, in megabytes: the oldest goes first. */
  sizeCapMegabytes: z.int().min(50).max(1_000_000).default(4_000),
  /** Log lines are kept for search while they are tailed or an application is watched. */
  keepLogs: z.boolean().default(true),
  /** A flame graph of what limits an application is taken when it becomes critical or in warning. */
  captureOnFinding: z.boolean().default(true),
  /** Dollars that one AWS connection may cost a month; null: no cap. Kept by asking less often. */
  monthlyCap: z.number().min(0).max(1_000_000).nullable().default(null),
  /** Dollars. */
  prices: Prices.prefault({}),
});
export type Telemetry = z.infer<typeof Telemetry>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as 22:30');

/** When and how somebody is told of what went wrong. */
export const Notifications = z.object({
  /** Notifications of the system; the list in the app is kept in any case. */
  desktop: z.boolean().default(true),
  sound: z.boolean().default(false),
  /** What is less is only in the list. */
  least: z.enum(['critical', 'warning']).default('warning'),
  /** Times of the day here, in which only the list is told; over midnight if need be. Null: none. */
  quiet: z
    .object({ from: clockTime, to: clockTime, /** What is critical is told all the same. */ exceptCritical: z.boolean() })
    .nullable()
    .default(null),
  /** Applications that are only in the list; null: until that is taken back. */
  muted: z.array(z.object({ ref: ApplicationRef, until: zMillis.nullable() })).default([]),
});
export type Notifications = z.infer<typeof Notifications>;

export const TopicArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]{1,256}$/,
    'the ARN of an SNS topic: arn:aws:sns:eu-west-1:123456789012:NAME',
  );

/** What was chosen about alarms, kept apart from history so that clearing that does not lose it. */
export const AlarmSettings = z.object({
  thresholds: z.array(z.object({ ref: ApplicationRef, alarm: RecommendedAlarmId, threshold: Threshold })).default([]),
  /** `alarm` null: the whole application. */
  snoozes: z.array(z.object({ ref: ApplicationRef, alarm: RecommendedAlarmId.nullable(), ...Snooze.shape })).default([]),
  /** Which SNS topic new alarms tell, by connection. */
  topics: z.array(z.object({ connection: z.string(), arn: TopicArn })).default([]),
});
export type AlarmSettings = z.infer<typeof AlarmSettings>;

/** Everything that is kept between runs. Every field has a default, so that a damaged file can be repaired field by field. */
export const Settings = z.object({
  appearance: Appearance.prefault({}),
  telemetry: Telemetry.prefault({}),
  notifications: Notifications.prefault({}),
  alarms: AlarmSettings.prefault({}),
  connections: z.array(Connection).default([DEFAULT_CONNECTION]),
  /** Ids of the connections that are watched. */
  watched: z.array(z.string()).default(['simulator']),
  /** What had to be repaired when the settings were read; shown once. */
  notices: z.array(z.string()).default([]),
});
export type Settings = z.infer<typeof Settings>;
