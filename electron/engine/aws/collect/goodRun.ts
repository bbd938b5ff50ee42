import type { History, Owner } from '../../../history/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { KeptState, shaped } from '../../telemetry/keptShapes.ts';

/** A run that is shorter was none: a job that fails over and over runs in between, too. */
const LEAST = 10 * MINUTE;
/** Older runs say nothing about what is new now. */
const WITHIN = 14 * DAY;
/** Changes of state are read so many at a time, newest first: a job that fails each minute has thousands a day. */
const PAGE = 1_000;
const MOST = 20 * PAGE;

/** What ran from a moment on; null: nothing did. */
interface Seen {
  readonly at: Millis;
  readonly run: string | null;
}

/** The end of the last stretch in which an application was RUNNING and well, and its job did not restart; `now` while it lasts; null: none is known. */
export function lastGoodRun({ records }: Pick<History, 'records'>, owner: Owner, now: Millis): Millis | null {
  const from = millis(now - WITHIN);
  let seen: readonly Seen[] = [];
  for (;;) {
    const page = records
      .read({ ...owner, kinds: ['state'], from, to: seen[0]?.at ?? now, limit: PAGE })
      .map(({ at, value }) => ({ at, run: runOf(shaped(KeptState, value)) }));
    seen = [...page, ...seen];
    const good = lastGoodOf(seen, now);
    if (good !== null || page.length < PAGE || seen.length >= MOST) return good;
  }
}

function lastGoodOf(seen: readonly Seen[], now: Millis): Millis | null {
  let begun: Seen | null = null;
  let good: Millis | null = null;
  const end = (at: Millis): void => {
    if (begun !== null && at - begun.at >= LEAST) good = at;
    begun = null;
  };
  for (const each of seen) {
    if (begun !== null && each.run === begun.run) continue;
    end(each.at);
    if (each.run !== null) begun = each;
  }
  end(now);
  return good;
}

/** What is the same as long as a job runs without a restart; null: it does not run, or is sick: what came since then is new all the same. */
function runOf(state: KeptState | null): string | null {
  if (state === null || state.gone || state.sick || state.listed?.status !== 'RUNNING') return null;
  if (state.job === null) return 'RUNNING';
  return state.job.state === 'RUNNING' ? `${state.job.id}|${state.job.restarts}` : null;
}
