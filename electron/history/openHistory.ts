import type { History } from './history.ts';

export interface HistoryOptions {
  /** Null: in memory, for this run alone. */
  readonly file: string | null;
  /** `read`: never writes, whoever else does. `write`: writes, unless another Streamgauge does already. */
  readonly mode: 'write' | 'read';
  readonly log: (line: string) => void;
}

/**
 * Opens what is kept. The app starts whatever the disk says: a damaged file is set aside as `<file>.damaged-<stamp>`, and a disk that cannot
 * be written leaves a history in memory; `status()` says so.
 */
export function openHistory(options: HistoryOptions): History {
  throw new Error(`not built: ${options.mode}`);
}
