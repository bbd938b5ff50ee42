import { madeBy } from '#shared/analysis/alarms/writing/request.ts';
import { titleOf } from '#shared/analysis/alarms/writing/planWrite.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import type { AlarmWrite, AuditOutcome, WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { AuditLog } from '../operator/auditLog.ts';
import type { AlarmAccess } from './alarmAccess.ts';
import type { WrittenAlarm } from './writtenAlarm.ts';
import { changed, isMadeAs, isUncertain, toldOf } from './writtenAlarm.ts';
import { CHANGED_SINCE_PLAN, CUT_SHORT, ENDED, regionNotWatched } from './refusals.ts';

export interface WritingParts {
  readonly audit: AuditLog;
  readonly access: AlarmAccess;
  /** Why nothing may be written now; null: it may. */
  readonly refusal: () => SourceError | null;
}

/** Writes planned alarms one after the other, each with its entry in the audit log. One that is refused does not hold up the others. */
export async function applyAlarms(
  parts: WritingParts,
  writes: readonly AlarmWrite[],
  signal: AbortSignal,
): Promise<{ outcomes: WriteOutcome[]; undo: string | null }> {
  const undo = parts.audit.newUndo();
  const outcomes: WriteOutcome[] = [];
  let canUndo = false;
  for (const write of writes) {
    const error = signal.aborted ? ENDED : await applyOne(parts, write, undo, signal);
    canUndo ||= error === null || (error !== ENDED && isUncertain(error));
    outcomes.push({ name: write.name, region: write.region, error });
  }
  return { outcomes, undo: canUndo ? undo : null };
}

async function applyOne(
  { audit, access, refusal }: WritingParts,
  write: AlarmWrite,
  undo: string,
  signal: AbortSignal,
): Promise<SourceError | null> {
  const { ref, region, name, application } = write;
  const request = MetricAlarmRequest.parse(write.request);
  const before = write.before === null ? null : madeBy(write.before);
  const about = { ref, region, operation: 'PutMetricAlarm', request };
  const back: WrittenAlarm = { name, region, application, before, after: request };

  const refused = refusal();
  const writer = access.writer(region);
  const ready = refused === null && writer !== null ? await isAsPlanned(() => toldOf(writer, name, signal), before) : null;
  if (writer === null || ready === null || !ready.ok) {
    const error = refused ?? (ready === null || ready.ok ? regionNotWatched(region) : ready.error);
    audit.begin({ ...about, ...told(write, 'refused'), error, undo: null, back: null });
    return error;
  }
  const key = audit.begin({ ...about, ...told(write, 'unknown'), error: CUT_SHORT, undo, back });
  const done = await changed(writer, name, request, signal);
  if (done.ok) {
    const after = (done.value === null ? null : madeBy(done.value)) ?? request;
    audit.end(key, { ...about, ...told(write, 'done'), error: null, undo, back: { ...back, after } });
    return null;
  }
  const { error } = done;
  if (isUncertain(error)) audit.end(key, { ...about, ...told(write, 'unknown'), error, undo, back });
  else audit.end(key, { ...about, ...told(write, 'refused'), error, undo: null, back: null });
  return error;
}

/** Fails when the account's alarm is another than the one that was planned for. */
async function isAsPlanned(ask: () => ReturnType<typeof toldOf>, before: MetricAlarmRequest | null): Promise<Result<null>> {
  const told = await ask();
  if (!told.ok) return told;
  return isMadeAs(told.value, before) ? ok(null) : failed(CHANGED_SINCE_PLAN);
}

const told = (write: AlarmWrite, outcome: AuditOutcome) => ({ what: sentence(write, outcome), outcome });

function sentence(write: AlarmWrite, how: AuditOutcome): string {
  const { name, action, application, region, differences } = write;
  const about = `the alarm “${name}” (${titleOf(write)}) of ${application} in ${region}`;
  const members = action === 'update' ? `: ${differences.map(({ field }) => field).join(', ')}` : '';
  const isNew = action === 'create';
  switch (how) {
    case 'done':
      return `${isNew ? 'Created' : 'Changed'} ${about}${members}.`;
    case 'refused':
      return `Did not ${isNew ? 'create' : 'change'} ${about}.`;
    case 'unknown':
      return `May have ${isNew ? 'created' : 'changed'} ${about}${members}.`;
  }
}
