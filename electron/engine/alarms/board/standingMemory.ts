import type { History, Owner } from '../../../history/history.ts';
import { millis } from '#shared/units/units.ts';
import type { ListedStatus } from '../alarmAccess.ts';
import type { Standing } from './standing.ts';
import { BACK, goneOn, standings } from './standing.ts';

/** How one application stood lately: first by what is kept of it, from then on by each list. */
export interface StandingMemory {
  of(listed: ListedStatus): readonly Standing[];
}

export function standingMemory(history: Pick<History, 'records'>, owner: Owner): StandingMemory {
  let list: readonly Standing[] = [];
  return {
    of(listed) {
      const { answered } = listed;
      const last = list.at(-1);
      // At the beginning, and when the clock was set back.
      if (last === undefined || last.from > answered) list = standings(history, owner, millis(answered - BACK), answered);
      list = goneOn(list, listed);
      return list;
    },
  };
}
