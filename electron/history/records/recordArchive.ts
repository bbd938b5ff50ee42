import { isDeepStrictEqual } from 'node:util';
import type { RecordKind } from '#shared/model/history.ts';
import { recordKinds } from '#shared/model/history.ts';
import { millis } from '#shared/units/units.ts';
import type { Row } from '../database/database.ts';
import { numberOf, numberOrNull, textOf } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { KeptRecord, Owner, RecordArchive, RecordQuery } from '../history.ts';
import { pack, unpack } from '../packed.ts';
import { storable } from '../storable.ts';
import type { Archive } from '../store.ts';

const ENTRY_BYTES = 200;

export function createRecordArchive(archive: Archive): RecordArchive {
  return {
    put(record) {
      if (!storable(record.at)) return;
      // Taken now: who gave it may go on to change it.
      const value = JSON.stringify(record.value ?? null);
      archive.write({
        connection: record.connection,
        entries: 1,
        bytes: ENTRY_BYTES + value.length,
        ours: false,
        apply: (file) => putRecord(file, record, value),
      });
    },
    remove({ connection, application }, kind, key) {
      archive.write({
        connection,
        entries: 1,
        bytes: ENTRY_BYTES,
        ours: false,
        apply: (file) => removeRecord(file, { connection, application }, kind, key),
      });
    },
    read: (query) => archive.read((file) => readRecords(file, query), []),
    first: (owner, kind) =>
      archive.read((file) => {
        const ids = idsOf(file, owner, kind);
        return ids === null ? null : recordOf(owner.connection, file.database.get(FIRST, ...ids));
      }, null),
    lastBefore: (owner, kind, at) =>
      archive.read((file) => {
        const ids = idsOf(file, owner, kind);
        return ids === null ? null : recordOf(owner.connection, file.database.get(LAST_BEFORE, ...ids, at));
      }, null),
    applications: (connection, kind, at) =>
      archive.read((file) => {
        const [owner, name] = [file.interned.findConnection(connection), file.interned.findName(kind)];
        if (owner === null || name === null) return [];
        return file.database.all(WITH_RECORDS, owner, name, at).map((row) => textOf(row['name']));
      }, []),
    get: (owner, kind, key) =>
      archive.read((file) => {
        const ids = idsOf(file, owner, kind);
        return ids === null ? null : recordOf(owner.connection, file.database.get(BY_KEY, ...ids, key));
      }, null),
  };
}

/** Rows with the words in place of their ids. */
const SELECT = `
  SELECT records.*, applications.name AS application_name, names.name AS kind_name FROM records
  JOIN applications ON applications.id = records.application JOIN names ON names.id = records.kind`;
const FIRST = `${SELECT} WHERE records.application = ? AND kind = ? ORDER BY at, records.id LIMIT 1`;
const LAST_BEFORE = `${SELECT} WHERE records.application = ? AND kind = ? AND at <= ? ORDER BY at DESC, records.id DESC LIMIT 1`;
const BY_KEY = `${SELECT} WHERE records.application = ? AND kind = ? AND key = ?`;
const WITH_RECORDS = `
  SELECT name FROM applications WHERE connection = ? AND EXISTS (
    SELECT 1 FROM records WHERE records.application = applications.id AND kind = ? AND at <= ?
  ) ORDER BY name`;
const IN_RANGE = `
  WITH wanted (id) AS (
    SELECT records.id FROM json_each(?1) AS owner CROSS JOIN json_each(?2) AS sort CROSS JOIN records
      ON application = owner.value AND kind = sort.value AND at >= ?3 AND at < ?4
    UNION
    SELECT records.id FROM json_each(?1) AS owner CROSS JOIN json_each(?2) AS sort CROSS JOIN records
      ON application = owner.value AND kind = sort.value AND until > ?3 AND at < ?3
  )
  ${SELECT} WHERE records.id IN wanted ORDER BY at DESC, records.id DESC LIMIT ?5`;

const FIND = 'SELECT id, at, until, value FROM records WHERE application = ? AND kind = ? AND key = ?';
const INSERT = 'INSERT INTO records (application, kind, key, at, until, value) VALUES (?, ?, ?, ?, ?, ?)';
const REMOVE = 'DELETE FROM records WHERE application = ? AND kind = ? AND key = ?';
const REPLACE = 'UPDATE records SET at = ?, until = ?, value = ? WHERE id = ?';

function putRecord(file: OpenFile, record: KeptRecord, json: string): void {
  const { database, interned, totals } = file;
  const application = interned.makeApplication(record).id;
  const kind = interned.makeName(record.kind);
  const [at, until, value] = [Math.round(record.at), record.until === null ? null : Math.round(record.until), pack(json)];
  const before = database.get(FIND, application, kind, record.key);
  if (before === undefined) {
    database.run(INSERT, application, kind, record.key, at, until, value);
    totals.records += 1;
    return;
  }
  // The same again is the usual thing of a collector that asks each minute.
  if (before['at'] === at && before['until'] === until && isDeepStrictEqual(before['value'], value)) return;
  database.run(REPLACE, at, until, value, numberOf(before['id']));
}

function removeRecord(file: OpenFile, owner: Owner, kind: RecordKind, key: string): void {
  const ids = idsOf(file, owner, kind);
  if (ids !== null) file.totals.records -= file.database.run(REMOVE, ...ids, key);
}

function readRecords(file: OpenFile, query: RecordQuery): readonly KeptRecord[] {
  const { database, interned } = file;
  const kinds = query.kinds.flatMap((kind) => interned.findName(kind) ?? []);
  const owners = applicationsOf(file, query);
  const limit = query.limit ?? -1;
  const rows = database.all(IN_RANGE, JSON.stringify(owners), JSON.stringify(kinds), query.from, query.to, limit);
  return rows.flatMap((row) => recordOf(query.connection, row) ?? []).reverse();
}

function applicationsOf({ database, interned }: OpenFile, { connection, application }: RecordQuery): readonly number[] {
  if (application !== undefined) {
    const found = interned.findApplication({ connection, application });
    return found === null ? [] : [found.id];
  }
  const owner = interned.findConnection(connection);
  if (owner === null) return [];
  return database.all('SELECT id FROM applications WHERE connection = ?', owner).map((row) => numberOf(row['id']));
}

function idsOf({ interned }: OpenFile, owner: Owner, kind: RecordKind): readonly [number, number] | null {
  const [application, name] = [interned.findApplication(owner), interned.findName(kind)];
  return application === null || name === null ? null : [application.id, name];
}

function recordOf(connection: string, row: Row | undefined): KeptRecord | null {
  if (row === undefined) return null;
  const kind = recordKinds.find((each) => each === row['kind_name']);
  const value = parse(unpack(row['value']));
  if (kind === undefined || value === undefined) return null;
  const until = numberOrNull(row['until']);
  return {
    connection,
    application: textOf(row['application_name']),
    kind,
    key: textOf(row['key']),
    at: millis(numberOf(row['at'])),
    until: until === null ? null : millis(until),
    value,
  };
}

/** Undefined: the text was damaged. */
function parse(json: string | null): unknown {
  try {
    return json === null ? undefined : (JSON.parse(json) as unknown);
  } catch {
    return undefined;
  }
}
