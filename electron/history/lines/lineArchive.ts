import type { LogRecord } from '#shared/model/logs.ts';
import { millis } from '#shared/units/units.ts';
import { numberOf, numberOrNull, textOf } from '../database/database.ts';
import type { Row } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { LineArchive, Owner } from '../history.ts';
import { unpack } from '../packed.ts';
import { storable } from '../storable.ts';
import type { Archive } from '../store.ts';
import { searched, withoutKeys } from './envelope.ts';
import { firstId, pastId } from './lineIds.ts';
import { putLines } from './putLines.ts';
import { exactMatch, holds, looseMatch, ownerWord, unitsOf } from './words.ts';
import type { Unit } from './words.ts';

const LINE_BYTES = 150;

export function createLineArchive(archive: Archive): LineArchive {
  return {
    put(owner, lines) {
      const kept = lines.filter(({ at }) => storable(at));
      if (kept.length === 0) return;
      archive.write({
        connection: owner.connection,
        entries: kept.length,
        bytes: kept.reduce((sum, { message }) => sum + LINE_BYTES + message.length, 0),
        ours: false,
        apply: (file) => putLines(file, owner, kept),
      });
    },
    search(owner, words, from, to, limit) {
      const wanted = { units: unitsOf(withoutKeys(words)), from, to, limit: limit + 1 };
      const found = archive.read((file) => search(file, owner, wanted), []);
      return { lines: found.slice(0, limit).reverse(), truncated: found.length > limit };
    },
    newest: (owner) =>
      archive.read((file) => {
        const id = file.interned.findApplication(owner)?.id;
        const at = id === undefined ? null : numberOrNull(file.database.get(NEWEST, id)?.['at']);
        return at === null ? null : millis(at);
      }, null),
    count: (owner, from, to) =>
      archive.read((file) => {
        const id = file.interned.findApplication(owner)?.id;
        return id === undefined ? 0 : numberOf(file.database.get(COUNT, id, from, to)?.['n']);
      }, 0),
  };
}

const NEWEST = 'SELECT max(at) AS at FROM lines WHERE application = ?';
const COUNT = 'SELECT count(*) AS n FROM lines WHERE application = ? AND at >= ? AND at < ?';
const COLUMNS = 'lines.at, names.name AS stream, lines.message';
const BY_TIME = `
  SELECT ${COLUMNS} FROM lines JOIN names ON names.id = lines.stream
  WHERE application = ? AND at >= ? AND at < ? ORDER BY at DESC, lines.id DESC LIMIT ?`;
/** FTS5 goes through its rows in the order of their ids, which is that of time, and stops when enough are found. */
const BY_WORDS = `
  SELECT ${COLUMNS} FROM words CROSS JOIN lines ON lines.id = words.rowid JOIN names ON names.id = lines.stream
  WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? AND lines.at >= ? AND lines.at < ? ORDER BY words.rowid DESC LIMIT ?`;

interface Wanted {
  readonly units: readonly Unit[];
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** Whole words and parts of names first; where none has them, words that begin so. Newest first. */
function search(file: OpenFile, owner: Owner, { units, from, to, limit }: Wanted): readonly LogRecord[] {
  const application = file.interned.findApplication(owner);
  if (application === null || !(to > from)) return [];
  if (units.length === 0) return file.database.all(BY_TIME, application.id, from, to, limit).flatMap(lineOf);
  const mine = ownerWord(application.id);
  const range = [firstId(from), pastId(to), from, to];
  const exact = file.database.all(BY_WORDS, exactMatch(units, mine), ...range, limit).flatMap(lineOf);
  return newestFirst(exact.length > 0 ? exact : loosely(file, units, [looseMatch(units, mine), ...range], limit));
}

/** The looser question finds some that do not have the words beside each other. */
function loosely(
  { database }: OpenFile,
  units: readonly Unit[],
  question: readonly (string | number)[],
  limit: number,
): readonly LogRecord[] {
  const found: LogRecord[] = [];
  for (const row of database.each(BY_WORDS, ...question, MOST_LOOKED_AT)) {
    found.push(...lineOf(row).filter(({ message }) => holds(searched(message), units)));
    if (found.length === limit) break;
  }
  return found;
}

/** A question of frequent words that never stand beside each other ends too. */
const MOST_LOOKED_AT = 50_000;

/** Many lines of one millisecond may have got an id of the next. */
const newestFirst = (lines: readonly LogRecord[]): readonly LogRecord[] => [...lines].sort((a, b) => b.at - a.at);

/** One, or none where its text was damaged. */
function lineOf(row: Row): LogRecord[] {
  const message = unpack(row['message']);
  return message === null ? [] : [{ at: millis(numberOf(row['at'])), stream: textOf(row['stream']), message }];
}
