import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { createHistory } from './createHistory.ts';
import { openWritable } from './database/openDatabase.ts';
import type { History } from './history.ts';
import { createStore } from './store.ts';

export interface HistoryOptions {
  /** Null: in memory, for this run alone. */
  readonly file: string | null;
  /** `read`: never writes, whoever else does. `write`: writes, unless another Streamgauge does already. */
  readonly mode: 'write' | 'read';
  readonly log: (line: string) => void;
  /** Real time, for how much is written a day and how long a call may take; the system's unless told. */
  readonly clock?: Clock;
}

/**
 * Opens what is kept. The app starts whatever the disk says: a damaged file is set aside as `<file>.damaged-<stamp>`, and a disk that cannot
 * be written leaves a history in memory; `status()` says so.
 */
export function openHistory({ file, mode, log, clock = systemClock }: HistoryOptions): History {
  return createHistory(createStore({ file, mode, log, clock, openWritable }), file, clock);
}
