import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { rules } from '../rules.ts';
import type { Database } from './database.ts';
import { numberOf, wrapDatabase } from './database.ts';
import { failureOf } from './failure.ts';
import { VERSION, migrations, smallTables, tables } from './schema.ts';

/** What a file is, seen without changing it. `newer`: of a later Streamgauge. */
export type Condition = 'none' | 'good' | 'damaged' | 'newer' | 'unreadable';

/** How long another's lock is waited for; all of ours are short. */
const PATIENCE = 500;
const PAGE = 4096;

/**
 * Looks at a file over a connection that only reads: one that writes would, when closed, copy a WAL into it, even another file's. Large files
 * are checked in part; what is found later is handled then.
 */
export function examine(file: string): Condition {
  if (!existsSync(file) || statSync(file).size === 0) return 'none';
  if (!hasWal(file) && statSync(file).size % PAGE !== 0) return 'damaged';
  let database: Database | null = null;
  try {
    const identity = hasWal(file) ? identityWithoutWal(file) : null;
    database = openReadOnly(file);
    if (identity !== null && identityOf(database) !== identity) return 'damaged';
    const version = versionOf(database);
    if (version > VERSION) return 'newer';
    if (version === 0) return tablesIn(database) === 0 ? 'none' : 'damaged';
    const whole = statSync(file).size <= rules.checkedWhollyBytes;
    const checks = whole ? ['PRAGMA quick_check(1)'] : smallTables.map((table) => `PRAGMA quick_check(${table})`);
    // Any of them missing is an error to SQLite, not damage.
    for (const table of tables) database.get(`SELECT * FROM ${table} LIMIT 1`);
    for (const check of checks) {
      const answer = database.get(check);
      if (answer === undefined || Object.values(answer)[0] !== 'ok') return 'damaged';
    }
    return 'good';
  } catch (thrown) {
    const failure = failureOf(thrown);
    if (failure === 'bug' && database === null) throw thrown;
    return failure === 'damaged' || failure === 'bug' ? 'damaged' : 'unreadable';
  } finally {
    database?.close();
  }
}

const hasWal = (file: string): boolean => existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;

/** Each file has a number of its own, written before there is a WAL: a WAL that says another is of another file. */
const identityOf = (database: Database): number => numberOf(database.get('PRAGMA application_id')?.['application_id']);

function identityWithoutWal(file: string): number {
  const database = wrapDatabase(new DatabaseSync(`${pathToFileURL(file).href}?immutable=1`, { readOnly: true }));
  try {
    return identityOf(database);
  } finally {
    database.close();
  }
}

export const openReadOnly = (file: string): Database =>
  wrapDatabase(new DatabaseSync(file, { readOnly: true, timeout: PATIENCE }));

/** Opens for writing, makes what is missing, and brings an older file up to date. Null file: in memory. */
export function openWritable(file: string | null): Database {
  if (file !== null) mkdirSync(dirname(file), { recursive: true });
  const connection = new DatabaseSync(file ?? ':memory:', { timeout: PATIENCE });
  try {
    const database = wrapDatabase(connection);
    connection.exec(`PRAGMA page_size = ${PAGE}; PRAGMA auto_vacuum = INCREMENTAL`);
    if (identityOf(database) === 0) connection.exec(`PRAGMA application_id = ${randomInt(1, 2 ** 31)}`);
    connection.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA journal_size_limit = 32000000;
      PRAGMA cache_size = -16000;
      PRAGMA temp_store = MEMORY;
    `);
    const version = versionOf(database);
    if (version < VERSION)
      database.transaction(() => {
        for (const migration of migrations.slice(version)) connection.exec(migration);
        connection.exec(`PRAGMA user_version = ${VERSION}`);
      });
    return database;
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

/** Moves a damaged file and what belongs to it out of the way; never deletes. Answers where it is now. */
export function setAside(file: string, stamp: string): string {
  const free = Array.from({ length: 100 }, (_, i) => `${file}.damaged-${stamp}${i === 0 ? '' : `-${i}`}`).find(
    (name) => !existsSync(name),
  );
  if (free === undefined) throw new Error(`${file} was damaged a hundred times at ${stamp}`);
  for (const ending of ['', '-wal', '-shm']) if (existsSync(file + ending)) renameSync(file + ending, free + ending);
  return free;
}

const versionOf = (database: Database): number => numberOf(database.get('PRAGMA user_version')?.['user_version']);
const tablesIn = (database: Database): number => numberOf(database.get('SELECT count(*) AS n FROM sqlite_schema')?.['n']);

/** Bytes of the file, and of them those in use. */
export function sizeOf(database: Database): { readonly file: number; readonly used: number } {
  const pages = numberOf(database.get('PRAGMA page_count')?.['page_count']);
  const free = numberOf(database.get('PRAGMA freelist_count')?.['freelist_count']);
  return { file: pages * PAGE, used: (pages - free) * PAGE };
}
