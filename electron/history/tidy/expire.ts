import { recordKinds } from '#shared/model/history.ts';
import type { Database } from '../database/database.ts';
import { numberOf, numberOrNull } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { SampleTable } from '../samples/slices.ts';
import { sampleTables, sliceEnds, slices } from '../samples/slices.ts';

/** Rows that one step removes. */
const ROWS = 2_000;
/** Lines cost more, for their words. */
const LINES = 300;

/** Removes some of what is older than a moment; answers how much it was. Samples go in whole slices, so that none goes too early. */
export function expire(file: OpenFile, connection: number, before: number): number {
  for (const table of sampleTables) {
    const slice = numberOrNull(file.database.get(sliceEnds(table), connection)?.['oldest']);
    if (slice === null || (slice + 1) * slices[table].slice > before) continue;
    return removeSamples(file, table, connection, slice);
  }
  return removeLines(file, connection, before) || removeRecords(file, connection, before);
}

function removeSamples(file: OpenFile, table: SampleTable, connection: number, slice: number): number {
  const nth = `SELECT series FROM ${table} WHERE connection = ? AND slice = ? ORDER BY series LIMIT 1 OFFSET ${ROWS}`;
  const last = numberOrNull(file.database.get(nth, connection, slice)?.['series']) ?? Number.MAX_SAFE_INTEGER;
  const remove = `DELETE FROM ${table} WHERE connection = ? AND slice = ? AND series <= ?`;
  const removed = file.database.run(remove, connection, slice, last);
  file.totals.samples -= removed;
  file.oldest = undefined;
  return removed;
}

const OLD_LINES = `
  SELECT lines.id FROM applications CROSS JOIN lines ON lines.application = applications.id
  WHERE applications.connection = ? AND lines.at < ? LIMIT ${LINES}`;

export function removeLines({ database, totals }: OpenFile, connection: number, before: number): number {
  const ids = database.all(OLD_LINES, connection, before).map((row) => numberOf(row['id']));
  for (const id of ids.sort((a, b) => a - b)) {
    database.run('DELETE FROM words WHERE rowid = ?', id);
    database.run('DELETE FROM lines WHERE id = ?', id);
  }
  totals.lines -= ids.length;
  return ids.length;
}

/** The newest of each kind stays, however old: it says how things were when what is young began. */
const OLD_RECORDS = `
  DELETE FROM records WHERE id IN (
    SELECT old.id FROM applications CROSS JOIN json_each(?2) AS sort CROSS JOIN records AS old
      ON old.application = applications.id AND old.kind = sort.value AND old.at < ?3
    WHERE applications.connection = ?1 AND (old.until IS NULL OR old.until < ?3) AND old.id <> (
      SELECT id FROM records AS newest WHERE newest.application = old.application AND newest.kind = old.kind AND newest.at < ?3
      ORDER BY at DESC, id DESC LIMIT 1
    ) LIMIT ${ROWS}
  )`;

function removeRecords(file: OpenFile, connection: number, before: number): number {
  // What we wrote to an account is told for good: only clearing forgets it.
  const aging = recordKinds.filter((kind) => kind !== 'audit');
  const kinds = aging.flatMap((kind) => file.interned.findName(kind) ?? []);
  const removed = file.database.run(OLD_RECORDS, connection, JSON.stringify(kinds), before);
  file.totals.records -= removed;
  return removed;
}

/** Forgets the names of series of which nothing is left, some at a time. Answers where to go on; null: all were looked at. */
export function forgetSeries(file: OpenFile, connection: number, after: number): number | null {
  const { database } = file;
  const some = `
    SELECT series.id FROM series JOIN applications ON applications.id = series.application
    WHERE applications.connection = ? AND series.id > ? ORDER BY series.id LIMIT 200`;
  const ids = database.all(some, connection, after).map((row) => numberOf(row['id']));
  const gone = ids.filter((id) => !sampleTables.some((table) => hasSamples(database, table, connection, id)));
  for (const id of gone) database.run('DELETE FROM series WHERE id = ?', id);
  if (gone.length > 0) file.interned.forget();
  return ids.at(-1) ?? null;
}

/** Looks from the newest slice: what still comes is found at once. */
function hasSamples(database: Database, table: SampleTable, connection: number, series: number): boolean {
  const row = database.get(sliceEnds(table), connection);
  const [oldest, newest] = [numberOrNull(row?.['oldest']), numberOrNull(row?.['newest'])];
  if (oldest === null || newest === null) return false;
  const one = `SELECT 1 AS one FROM ${table} WHERE connection = ? AND slice = ? AND series = ? LIMIT 1`;
  for (let slice = newest; slice >= oldest; slice--) if (database.get(one, connection, slice, series) !== undefined) return true;
  return false;
}
