import { numberOf, numberOrNull } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import { expire } from './expire.ts';

/** Forgets all of every connection: whole tables at once, which is quick whatever is in them. */
export function clearAll(file: OpenFile): void {
  const { database, interned, totals } = file;
  for (const table of [
    'samples',
    'fives',
    'hours',
    'records',
    'lines',
    'counts',
    'series',
    'applications',
    'connections',
    'names',
  ])
    database.run(`DELETE FROM ${table}`);
  database.run("INSERT INTO words (words) VALUES ('delete-all')");
  Object.assign(totals, { samples: 0, lines: 0, records: 0 });
  file.oldest = null;
  interned.forget();
}

/** Takes a connection its name, so that nothing of it is found any more; `removeNameless` then removes it piece by piece. */
export function makeNameless(file: OpenFile, connection: string): void {
  file.database.run('UPDATE connections SET name = NULL WHERE name = ?', connection);
  file.interned.forget();
}

/** Removes some of what has no name any more; false: nothing is left. */
export function removeNameless(file: OpenFile): boolean {
  const { database, totals, interned } = file;
  const id = numberOrNull(database.get('SELECT id FROM connections WHERE name IS NULL LIMIT 1')?.['id']);
  if (id === null) return false;
  if (expire(file, id, Number.MAX_SAFE_INTEGER) > 0) return true;
  const mine = 'application IN (SELECT id FROM applications WHERE connection = ?)';
  totals.records -= database.run(`DELETE FROM records WHERE ${mine}`, id);
  database.run(`DELETE FROM series WHERE ${mine}`, id);
  database.run('DELETE FROM counts WHERE connection = ?', id);
  database.run('DELETE FROM applications WHERE connection = ?', id);
  database.run('DELETE FROM connections WHERE id = ?', id);
  interned.forget();
  return numberOf(database.get('SELECT count(*) AS n FROM connections WHERE name IS NULL')?.['n']) > 0;
}
