import { z, zMillis } from './schema.ts';

export const alarmStates = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type StateValue = (typeof alarmStates)[number];

export const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type Comparison = (typeof comparisons)[number];

/** What a period without a datapoint is taken to be (TreatMissingData). */
export const missingData = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;
export type MissingData = (typeof missingData)[number];

/** An alarm of CloudWatch as it is defined there, and its state. */
export const Alarm = z.object({
  arn: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  state: z.enum(alarmStates),
  stateReason: z.string(),
  stateSince: zMillis.nullable(),
  /** Null for an alarm of an expression. */
  metric: z.object({ namespace: z.string(), metric: z.string(), dimensions: z.record(z.string(), z.string()) }).nullable(),
  statistic: z.string().nullable(),
  /** Metric math, as the service holds it: id, expression or metric. */
  queries: z.array(
    z.object({
      id: z.string(),
      expression: z.string().nullable(),
      metric: z.object({ namespace: z.string(), metric: z.string(), dimensions: z.record(z.string(), z.string()) }).nullable(),
      statistic: z.string().nullable(),
      period: zMillis.nullable(),
      returnData: z.boolean(),
    }),
  ),
  comparison: z.string(),
  threshold: z.number().nullable(),
  period: zMillis.nullable(),
  evaluationPeriods: z.number(),
  datapointsToAlarm: z.number().nullable(),
  treatMissingData: z.string().nullable(),
  actionsEnabled: z.boolean(),
  actions: z.array(z.string()),
  /** Applications of the namespace that it is about, by their `Application` dimension. */
  applications: z.array(z.string()),
  /** Newest first. */
  history: z.array(z.object({ at: zMillis, from: z.enum(alarmStates), to: z.enum(alarmStates), reason: z.string() })),
});
export type Alarm = z.infer<typeof Alarm>;
