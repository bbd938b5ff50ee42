import type { Database } from './database.ts';
import { numberOf } from './database.ts';
import type { Interned } from './interned.ts';
import { createInterned } from './interned.ts';
import { sizeOf } from './openDatabase.ts';

/** How many entries are kept; changed with them, so that they need not be counted. */
export interface Totals {
  samples: number;
  lines: number;
  records: number;
}

/** A history that is open. */
export interface OpenFile {
  readonly database: Database;
  readonly interned: Interned;
  readonly totals: Totals;
  /** Bytes of the file and of them those in use, as of the last change. */
  size: ReturnType<typeof sizeOf>;
  /** Of the oldest sample; undefined: has to be looked for. */
  oldest: number | null | undefined;
  /** Changes all or nothing, the totals with it. */
  change(work: (file: OpenFile) => void): void;
}

export function openFile(database: Database, writes: boolean): OpenFile {
  const interned = createInterned(database, writes);
  const file: OpenFile = {
    database,
    interned,
    totals: readTotals(database),
    size: sizeOf(database),
    oldest: undefined,
    change(work) {
      const before = { ...file.totals };
      try {
        database.transaction(() => {
          work(file);
          const { samples, lines, records } = file.totals;
          if (samples !== before.samples || lines !== before.lines || records !== before.records)
            database.run('UPDATE totals SET samples = ?, lines = ?, records = ?', samples, lines, records);
        });
      } catch (thrown) {
        Object.assign(file.totals, before);
        file.oldest = undefined;
        interned.forget();
        throw thrown;
      }
      file.size = sizeOf(database);
    },
  };
  return file;
}

export function readTotals(database: Database): Totals {
  const row = database.get('SELECT samples, lines, records FROM totals');
  return { samples: numberOf(row?.['samples']), lines: numberOf(row?.['lines']), records: numberOf(row?.['records']) };
}
