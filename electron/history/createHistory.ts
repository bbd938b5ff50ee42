import type { Clock } from '../clock.ts';
import { createCountArchive } from './countArchive.ts';
import type { History } from './history.ts';
import { createLineArchive } from './lines/lineArchive.ts';
import { createRecordArchive } from './records/recordArchive.ts';
import { rules } from './rules.ts';
import { createSampleArchive } from './samples/sampleArchive.ts';
import { statusOf } from './status.ts';
import type { Archive, Store } from './store.ts';
import { clearAll, makeNameless, removeNameless } from './tidy/clear.ts';
import { createTidy } from './tidy/tidy.ts';

/** How long clearing may hold up the engine; the rest is removed by `tidy`, and is not seen meanwhile. Real time. */
const CLEARING = 1_000;

/** The archives over one store, and when it writes. */
export function createHistory(store: Store, file: string | null, clock: Clock): History {
  const tidy = createTidy(store, clock);
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  let told = '';

  /** Something is to be written or told: once a second at most. */
  const stir = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      store.flushWhenDue();
      if (store.waiting > 0) stir();
      const now = JSON.stringify(statusOf(store, file));
      if (now === told) return;
      told = now;
      for (const tell of listeners) tell();
    }, rules.writeEvery).unref();
  };
  const archive: Archive = {
    read: (ask, nothing) => store.read(ask, nothing),
    write(write) {
      store.write(write);
      stir();
    },
  };

  return {
    samples: createSampleArchive(archive),
    records: createRecordArchive(archive),
    lines: createLineArchive(archive),
    counts: createCountArchive(archive),
    status: () => statusOf(store, file),
    onChange: (tell) => void listeners.add(tell),
    flush() {
      store.flush();
      stir();
    },
    tidy(now, limits) {
      store.takeOver();
      store.flushWhenDue();
      if (store.mode !== 'reading') tidy.run({ now, limits });
      stir();
    },
    clear(connection) {
      store.forget(connection);
      store.change((open) => (connection === null ? clearAll(open) : makeNameless(open, connection)));
      const began = clock.now();
      let more = true;
      while (more && clock.now() - began < CLEARING) {
        more = false;
        store.change((open) => {
          more = removeNameless(open);
        });
      }
      stir();
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      listeners.clear();
      store.close();
    },
  };
}
