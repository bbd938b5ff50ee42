import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import { sizeOf } from '../database/openDatabase.ts';
import { numberOf } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { Limits } from '../history.ts';
import { rules } from '../rules.ts';
import type { Store } from '../store.ts';
import { removeOldest } from './cap.ts';
import { removeNameless } from './clear.ts';
import { expire, forgetSeries } from './expire.ts';
import { foldFives, foldSamples } from './fold.ts';
import { thinJobs } from './thinJobs.ts';

/** What it goes by now; each call may bring another. */
export interface Wishes {
  readonly now: ReadonlyMap<string, Millis>;
  readonly limits: Limits;
}

export interface Tidy {
  /** Goes on where the last call stopped, for a slice of time. */
  run(wishes: Wishes): void;
}

/** Pages that one step gives back to the disk. */
const VACUUM = 500;

export function createTidy(store: Store, clock: Clock): Tidy {
  let wishes: Wishes | null = null;
  let round: Generator<void, void> | null = null;

  /** Steps, each a transaction of a few milliseconds, until one says that there is no more. */
  function* steps(step: (file: OpenFile) => boolean): Generator<void, boolean> {
    for (let any = false; ; any = true) {
      let more = false;
      const done = store.change((file) => {
        more = step(file);
      });
      yield;
      if (!done || !more) return any;
    }
  }

  function* everything(first: Wishes): Generator<void, void> {
    const current = (): Wishes => wishes ?? first;
    yield* steps(removeNameless);
    for (const name of first.now.keys()) {
      const id = store.look((file) => file.interned.findConnection(name), null);
      // The newest moment that was told: a connection that is no longer watched stays as it is, since its time is not known.
      const now = (): number => current().now.get(name) ?? -Infinity;
      if (id === null) continue;
      yield* steps((file) => thinJobs(file, id, now()));
      const expired = yield* steps((file) => expire(file, id, now() - current().limits.retention) > 0);
      yield* steps((file) => foldSamples(file, id, now()));
      yield* steps((file) => foldFives(file, id, now()));
      if (expired) yield* forgetAll(id);
    }
    yield* steps((file) => {
      file.database.run('DELETE FROM counts WHERE hour < ?', clock.now() - rules.counts);
      return false;
    });
    yield* keepSize(current);
    yield* steps((file) => {
      file.database.run("INSERT INTO words (words, rank) VALUES ('merge', 100)");
      return false;
    });
    yield* steps(giveBack);
  }

  function* forgetAll(id: number): Generator<void, void> {
    let after: number | null = 0;
    yield* steps((file) => {
      after = forgetSeries(file, id, after ?? 0);
      return after !== null;
    });
  }

  function* keepSize(current: () => Wishes): Generator<void, void> {
    const most = (): number =>
      store.mode === 'memory' ? Math.min(rules.mostBytesInMemory, current().limits.mostBytes) : current().limits.mostBytes;
    if ((store.file?.size.used ?? 0) <= most()) return;
    yield* steps((file) => sizeOf(file.database).used > most() * (1 - rules.capSlack) && removeOldest(file));
  }

  return {
    run(next) {
      wishes = next;
      round ??= everything(next);
      const began = clock.now();
      try {
        do {
          if (round.next().done === true) {
            round = null;
            return;
          }
        } while (clock.now() - began < rules.tidySlice);
      } catch (thrown) {
        round = null;
        throw thrown;
      }
    },
  };
}

/** What is free goes back to the disk, but for a little that is needed again soon. */
function giveBack({ database }: OpenFile): boolean {
  const pages = numberOf(database.get('PRAGMA page_count')?.['page_count']);
  const free = numberOf(database.get('PRAGMA freelist_count')?.['freelist_count']);
  const most = Math.max(64, pages * 0.02);
  if (free <= most) return false;
  database.all(`PRAGMA incremental_vacuum(${VACUUM})`);
  return free - VACUUM > most;
}
