import type { History, Owner } from '../../../history/history.ts';
import { KeptState, shaped } from '../../telemetry/keptShapes.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/**
 * How an application stood for a while: `runs`; `changes`, while it is updated, scaled or maintained and may well be silent; `stands`, stopped
 * or on its way to or from it, which no alarm is about.
 */
export interface Standing {
  readonly from: Millis;
  readonly to: Millis;
  readonly kind: 'runs' | 'changes' | 'stands';
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

export const standsNow = (status: ApplicationStatus | null): boolean => status !== null && KINDS[status] === 'stands';

const FOREVER = millis(Number.MAX_SAFE_INTEGER);

/** Of what is kept of its states, in `[from, …)`, oldest first, without a gap. What was before anything is known is taken to have run. */
export function standings({ records }: Pick<History, 'records'>, owner: Owner, from: Millis): Standing[] {
  const before = records.lastBefore(owner, 'state', from);
  const { connection, application } = owner;
  const since = records.read({ connection, application, kinds: ['state'], from, to: FOREVER });
  const found: { from: Millis; kind: Standing['kind'] }[] = [{ from, kind: 'runs' }];
  for (const { at, value } of [...(before === null ? [] : [before]), ...since]) {
    const state = shaped(KeptState, value);
    if (state === null) continue;
    const kind = state.gone ? 'stands' : KINDS[state.listed?.status ?? 'RUNNING'];
    const last = found.at(-1);
    if (at <= from) found[0] = { from, kind };
    else if (last?.kind !== kind) found.push({ from: at, kind });
  }
  return found.map((each, i) => ({ ...each, to: found[i + 1]?.from ?? FOREVER }));
}
