import { madeBy, makeSame } from '#shared/analysis/alarms/writing/request.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import { z } from '#shared/model/schema.ts';
import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Undoable } from '../operator/auditLog.ts';
import type { AlarmWriter } from './alarmAccess.ts';

/** What a written alarm is taken back by: how it was before, and how we left it. */
export const WrittenAlarm = z.object({
  name: z.string(),
  region: z.string(),
  application: z.string(),
  /** Null: there was none. */
  before: MetricAlarmRequest.nullable(),
  after: MetricAlarmRequest,
});
export type WrittenAlarm = z.infer<typeof WrittenAlarm>;

/** What an entry of the audit log is taken back by; nothing where it cannot be read. */
export function writtenBy({ back }: Pick<Undoable, 'back'>): readonly WrittenAlarm[] {
  const read = WrittenAlarm.safeParse(back);
  return read.success ? [read.data] : [];
}

/** An alarm as DescribeAlarms tells it. */
export type Told = Readonly<Record<string, unknown>>;

/** What DescribeAlarms says of one name; null: there is none. */
export async function toldOf(writer: AlarmWriter, name: string, signal: AbortSignal): Promise<Result<Told | null>> {
  const told = await writer.describe([name], signal);
  return told.ok ? ok(told.value.get(name) ?? null) : told;
}

/** Whether an alarm is made as it was; one that we could not write is never the same. */
export function isMadeAs(told: Told | null, as: MetricAlarmRequest | null): boolean {
  if (told === null || as === null) return told === as;
  const made = madeBy(told);
  return made !== null && makeSame(made, as);
}

/** After these nobody knows whether the service did what it was asked. */
const UNCERTAIN: readonly SourceErrorKind[] = ['timeout', 'unreachable', 'server-error', 'bad-response', 'unexpected'];
export const isUncertain = ({ kind }: SourceError): boolean => UNCERTAIN.includes(kind);

/**
 * Sends what changes an alarm, and looks whether it is as wanted (null: gone) where the answer was lost. The value is what DescribeAlarms
 * says then.
 */
export async function changed(
  writer: AlarmWriter,
  name: string,
  wanted: MetricAlarmRequest | null,
  signal: AbortSignal,
): Promise<Result<Told | null>> {
  const sent = await (wanted === null ? writer.remove([name], signal) : writer.put(wanted, signal));
  if (!sent.ok && !isUncertain(sent.error)) return sent;
  const told = await toldOf(writer, name, signal);
  if (sent.ok) return told.ok && isMadeAs(told.value, wanted) ? told : ok(wanted);
  return told.ok && isMadeAs(told.value, wanted) ? told : failed(sent.error);
}
