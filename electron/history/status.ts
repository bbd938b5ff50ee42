import type { HistoryStatus } from '#shared/model/history.ts';
import { bytes, millis } from '#shared/units/units.ts';
import { numberOf, numberOrNull } from './database/database.ts';
import { sizeOf } from './database/openDatabase.ts';
import type { OpenFile } from './database/openFile.ts';
import { readTotals } from './database/openFile.ts';
import { sampleTables, sliceEnds, slices } from './samples/slices.ts';
import type { Store } from './store.ts';

/** How the history fares. Cheap: what is kept is counted as it comes and goes. */
export function statusOf(store: Store, file: string | null): HistoryStatus {
  // What another Streamgauge writes is looked up.
  const found = store.look(
    (open) =>
      store.mode === 'reading'
        ? figures(open, readTotals(open.database), sizeOf(open.database).file)
        : figures(open, open.totals, open.size.file),
    null,
  );
  return {
    mode: store.mode,
    notices: store.notices(),
    file: store.mode === 'memory' ? null : file,
    ...(found ?? { bytes: bytes(0), samples: 0, lines: 0, records: 0, oldest: null }),
    bytesPerDay: store.bytesPerDay === null ? null : bytes(store.bytesPerDay),
    waiting: store.waiting,
  };
}

function figures(open: OpenFile, { samples, lines, records }: OpenFile['totals'], size: number) {
  if (open.oldest === undefined) open.oldest = oldestOf(open);
  return { bytes: bytes(size), samples, lines, records, oldest: open.oldest === null ? null : millis(open.oldest) };
}

/** Looks into the oldest slice of each connection. */
function oldestOf({ database }: OpenFile): number | null {
  const connections = database.all('SELECT id FROM connections WHERE name IS NOT NULL').map((row) => numberOf(row['id']));
  const found = connections.flatMap((connection) =>
    sampleTables.flatMap((table) => {
      const slice = numberOrNull(database.get(sliceEnds(table), connection)?.['oldest']);
      if (slice === null) return [];
      const first = `SELECT min(at) AS at FROM ${table} WHERE connection = ? AND slice = ?`;
      const at = numberOf(database.get(first, connection, slice)?.['at']);
      return [slice * slices[table].slice + at * slices[table].width];
    }),
  );
  return found.length === 0 ? null : Math.min(...found);
}
