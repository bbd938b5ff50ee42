import type { History, Owner } from '../../../history/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { KeptState, shaped } from '../../telemetry/keptShapes.ts';

/** A run that is shorter was none: a job that fails over and over runs in between, too. */
const LEAST = 10 * MINUTE;
/** Older runs say nothing about what is new now. */
const WITHIN = 14 * DAY;
const MOST = 1_000;

/** The end of the last stretch in which an application was RUNNING and its job did not restart; `now` while it lasts; null: none is known. */
export function lastGoodRun({ records }: Pick<History, 'records'>, owner: Owner, now: Millis): Millis | null {
  const from = millis(now - WITHIN);
  const kept = records.read({ ...owner, kinds: ['state'], from, to: now, limit: MOST });
  let begun: { readonly at: Millis; readonly run: string } | null = null;
  let good: Millis | null = null;
  const end = (at: Millis): void => {
    if (begun !== null && at - begun.at >= LEAST) good = at;
    begun = null;
  };
  for (const { at, value } of kept) {
    const run = runOf(shaped(KeptState, value));
    if (begun !== null && run === begun.run) continue;
    end(at);
    if (run !== null) begun = { at, run };
  }
  end(now);
  return good;
}

/** What is the same as long as a job runs without a restart; null: it does not run. */
function runOf(state: KeptState | null): string | null {
  if (state === null || state.gone || state.listed?.status !== 'RUNNING') return null;
  if (state.job === null) return 'RUNNING';
  return state.job.state === 'RUNNING' ? `${state.job.id}|${state.job.restarts}` : null;
}
