import type { History, Owner } from '../../../history/history.ts';
import { shaped } from '../../telemetry/keptShapes.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { StateChange } from '#shared/model/alarms/status.ts';
import { Threshold } from '#shared/model/alarms/threshold.ts';
import type { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, millis } from '#shared/units/units.ts';

/** `ownAlarm`: a change of state by our own evaluation, with the threshold that it was judged by. */
const KeptChange = StateChange.extend({ alarm: RecommendedAlarmId, threshold: Threshold });
export type KeptChange = z.infer<typeof KeptChange>;

/** Of each application the newest. */
const MOST = 500;
const BACK = millis(30 * DAY);

/** By alarm, newest first: those that are kept up to a moment. */
export function keptChanges(
  { records }: Pick<History, 'records'>,
  { connection, application }: Owner,
  to: Millis,
): Map<RecommendedAlarmId, KeptChange[]> {
  const from = millis(to - BACK);
  const found = new Map<RecommendedAlarmId, KeptChange[]>();
  for (const { value } of records.read({ connection, application, kinds: ['ownAlarm'], from, to: millis(to + 1), limit: MOST })) {
    const kept = shaped(KeptChange, value);
    if (kept !== null) found.set(kept.alarm, [kept, ...(found.get(kept.alarm) ?? [])]);
  }
  return found;
}

/** As a screen is told of it. */
export const shownChange = ({ at, from, to, reason }: KeptChange): StateChange => ({ at, from, to, reason });

const keyOf = (alarm: RecommendedAlarmId, at: Millis): string => `${alarm}|${at}`;

export function keepChange({ records }: Pick<History, 'records'>, owner: Owner, change: KeptChange): void {
  const { alarm, at } = change;
  records.put({ ...owner, kind: 'ownAlarm', key: keyOf(alarm, at), at, until: null, value: change });
}

export function dropChange({ records }: Pick<History, 'records'>, owner: Owner, alarm: RecommendedAlarmId, at: Millis): void {
  records.remove(owner, 'ownAlarm', keyOf(alarm, at));
}

/** The state since the newest change; null: it was never judged. */
export const newestState = (changes: readonly StateChange[]): { readonly state: StateValue; readonly since: Millis } | null => {
  const [newest] = changes;
  return newest === undefined ? null : { state: newest.to, since: newest.at };
};
