import { ApplicationRef } from '../application.ts';
import { z, zMillis } from '../schema.ts';
import { SourceError } from '../sourceError.ts';
import { RecommendedAlarmId } from './recommended.ts';

/** Which alarms of which applications: null is all. `missing`: those that nothing covers; `wanting`: these and the wrong ones; `all`. */
export const AlarmChoice = z.object({
  connection: z.string(),
  /** `ApplicationRef.id`s. */
  applications: z.array(z.string()).nullable(),
  alarms: z.array(RecommendedAlarmId).nullable(),
  which: z.enum(['missing', 'wanting', 'all']),
});
export type AlarmChoice = z.infer<typeof AlarmChoice>;

export const alarmFormats = ['cfn', 'terraform', 'cdk', 'cli'] as const;
export type AlarmFormat = (typeof alarmFormats)[number];

/** What is left out of an export or a plan, and why: a sentence. */
export const LeftOut = z.object({ ref: ApplicationRef, name: z.string(), alarm: RecommendedAlarmId, reason: z.string() });
export type LeftOut = z.infer<typeof LeftOut>;

export const AlarmCode = z.object({
  files: z.array(z.object({ name: z.string(), text: z.string() })),
  alarms: z.int(),
  left: z.array(LeftOut),
});
export type AlarmCode = z.infer<typeof AlarmCode>;

/** One alarm that would be written. */
export const AlarmWrite = z.object({
  ref: ApplicationRef,
  application: z.string(),
  alarm: RecommendedAlarmId,
  region: z.string(),
  name: z.string(),
  action: z.enum(['create', 'update']),
  /** The request of PutMetricAlarm, exactly as it is sent. */
  request: z.record(z.string(), z.unknown()),
  /** What the account has under this name, as DescribeAlarms told it; null: nothing. */
  before: z.record(z.string(), z.unknown()).nullable(),
  /** Members of the request that differ from before. */
  differences: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});
export type AlarmWrite = z.infer<typeof AlarmWrite>;

/** Shown before anything is written. */
export const AlarmPlan = z.object({
  /** Names the plan for `alarms.apply`; it is kept for some minutes. */
  id: z.string(),
  writes: z.array(AlarmWrite),
  left: z.array(LeftOut),
  /** What it means: sentences (nothing restarts, what it costs a month, who is told). */
  consequences: z.array(z.string()),
});
export type AlarmPlan = z.infer<typeof AlarmPlan>;

export const WriteOutcome = z.object({
  name: z.string(),
  region: z.string(),
  /** Null: it was written. */
  error: SourceError.nullable(),
});
export type WriteOutcome = z.infer<typeof WriteOutcome>;

/** One request that would take a write back, as the account is now. */
export const UndoWrite = z.object({
  name: z.string(),
  region: z.string(),
  application: z.string(),
  operation: z.enum(['PutMetricAlarm', 'DeleteAlarms']),
  /** Exactly as it would be sent. */
  request: z.record(z.string(), z.unknown()),
  /** Why it would be refused now; null: it would be sent. */
  error: SourceError.nullable(),
});
export type UndoWrite = z.infer<typeof UndoWrite>;

/** How a write ended: `unknown` where no answer came, because of time or because the app was ended. */
export const auditOutcomes = ['done', 'refused', 'unknown'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** One line of the audit log: what was written to the account, or refused. */
export const AuditEntry = z.object({
  key: z.string(),
  at: zMillis,
  /** One sentence. */
  what: z.string(),
  operation: z.string(),
  request: z.record(z.string(), z.unknown()),
  region: z.string(),
  outcome: z.enum(auditOutcomes),
  error: SourceError.nullable(),
  /** Names the whole write that can be undone by `alarms.undo`; null: it cannot, or was undone already. */
  undo: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
