import type { History } from '../../history/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { CONNECTION } from './keptShapes.ts';

/** Nobody watched between two moments that are further apart. */
const GAP = millis(5 * MINUTE);
/** A stretch is kept by its beginning, which must not be older than the retention. */
const LONGEST = millis(DAY / 2);

/** When each connection was watched: what is kept says nothing about the time between. */
export interface WatchStretches {
  /** Something was learnt at this moment. */
  touch(connection: string, at: Millis): void;
  /** The newest moment; null: nothing was learnt yet. */
  latest(connection: string): Millis | null;
  /** What comes next is a stretch of its own. */
  forget(connection: string): void;
}

interface Open {
  readonly from: Millis;
  until: Millis;
  /** As written last. */
  written: Millis;
}

/** `cleared`: everything that was kept of the connection has been forgotten since. */
export function watchStretches({ records }: History, cleared: (connection: string) => void): WatchStretches {
  const open = new Map<string, Open>();
  const keyOf = (from: Millis) => `watch-${from}`;
  const write = (connection: string, stretch: Open): void => {
    const { from, until } = stretch;
    stretch.written = until;
    records.put({ connection, application: CONNECTION, kind: 'state', key: keyOf(from), at: from, until, value: null });
  };

  return {
    latest: (connection) => open.get(connection)?.until ?? null,
    touch(connection, at) {
      const stretch = open.get(connection);
      if (stretch === undefined || at < stretch.until || at - stretch.until > GAP || at - stretch.from > LONGEST) {
        if (stretch !== undefined && at < stretch.until && stretch.until - at < GAP) return;
        const begun = { from: at, until: at, written: at };
        open.set(connection, begun);
        write(connection, begun);
        return;
      }
      stretch.until = at;
      if (at - stretch.written < MINUTE) return;
      if (records.get({ connection, application: CONNECTION }, 'state', keyOf(stretch.from)) === null) cleared(connection);
      write(connection, stretch);
    },
    forget: (connection) => void open.delete(connection),
  };
}

/** The newest moment at or before `at` at which the connection was watched; null: never, as far as is kept. */
export function watchedAt({ records }: Pick<History, 'records'>, connection: string, at: Millis): Millis | null {
  const stretch = records.lastBefore({ connection, application: CONNECTION }, 'state', at);
  if (stretch === null) return null;
  const until = stretch.until ?? stretch.at;
  // Its end is written once a minute: so long it may have gone on.
  return at <= until + MINUTE ? at : until;
}
