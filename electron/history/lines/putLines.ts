import type { LogRecord } from '#shared/model/logs.ts';
import type { Database } from '../database/database.ts';
import { numberOf, numberOrNull } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { Owner } from '../history.ts';
import { pack, unpack } from '../packed.ts';
import { searched } from './envelope.ts';
import { idsFor } from './lineIds.ts';
import { indexed, ownerWord } from './words.ts';

const INSERT = 'INSERT INTO lines (id, application, at, stream, message) VALUES (?, ?, ?, ?, ?)';
const INDEX = 'INSERT INTO words (rowid, owner, word, part) VALUES (?, ?, ?, ?)';
const NEWEST = 'SELECT max(at) AS at FROM lines WHERE application = ?';
const SAME_TIME = 'SELECT stream, message FROM lines WHERE application = ? AND at = ?';

/** Writes lines that are not kept yet, with their words. */
export function putLines(file: OpenFile, owner: Owner, lines: readonly LogRecord[]): void {
  const { database, interned, totals } = file;
  const application = interned.makeApplication(owner).id;
  const newest = numberOrNull(database.get(NEWEST, application)?.['at']) ?? -1;
  const mine = ownerWord(application);
  const nextId = idsFor(database);
  // FTS5 takes ids in ascending order without going to the disk for each.
  const ordered = lines.map((line) => ({ ...line, at: Math.round(line.at) })).sort((a, b) => a.at - b.at);
  let [at, known] = [-1, new Set<string>()];
  for (const line of ordered) {
    if (line.at !== at) {
      at = line.at;
      known = at > newest ? new Set() : knownAt(database, application, at);
    }
    const message = whole(line.message);
    const stream = interned.makeName(whole(line.stream));
    const key = `${stream} ${message}`;
    if (known.has(key)) continue;
    known.add(key);
    const id = nextId(at);
    const { word, part } = indexed(searched(message));
    database.run(INSERT, id, application, at, stream, pack(message));
    database.run(INDEX, id, mine, word, part);
    totals.lines += 1;
  }
}

const knownAt = (database: Database, application: number, at: number): Set<string> =>
  new Set(database.all(SAME_TIME, application, at).map((row) => `${numberOf(row['stream'])} ${unpack(row['message'])}`));

/** Half a character becomes what SQLite would make of it, so that the same line is known again. */
const whole = (text: string): string => text.replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD');
