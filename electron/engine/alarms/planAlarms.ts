import { setImmediate } from 'node:timers/promises';
import { namesNeeded, planWrite } from '#shared/analysis/alarms/writing/planWrite.ts';
import type { AlarmChoice, AlarmWrite, LeftOut } from '#shared/model/alarms/plan.ts';
import type { ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { groupBy } from '#shared/analysis/groupBy.ts';
import type { AlarmAccess } from './alarmAccess.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import { leftOut } from './leftOut.ts';
import { NONE_LISTED, regionNotWatched } from './refusals.ts';

export interface PlannedAlarms {
  readonly writes: readonly AlarmWrite[];
  readonly left: readonly LeftOut[];
  /** Names of wrong alarms that stay as they are. */
  readonly beside: readonly string[];
}

/** What would be written for a choice, against what the account has now. Only reads. */
export async function planAlarms(
  choice: AlarmChoice,
  access: AlarmAccess,
  board: Pick<AlarmBoard, 'definitions'>,
  signal: AbortSignal,
): Promise<Result<PlannedAlarms>> {
  const applications: ApplicationAlarms[] = [];
  const left: LeftOut[] = [];
  let trouble: SourceError | null = null;
  for (const subject of access.subjects()) {
    if (choice.applications !== null && !choice.applications.includes(subject.ref.id)) continue;
    // Each takes some milliseconds: polls and viewers have their turn after it.
    await setImmediate();
    const known = board.definitions(subject.ref);
    if (known.ok) applications.push(known.value);
    else {
      trouble ??= known.error;
      left.push(...leftOut(subject, choice, known.error.message));
    }
  }
  if (applications.length === 0) return failed(trouble ?? NONE_LISTED);

  const writes: AlarmWrite[] = [];
  const beside: string[] = [];
  for (const [region, some] of groupBy(applications, ({ row }) => row.region)) {
    const writer = access.writer(region);
    if (writer === null) return failed(regionNotWatched(region));
    const names = some.flatMap(({ details }) => namesNeeded(choice, details));
    const told = await writer.describe([...new Set(names)], signal);
    if (!told.ok) return told;
    const taken = new Set<string>();
    for (const { row, details } of some)
      for (const detail of details) {
        const { ref, name } = row;
        const planned = planWrite(choice, row, detail, told.value);
        const leave = (reason: string) => left.push({ ref, name, alarm: detail.cell.alarm, reason });
        if (planned === null) continue;
        if (planned.kind === 'left') leave(planned.reason);
        else if (taken.has(planned.write.name))
          leave(`“${planned.write.name}” is written for another recommended alarm by the same plan.`);
        else {
          taken.add(planned.write.name);
          writes.push(planned.write);
          if (planned.beside !== null) beside.push(planned.beside);
        }
      }
  }
  return ok({ writes, left, beside });
}
