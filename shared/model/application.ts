import { z, zBytes, zMillis, zRate } from './schema.ts';
import { jobStates } from './job.ts';

/** The eleven values of DescribeApplication's ApplicationStatus (API 2018-05-23). */
export const applicationStatuses = [
  'DELETING',
  'STARTING',
  'STOPPING',
  'READY',
  'RUNNING',
  'UPDATING',
  'AUTOSCALING',
  'FORCE_STOPPING',
  'ROLLING_BACK',
  'MAINTENANCE',
  'ROLLED_BACK',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

/** Names an application: a managed one by its ARN, a job of a plain Flink cluster by its job id. */
export const ApplicationRef = z.object({ connection: z.string().min(1), id: z.string().min(1) });
export type ApplicationRef = z.infer<typeof ApplicationRef>;
export const refKey = (ref: ApplicationRef): string => `${ref.connection}|${ref.id}`;

export const healthLevels = ['critical', 'warning', 'ok', 'inactive', 'unknown'] as const;
export const Health = z.object({
  level: z.enum(healthLevels),
  /** Why, worst first: a sentence each, with the figures. Empty when nothing is wrong. */
  reasons: z.array(z.string()),
});
export type Health = z.infer<typeof Health>;

/** `[time, value]`; null is a gap, never a zero. */
export const Point = z.tuple([zMillis, z.number().nullable()]);
export type Point = z.infer<typeof Point>;

/** A rate now and over the last hour. */
export const Trend = z.object({ current: zRate.nullable(), points: z.array(Point) });
export type Trend = z.infer<typeof Trend>;

/** How far behind the newest record of the source the application reads. */
export const Lag = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('time'), behind: zMillis }), // millisBehindLatest
  z.object({ kind: z.literal('records'), behind: z.number() }), // records_lag_max
]);
export type Lag = z.infer<typeof Lag>;

/** One row of the fleet page. Null means not known (yet), or not applicable to what the application is. */
export const ApplicationSummary = z.object({
  ref: ApplicationRef,
  name: z.string(),
  connectionName: z.string(),
  origin: z.enum(['managed', 'cluster']),
  region: z.string().nullable(),
  /** `FLINK-1_20`, `ZEPPELIN-FLINK-3_0`, or a cluster's `Flink 1.20.5`. */
  runtime: z.string(),
  mode: z.enum(['STREAMING', 'INTERACTIVE', 'BATCH']),
  /** Null for a job of a plain cluster, which has only a job state. */
  status: z.enum(applicationStatuses).nullable(),
  jobState: z.enum(jobStates).nullable(),
  health: Health,
  parallelism: z.number().nullable(),
  /** Allocated processing units without the orchestration unit; null outside the managed service. */
  kpus: z.number().nullable(),
  recordsIn: Trend,
  recordsOut: Trend,
  lag: Lag.nullable(),
  /** When the last completed checkpoint was triggered. */
  lastCheckpoint: zMillis.nullable(),
  lastCheckpointDuration: zMillis.nullable(),
  lastCheckpointSize: zBytes.nullable(),
  /** Restarts since the job was submitted. */
  restarts: z.number().nullable(),
});
export type ApplicationSummary = z.infer<typeof ApplicationSummary>;

/** A group of labelled values of the configuration, in the order to show them. */
export const ConfigurationSection = z.object({
  id: z.string(),
  title: z.string(),
  entries: z.array(z.object({ label: z.string(), value: z.string().nullable() })),
});
export type ConfigurationSection = z.infer<typeof ConfigurationSection>;

/** What the application's own page shows beside its job: identity and configuration as the source reports it. */
export const ApplicationDetail = z.object({
  summary: ApplicationSummary,
  arn: z.string().nullable(),
  description: z.string().nullable(),
  version: z.number().nullable(),
  created: zMillis.nullable(),
  updated: zMillis.nullable(),
  configuration: z.array(ConfigurationSection),
});
export type ApplicationDetail = z.infer<typeof ApplicationDetail>;
