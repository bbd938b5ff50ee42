import { Connection } from '../model/connection.ts';
import { z } from '../model/schema.ts';

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

/** Everything that is kept between runs. Every field has a default, so that a damaged file can be repaired field by field. */
export const Settings = z.object({
  appearance: Appearance.prefault({}),
  telemetry: Telemetry.prefault({}),
  connections: z.array(Connection).default([DEFAULT_CONNECTION]),
  /** Ids of the connections that are watched. */
  watched: z.array(z.string()).default(['simulator']),
  /** What had to be repaired when the settings were read; shown once. */
  notices: z.array(z.string()).default([]),
});
export type Settings = z.infer<typeof Settings>;
