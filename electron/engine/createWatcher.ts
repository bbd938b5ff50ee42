import type { Connection } from '#shared/model/connection.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Watcher, WatcherContext } from './watcher.ts';

const soon: SourceError = { kind: 'unexpected', source: 'Streamgauge', message: 'Not watched yet.', remedy: 'Wait for it.' };

/** The watcher that fits the kind of connection. */
export function createWatcher(_connection: Connection, _context: WatcherContext): Watcher {
  return {
    state: () => ({ state: 'connecting', error: null, lastGood: null, nextTry: null, clock: null }),
    attend: () => undefined,
    setClock: () => Promise.resolve(failed(soon)),
    searchLogs: () => Promise.resolve(failed(soon)),
    probe: () => Promise.resolve(failed(soon)),
    close: () => Promise.resolve(),
  };
}
