import { comparisons, missingData } from '../alarm.ts';
import { SeriesName } from '../metric.ts';
import { z, zMillis } from '../schema.ts';

/** One entry of an alarm's `Metrics`: a series with its statistic, or an expression over the others' ids. */
export const AlarmQuery = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, 'a lower-case letter first, then letters, digits and _'),
  series: z.object({ name: SeriesName, statistic: z.string() }).nullable(),
  expression: z.string().nullable(),
  /** Exactly one query of an alarm is what is compared with the threshold. */
  compared: z.boolean(),
});
export type AlarmQuery = z.infer<typeof AlarmQuery>;

/** Everything that PutMetricAlarm has to be told to make one of the recommended alarms. Figures are in the service's unit. */
export const AlarmDefinition = z.object({
  name: z.string().min(1).max(255),
  /** Its evidence: what it watches, why this threshold, which page of the guide. At most 1,024 characters. */
  description: z.string().max(1024),
  /** How much of the application it watches, where one alarm cannot watch all of it: a sentence. */
  partly: z.string().optional(),
  /** One without an expression is written as a plain metric alarm. */
  queries: z.array(AlarmQuery).min(1).max(20),
  comparison: z.enum(comparisons),
  threshold: z.number(),
  period: zMillis,
  /** M of N: `datapointsToAlarm` of `evaluationPeriods`. */
  evaluationPeriods: z.int().min(1),
  datapointsToAlarm: z.int().min(1),
  missing: z.enum(missingData),
  /** ARNs that are told when it goes into ALARM and when it is OK again; mostly one SNS topic. */
  actions: z.array(z.string()),
});
export type AlarmDefinition = z.infer<typeof AlarmDefinition>;
