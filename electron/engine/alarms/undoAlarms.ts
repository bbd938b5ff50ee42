import type { WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Undoable } from '../operator/auditLog.ts';
import type { WritingParts } from './applyAlarms.ts';
import { CUT_SHORT, ENDED } from './applyAlarms.ts';
import { notWatched } from './planAlarms.ts';
import { WrittenAlarm, changed, isMadeAs, isUncertain, toldOf } from './writtenAlarm.ts';

/** Takes a write back, the last first: what was changed is as before, what was created is deleted; unless somebody changed it since. */
export async function undoAlarms(
  parts: WritingParts,
  entries: readonly Undoable[],
  signal: AbortSignal,
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const entry of entries) {
    const written = WrittenAlarm.safeParse(entry.back);
    if (!written.success) continue;
    const error = signal.aborted ? ENDED : await undoOne(parts, entry, written.data, signal);
    if (error === null) parts.audit.undone(entry);
    outcomes.push({ name: written.data.name, region: written.data.region, error });
  }
  return outcomes;
}

async function undoOne(
  { audit, access, refusal }: WritingParts,
  { ref }: Undoable,
  { name, region, application, before, after }: WrittenAlarm,
  signal: AbortSignal,
): Promise<SourceError | null> {
  const request = before ?? { AlarmNames: [name] };
  const about = { ref, region, operation: before === null ? 'DeleteAlarms' : 'PutMetricAlarm', request, undo: null, back: null };
  const what = `the alarm “${name}” of ${application} in ${region}`;
  const not = before === null ? `Did not delete ${what} again.` : `Did not put back ${what}.`;
  const perhaps = before === null ? `May have deleted ${what} again.` : `May have put back ${what} as it was before.`;
  const refuse = (error: SourceError): SourceError => {
    audit.begin({ ...about, what: not, error });
    return error;
  };

  const refused = refusal();
  if (refused !== null) return refuse(refused);
  const writer = access.writer(region);
  if (writer === null) return refuse(notWatched(region));
  const told = await toldOf(writer, name, signal);
  if (!told.ok) return refuse(told.error);
  // It was never written, or somebody has taken it back: there is nothing to do.
  if (isMadeAs(told.value, before)) return null;
  if (!isMadeAs(told.value, after)) return refuse(told.value === null ? GONE : CHANGED);

  const key = audit.begin({ ...about, what: perhaps, error: CUT_SHORT });
  const done = await changed(writer, name, before, signal);
  if (done.ok) {
    audit.end(key, {
      ...about,
      what: before === null ? `Deleted ${what} again.` : `Put back ${what} as it was before.`,
      error: null,
    });
    return null;
  }
  audit.end(key, { ...about, what: isUncertain(done.error) ? perhaps : not, error: done.error });
  return done.error;
}

const CHANGED: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'Somebody has changed this alarm since it was written: it was left as it is.',
  remedy: 'Change it in CloudWatch; what it was before is in the audit log.',
};
const GONE: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'Somebody has deleted this alarm since it was changed: it was not made again.',
  remedy: 'Create it anew if it is needed.',
};
