import type { CloudWatch } from '../../../clients/aws/cloudWatch.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** A change can be told a while after it happened: so much is read again. */
const LATE = millis(5 * MINUTE);

type Changes = ReadonlyMap<string, Alarm['history']>;

/** The changes of state of all alarms, each read once: an account can have thousands a day, and every page of them is paid for. */
export interface AlarmChanges {
  /** Those of the last `since`, newest first, by the alarm's name. */
  read(now: Millis, signal: AbortSignal): Promise<Result<Changes>>;
  /** What the last good read gave. */
  known(): Changes;
}

export function alarmChanges(metrics: Pick<CloudWatch, 'alarmHistory'>, since: Millis): AlarmChanges {
  let known: Changes = new Map();
  let readTo: Millis | null = null;
  return {
    known: () => known,
    async read(now, signal) {
      const oldest = millis(now - since);
      // A clock that was set back has its past before it again.
      const isNew = readTo === null || readTo > now;
      const from = isNew ? oldest : millis(Math.max(oldest, (readTo ?? now) - LATE));
      const found = await metrics.alarmHistory(from, signal);
      if (!found.ok) return found;
      const before: Changes = isNew ? new Map() : known;
      const merged = new Map<string, Alarm['history']>();
      for (const name of new Set([...found.value.keys(), ...before.keys()])) {
        const kept = (before.get(name) ?? []).filter(({ at }) => at < from && at >= oldest);
        const all = [...(found.value.get(name) ?? []), ...kept];
        if (all.length > 0) merged.set(name, all);
      }
      [known, readTo] = [merged, now];
      return ok(merged);
    },
  };
}
