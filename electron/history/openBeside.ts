import { millis } from '#shared/units/units.ts';
import type { History } from './history.ts';
import { openHistory } from './openHistory.ts';

export interface BesideOptions {
  /** What another Streamgauge keeps; null, or a file that is not there: nothing. */
  readonly file: string | null;
  readonly connections: readonly string[];
  readonly log: (line: string) => void;
}

/**
 * A history in memory, for this run alone, that begins with the thresholds that were learned where more is kept: two programs that look at
 * the same applications take the same figures for normal. The file is only read.
 */
export function openBeside({ file, connections, log }: BesideOptions): History {
  const history = openHistory({ file: null, mode: 'write', log });
  if (file === null) return history;
  const kept = openHistory({ file, mode: 'read', log });
  try {
    for (const connection of connections)
      for (const record of kept.records.read({ connection, kinds: ['learned'], from: millis(0), to: EVER }))
        history.records.put(record);
  } finally {
    kept.close();
  }
  return history;
}

const EVER = millis(Number.MAX_SAFE_INTEGER);
