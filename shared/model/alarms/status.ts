import { Point } from '../application.ts';
import { ApplicationRef } from '../application.ts';
import { Alarm, alarmStates } from '../alarm.ts';
import { z, zMillis } from '../schema.ts';
import { AlarmDefinition } from './definition.ts';
import { RecommendedAlarmId } from './recommended.ts';
import { Threshold } from './threshold.ts';

/** What can be wrong with an alarm of the account that is about the right thing. */
export const alarmFaults = [
  /** The metric's name was never published: the alarm can only ever lack data. */
  'no-such-metric',
  /** Its dimensions name an application, stream, task or operator that there is not. */
  'no-such-dimension',
  'statistic',
  'period',
  /** A cumulative counter compared as it is: it fires once and never again, or never. */
  'raw-counter',
  /** The expression computes something else than the guide's. */
  'expression',
  'comparison',
  /** Far from what is normal here or from the guide's figure, or in the wrong unit. */
  'threshold',
  /** Missing data is taken for good where it means trouble, or for trouble where it means nothing. */
  'missing-data',
  /** M of N is so long that it tells too late, or so short that it flaps. */
  'evaluation',
  'no-action',
  'actions-disabled',
] as const;
export type AlarmFault = (typeof alarmFaults)[number];

export const FoundFault = z.object({
  fault: z.enum(alarmFaults),
  /** What is wrong, with the figures. */
  text: z.string(),
  remedy: z.string(),
});
export type FoundFault = z.infer<typeof FoundFault>;

export const coverages = ['covered', 'wrong', 'missing', 'not-applicable', 'unknown'] as const;
export type AlarmCoverage = (typeof coverages)[number];

/** Kept back from notifying until its end. */
export const Snooze = z.object({ reason: z.string().min(1).max(500), until: zMillis });
export type Snooze = z.infer<typeof Snooze>;

/** One recommended alarm of one application: what the account has for it, and what Streamgauge itself finds. */
export const AlarmCell = z.object({
  alarm: RecommendedAlarmId,
  coverage: z.enum(coverages),
  /** Why it does not apply or is not known; null otherwise. */
  reason: z.string().nullable(),
  /** Names of the account's alarms that watch this; the right ones first. */
  matched: z.array(z.string()),
  /** Of the best of these. */
  faults: z.array(z.enum(alarmFaults)),
  /** The worst state of these; null: there is none. */
  state: z.enum(alarmStates).nullable(),
  stateSince: zMillis.nullable(),
  /** By Streamgauge's own evaluation of the recommended alarm; null: not applicable, or no threshold yet. */
  own: z.enum(alarmStates).nullable(),
  ownSince: zMillis.nullable(),
  /** In the service's unit; null: none is known yet. */
  threshold: z.number().nullable(),
  basis: z.enum(['guide', 'learned', 'chosen']).nullable(),
  snoozed: Snooze.nullable(),
});
export type AlarmCell = z.infer<typeof AlarmCell>;

/** A row of the matrix. */
export const AlarmRow = z.object({
  ref: ApplicationRef,
  name: z.string(),
  region: z.string(),
  /** In the order of `recommendedAlarmIds`, one of each. */
  cells: z.array(AlarmCell),
  /** Alarms of the account about this application that match none of the recommended ones. */
  others: z.int(),
});
export type AlarmRow = z.infer<typeof AlarmRow>;

export const StateChange = z.object({
  at: zMillis,
  from: z.enum(alarmStates).nullable(),
  to: z.enum(alarmStates),
  reason: z.string(),
});
export type StateChange = z.infer<typeof StateChange>;

/** One recommended alarm of one application with everything that is known of it. */
export const AlarmDetail = z.object({
  cell: AlarmCell,
  threshold: Threshold.nullable(),
  /** Whether somebody saved it, so that it stays until it is given back; absent: not told. */
  chosen: z.boolean().optional(),
  /** Why there is no threshold yet: what is being waited for; null: there is one. */
  learning: z.string().nullable(),
  /** What would be created; null: not applicable, or no threshold yet. */
  definition: AlarmDefinition.nullable(),
  matched: z.array(z.object({ alarm: Alarm, faults: z.array(FoundFault) })),
  /** Of our own evaluation, newest first. */
  changes: z.array(StateChange),
  /** The newest compared figure, in the service's unit. */
  latest: Point.nullable(),
  /** The last hours of the compared figure. */
  points: z.array(Point),
});
export type AlarmDetail = z.infer<typeof AlarmDetail>;

export const ApplicationAlarms = z.object({
  row: AlarmRow,
  /** In the order of `recommendedAlarmIds`. */
  details: z.array(AlarmDetail),
  others: z.array(Alarm),
  /** The topic that new alarms tell, as chosen for the connection; null: none is chosen. */
  topicArn: z.string().nullable(),
  /** Whether the connection is in operator mode: only then may alarms be written. */
  operator: z.boolean(),
});
export type ApplicationAlarms = z.infer<typeof ApplicationAlarms>;
