import type { History, Owner } from '../../../history/history.ts';
import { KeptState, shaped } from '../../telemetry/keptShapes.ts';
import type { ListedStatus } from '../alarmAccess.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';

/**
 * How an application stood for a while: `runs`; `changes`, while it is updated, scaled or maintained and may well be silent; `stands`, stopped
 * or on its way to or from it, which no alarm is about.
 */
export interface Standing {
  readonly from: Millis;
  readonly to: Millis;
  readonly kind: 'runs' | 'changes' | 'stands';
  /** The last moment at which it is known to have been so: when it ended is not known better than that it was after it. */
  readonly seen: Millis;
}

const KINDS: Readonly<Record<ApplicationStatus, Standing['kind']>> = {
  RUNNING: 'runs',
  UPDATING: 'changes',
  AUTOSCALING: 'changes',
  MAINTENANCE: 'changes',
  ROLLING_BACK: 'changes',
  ROLLED_BACK: 'changes',
  STARTING: 'stands',
  STOPPING: 'stands',
  FORCE_STOPPING: 'stands',
  READY: 'stands',
  DELETING: 'stands',
};

const FOREVER = millis(Number.MAX_SAFE_INTEGER);

/** More than is ever judged again. */
export const BACK = millis(4 * HOUR);

/**
 * Of what is kept of its states, in `[from, to]`, oldest first, without a gap; the last goes on. What was before anything is known is taken to
 * have run. Only changes are kept, so each is known of its beginning alone.
 */
export function standings({ records }: Pick<History, 'records'>, owner: Owner, from: Millis, to: Millis): Standing[] {
  const before = records.lastBefore(owner, 'state', from);
  const { connection, application } = owner;
  const since = records.read({ connection, application, kinds: ['state'], from, to: millis(to + 1) });
  const found: { from: Millis; kind: Standing['kind'] }[] = [{ from, kind: 'runs' }];
  for (const { at, value } of [...(before === null ? [] : [before]), ...since]) {
    const state = shaped(KeptState, value);
    if (state === null) continue;
    const kind = state.gone ? 'stands' : KINDS[state.listed?.status ?? 'RUNNING'];
    const last = found.at(-1);
    if (at <= from) found[0] = { from, kind };
    else if (last?.kind !== kind) found.push({ from: at, kind });
  }
  return found.map((each, i) => ({ ...each, to: found[i + 1]?.from ?? FOREVER, seen: each.from }));
}

/** Goes on with what the list says now: still the same, or since this answer another. */
export function goneOn(before: readonly Standing[], { status, asked, answered }: ListedStatus): readonly Standing[] {
  const kind = KINDS[status];
  const last = before.at(-1);
  if (last?.kind === kind) return asked <= last.seen ? before : [...before.slice(0, -1), { ...last, seen: asked }];
  const over = last === undefined ? [] : [...before.slice(0, -1), { ...last, to: answered }];
  return [...over.filter(({ to }) => to > answered - BACK), { from: answered, to: FOREVER, kind, seen: answered }];
}
