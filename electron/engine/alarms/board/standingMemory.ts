import type { History, Owner } from '../../../history/history.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { Standing } from './standing.ts';
import { standings, standsNow } from './standing.ts';

/** How one application stood lately: read from what is kept when its status is another, or now and then. */
export interface StandingMemory {
  /** `listedAt`: when its status was listed. */
  of(status: ApplicationStatus | null, to: Millis, listedAt: Millis): readonly Standing[];
}

/** More than is ever judged again. */
const BACK = millis(4 * HOUR);
const GOOD_FOR = millis(HOUR / 2);

export function standingMemory(history: Pick<History, 'records'>, owner: Owner): StandingMemory {
  let read: { readonly status: ApplicationStatus | null; readonly to: Millis; readonly list: readonly Standing[] } | null = null;
  let seenRunning: Millis | null = null;
  return {
    of(status, to, listedAt) {
      if (read === null || read.status !== status || Math.abs(to - read.to) > GOOD_FOR) {
        const list = standings(history, owner, millis(to - BACK));
        read = { status, to, list: standsNow(status) && seenRunning !== null ? unseen(list, seenRunning) : list };
      }
      if (!standsNow(status)) seenRunning = listedAt;
      return read.list;
    },
  };
}

/**
 * When exactly it stopped is not known: some time after it was seen to run for the last time. Its silence since then is no trouble, however
 * long nobody looked.
 */
function unseen(list: readonly Standing[], seenRunning: Millis): readonly Standing[] {
  const [before, last] = [list.at(-2), list.at(-1)];
  if (before === undefined || last?.kind !== 'stands' || before.kind !== 'runs') return list;
  const from = millis(Math.max(before.from, seenRunning));
  if (from >= last.from) return list;
  return [...list.slice(0, -2), { ...before, to: from }, { from, to: last.from, kind: 'changes' }, last];
}
