import type { History } from '../../history/history.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { KeptState, shaped } from '../telemetry/keptShapes.ts';
import { watchedAt } from '../telemetry/watchStretches.ts';

/** Whether its health was critical or in warning when it was read last. */
export const isUnwell = ({ records }: Pick<History, 'records'>, { connection, id }: ApplicationRef, now: Millis): boolean =>
  shaped(KeptState, records.lastBefore({ connection, application: id }, 'state', now)?.value)?.sick === true;

/** When an application's health was critical or in warning, as far as somebody watched, and for long enough to mean something. */
export function unwellStretches(
  { records }: Pick<History, 'records'>,
  { connection, id }: ApplicationRef,
  from: Millis,
  to: Millis,
): Stretch[] {
  const owner = { connection, application: id };
  const before = records.lastBefore(owner, 'state', from);
  const states = [
    ...(before === null ? [] : [before]),
    ...records.read({ ...owner, kinds: ['state'], from: millis(from + 1), to }),
  ];
  const found: Stretch[] = [];
  states.forEach(({ at, value }, i) => {
    if (shaped(KeptState, value)?.sick !== true) return;
    // What was kept last holds until the next change, or until nobody watched any more.
    const next = states[i + 1]?.at ?? to;
    const until = millis(Math.max(at, watchedAt({ records }, connection, millis(next - 1)) ?? next));
    const last = found.at(-1);
    if (last !== undefined && last.to >= at - 1) last.to = until;
    else {
      const begun = { from: millis(Math.max(from, at)), to: until, text: 'Critical or in warning' };
      found.push(at >= from && sawBegin({ records }, connection, at) ? begun : { ...begun, beganUnseen: true });
    }
  });
  return found.filter((each) => each.to - each.from >= thresholds.normal.unwell);
}

/** What watching begins with is known within so long. */
const SETTLED = millis(10 * MINUTE);

/** Whether somebody had watched for long enough before a moment to know that things were otherwise. */
const sawBegin = ({ records }: Pick<History, 'records'>, connection: string, at: Millis): boolean => {
  const before = millis(at - SETTLED);
  return watchedAt({ records }, connection, before) === before;
};
