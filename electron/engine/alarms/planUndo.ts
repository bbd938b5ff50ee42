import { groupBy } from '#shared/analysis/groupBy.ts';
import type { UndoWrite } from '#shared/model/alarms/plan.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Undoable } from '../operator/auditLog.ts';
import type { AlarmAccess } from './alarmAccess.ts';
import { requestBack, wayBack } from './wayBack.ts';
import { writtenBy } from './writtenAlarm.ts';
import { regionNotWatched } from './refusals.ts';

/** What taking a write back would send as the account is now, in the order of sending. What is as it was already is left out. Only reads. */
export async function planUndo(
  access: AlarmAccess,
  entries: readonly Undoable[],
  signal: AbortSignal,
): Promise<Result<{ writes: UndoWrite[] }>> {
  const all = entries.flatMap((entry) => writtenBy(entry).map((written) => ({ entry, written })));
  const writes: UndoWrite[] = [];
  for (const [region, some] of groupBy(all, ({ written }) => written.region)) {
    const writer = access.writer(region);
    if (writer === null) return failed(regionNotWatched(region));
    const told = await writer.describe([...new Set(some.map(({ written }) => written.name))], signal);
    if (!told.ok) return told;
    for (const { entry, written } of some) {
      const { name, application } = written;
      const way = wayBack(access, entry, written, told.value.get(name) ?? null);
      if (way.kind === 'nothing') continue;
      const error = way.kind === 'refused' ? way.error : null;
      writes.push({ name, region, application, ...requestBack(written), error });
    }
  }
  return ok({ writes });
}
