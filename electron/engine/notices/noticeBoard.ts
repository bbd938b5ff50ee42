import { isDeepStrictEqual } from 'node:util';
import { leave, observe, without } from '#shared/analysis/notices/observe.ts';
import { quietReason } from '#shared/analysis/notices/quiet.ts';
import type { NoticeState } from '#shared/analysis/notices/state.ts';
import { NOTHING } from '#shared/analysis/notices/state.ts';
import { minuteHere } from '#shared/analysis/notices/wallClock.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import { ok } from '#shared/model/sourceError.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { AlarmParts } from '../alarms/alarmParts.ts';
import { coalesced } from '../coalesce.ts';
import { lookAt } from './lookAt.ts';
import { noticeArchive } from './noticeArchive.ts';

/** Keeps the list of notices: topic `notices`. */
export interface NoticeBoard {
  /** Told of everything that changes in the store. */
  see(entry: TopicSnapshot): void;
  read(question: Input<'notices.read'>): Output<'notices.read'>;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
}

/** What comes in a burst is looked at together. */
const PAUSE = millis(SECOND / 4);
/** Time passes without anything changing: what has lasted long enough, what is over, quiet hours that end. Real time. */
const TICK = millis(5 * SECOND);

export function noticeBoard(parts: AlarmParts): NoticeBoard {
  const { store, history, settings, watched, clock, log, closed } = parts;
  const archive = noticeArchive(history);
  const known = new Set<string>();
  let state: NoticeState = NOTHING;

  const change = (next: NoticeState): void => {
    const { notices } = state;
    state = next;
    if (isDeepStrictEqual(notices, next.notices) && store.get({ kind: 'notices' }).state === 'live') return;
    archive.keep(next.notices);
    store.put({ kind: 'notices' }, { state: 'live', value: [...next.notices], at: clock.now() });
  };

  /** A connection's notices are read once; those of one that is gone are left out. */
  const settle = (): void => {
    const ids = settings().connections.map(({ id }) => id);
    let next = state;
    for (const id of ids) {
      if (known.has(id)) continue;
      known.add(id);
      next = { ...next, notices: [...next.notices, ...archive.load(id, thresholds.notices.most)] };
    }
    for (const id of known) {
      if (ids.includes(id)) continue;
      known.delete(id);
      next = without(next, id);
    }
    change({ ...next, notices: [...next.notices].sort((a, b) => b.at - a.at) });
  };

  const look = (): void => {
    let next = state;
    for (const connection of watched.keys()) {
      const seen = lookAt(parts, connection);
      if (seen === null) continue;
      const wanted = settings().notifications;
      const minuteOfDay = minuteHere(seen.at);
      const speed = watched.get(connection)?.watcher.state().clock?.speed ?? 1;
      next = observe(next, seen, ({ ref }, { severity, snoozed }) =>
        quietReason(wanted, { ref, severity, snoozed, at: seen.at, minuteOfDay, speed }),
      );
    }
    change(next);
  };
  const lookSoon = coalesced(look, PAUSE, { clock, log }, closed);

  const tick = async (): Promise<void> => {
    while (!closed.aborted) {
      await clock.sleep(TICK, closed);
      if (!closed.aborted) lookSoon();
    }
  };
  void tick();

  return {
    see({ kind, key, snapshot }) {
      if (kind === 'settings') settle();
      if (kind === 'fleet' && snapshot.state === 'waiting') change(leave(state, key.slice('fleet|'.length)));
      if (kind === 'fleet' || kind === 'alarmStatus' || kind === 'settings') lookSoon();
    },
    read({ ids }) {
      const notices = state.notices.map((notice) =>
        notice.read || (ids !== null && !ids.includes(notice.id)) ? notice : { ...notice, read: true },
      );
      change({ ...state, notices });
      return ok({});
    },
    forget(connection) {
      change(connection === null ? NOTHING : without(state, connection));
    },
  };
}
