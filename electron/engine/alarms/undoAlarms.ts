import type { AuditOutcome, WriteOutcome } from '#shared/model/alarms/plan.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Undoable } from '../operator/auditLog.ts';
import type { WritingParts } from './applyAlarms.ts';
import { requestBack, wayBack } from './wayBack.ts';
import type { WrittenAlarm } from './writtenAlarm.ts';
import { changed, isUncertain, toldOf, writtenBy } from './writtenAlarm.ts';
import { CUT_SHORT, ENDED, regionNotWatched } from './refusals.ts';

/** Takes a write back, the last first: what was changed is as before, what was created is deleted; unless somebody changed it since. */
export async function undoAlarms(
  parts: WritingParts,
  entries: readonly Undoable[],
  signal: AbortSignal,
): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  for (const entry of entries)
    for (const written of writtenBy(entry)) {
      const error = signal.aborted ? ENDED : await undoOne(parts, entry, written, signal);
      if (error === null) parts.audit.undone(entry);
      outcomes.push({ name: written.name, region: written.region, error });
    }
  return outcomes;
}

async function undoOne(
  { audit, access, refusal }: WritingParts,
  entry: Undoable,
  written: WrittenAlarm,
  signal: AbortSignal,
): Promise<SourceError | null> {
  const { name, region, before } = written;
  const about = { ref: entry.ref, region, ...requestBack(written), undo: null, back: null };
  const how = (outcome: AuditOutcome, error: SourceError | null) => ({
    ...about,
    what: sentence(written, outcome),
    outcome,
    error,
  });
  const refuse = (error: SourceError): SourceError => {
    audit.begin(how('refused', error));
    return error;
  };

  const refused = refusal();
  if (refused !== null) return refuse(refused);
  const writer = access.writer(region);
  if (writer === null) return refuse(regionNotWatched(region));
  const told = await toldOf(writer, name, signal);
  if (!told.ok) return refuse(told.error);
  const way = wayBack(access, entry, written, told.value);
  if (way.kind === 'nothing') return null;
  if (way.kind === 'refused') return refuse(way.error);

  const key = audit.begin(how('unknown', CUT_SHORT));
  const done = await changed(writer, name, before, signal);
  if (done.ok) {
    audit.end(key, how('done', null));
    return null;
  }
  audit.end(key, how(isUncertain(done.error) ? 'unknown' : 'refused', done.error));
  return done.error;
}

function sentence({ name, region, application, before }: WrittenAlarm, how: AuditOutcome): string {
  const what = `the alarm “${name}” of ${application} in ${region}`;
  const isNew = before === null;
  switch (how) {
    case 'done':
      return isNew ? `Deleted ${what} again.` : `Put back ${what} as it was before.`;
    case 'refused':
      return isNew ? `Did not delete ${what} again.` : `Did not put back ${what}.`;
    case 'unknown':
      return isNew ? `May have deleted ${what} again.` : `May have put back ${what} as it was before.`;
  }
}
