import type { History, Owner } from '../../../history/history.ts';
import { shaped } from '../../telemetry/keptShapes.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import { alarmStates } from '#shared/model/alarm.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { RecommendedAlarmId as Id } from '#shared/model/alarms/recommended.ts';
import type { StateChange } from '#shared/model/alarms/status.ts';
import { StateChange as Shape } from '#shared/model/alarms/status.ts';
import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, millis } from '#shared/units/units.ts';

/** `ownAlarm`: a change of state by our own evaluation. */
const KeptChange = Shape.extend({ alarm: Id, from: z.enum(alarmStates).nullable() });

/** Of each application the newest. */
const MOST = 500;
const BACK = millis(30 * DAY);

/** Newest first, by alarm: those that are kept up to a moment. */
export function keptChanges(
  { records }: Pick<History, 'records'>,
  owner: Owner,
  to: Millis,
): Map<RecommendedAlarmId, StateChange[]> {
  const { connection, application } = owner;
  const from = millis(to - BACK);
  const found = new Map<RecommendedAlarmId, StateChange[]>();
  for (const { value } of records.read({ connection, application, kinds: ['ownAlarm'], from, to: millis(to + 1), limit: MOST })) {
    const kept = shaped(KeptChange, value);
    if (kept === null) continue;
    const { alarm, ...change } = kept;
    found.set(alarm, [change, ...(found.get(alarm) ?? [])]);
  }
  return found;
}

const keyOf = (alarm: RecommendedAlarmId, at: Millis): string => `${alarm}|${at}`;

export function keepChange(
  { records }: Pick<History, 'records'>,
  owner: Owner,
  alarm: RecommendedAlarmId,
  change: StateChange,
): void {
  const { at } = change;
  records.put({ ...owner, kind: 'ownAlarm', key: keyOf(alarm, at), at, until: null, value: { alarm, ...change } });
}

export function dropChange({ records }: Pick<History, 'records'>, owner: Owner, alarm: RecommendedAlarmId, at: Millis): void {
  records.remove(owner, 'ownAlarm', keyOf(alarm, at));
}

/** The state since the newest change; null: it was never judged. */
export const newestState = (changes: readonly StateChange[]): { readonly state: StateValue; readonly since: Millis } | null => {
  const [newest] = changes;
  return newest === undefined ? null : { state: newest.to, since: newest.at };
};
