import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHistory } from '#electron/history/openHistory.ts';
import { VERSION } from '#electron/history/database/schema.ts';
import { millis } from '#shared/units/units.ts';
import { START, owner, seriesOf, value } from '#test/support/histories.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-versions-'));
  file = join(folder, 'history.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of version 1 as that version made it. This text is never changed. */
const VERSION_1 = `
  PRAGMA auto_vacuum = INCREMENTAL;
  CREATE TABLE connections (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
  CREATE TABLE applications (id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, name TEXT NOT NULL, thinned INTEGER NOT NULL DEFAULT 0, UNIQUE (connection, name));
  CREATE TABLE series (id INTEGER PRIMARY KEY, application INTEGER NOT NULL, name TEXT NOT NULL, statistic TEXT NOT NULL, period INTEGER NOT NULL, unit TEXT NOT NULL, UNIQUE (application, name, statistic, period));
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE samples (connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL, mark INTEGER NOT NULL, PRIMARY KEY (connection, slice, series, at)) WITHOUT ROWID;
  CREATE TABLE fives (connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL, minimum REAL, maximum REAL, last REAL, last_at INTEGER, sum REAL NOT NULL, count INTEGER NOT NULL, sentinels INTEGER NOT NULL, not_numbers INTEGER NOT NULL, seen BLOB, PRIMARY KEY (connection, slice, series, at)) WITHOUT ROWID;
  CREATE TABLE hours (connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL, minimum REAL, maximum REAL, last REAL, last_at INTEGER, sum REAL NOT NULL, count INTEGER NOT NULL, sentinels INTEGER NOT NULL, not_numbers INTEGER NOT NULL, seen BLOB, PRIMARY KEY (connection, slice, series, at)) WITHOUT ROWID;
  CREATE TABLE records (id INTEGER PRIMARY KEY, application INTEGER NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER, value NOT NULL, UNIQUE (application, kind, key));
  CREATE INDEX records_by_time ON records (application, kind, at);
  CREATE INDEX records_by_end ON records (application, kind, until) WHERE until IS NOT NULL;
  CREATE TABLE lines (id INTEGER PRIMARY KEY, application INTEGER NOT NULL, at INTEGER NOT NULL, stream INTEGER NOT NULL, message NOT NULL);
  CREATE INDEX lines_by_time ON lines (application, at);
  CREATE VIRTUAL TABLE words USING fts5 (owner, word, part, content = '', contentless_delete = 1, tokenize = 'ascii');
  CREATE TABLE counts (connection INTEGER NOT NULL, hour INTEGER NOT NULL, service TEXT NOT NULL, operation TEXT NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY (connection, hour, service, operation)) WITHOUT ROWID;
  CREATE TABLE totals (samples INTEGER NOT NULL, lines INTEGER NOT NULL, records INTEGER NOT NULL);
  INSERT INTO totals VALUES (1, 1, 1);
  INSERT INTO connections VALUES (1, 'prod');
  INSERT INTO applications VALUES (1, 1, 'arn:orders', 0);
  INSERT INTO series VALUES (1, 1, '["AWS/KinesisAnalytics","lastCheckpointDuration",[["Application","orders"]]]', 'Average', 60000, 'Millis');
  INSERT INTO names VALUES (1, 'stream'), (2, 'state');
  INSERT INTO samples VALUES (1, ${START / 3_600_000}, 1, 0, 42, 0);
  INSERT INTO records VALUES (1, 1, 2, 'k', ${START}, NULL, '"RUNNING"');
  INSERT INTO lines VALUES (${START * 16}, 1, ${START}, 1, 'an old line');
  INSERT INTO words (rowid, owner, word, part) VALUES (${START * 16}, 'a1', 'an old line', '');
  INSERT INTO counts VALUES (1, ${START}, 'CloudWatch', 'GetMetricData', 7);
  PRAGMA user_version = 1;`;

describe('a history of an older version', () => {
  it('is brought up to date with all that it holds, and can then be added to', () => {
    const old = new DatabaseSync(file);
    old.exec(VERSION_1);
    old.close();
    const history = openHistory({ file, mode: 'write', log: () => undefined });
    const ever = [millis(0), millis(START + 1)] as const;
    const counted = {
      connection: 'prod',
      service: 'CloudWatch',
      operation: 'GetMetricData',
      hour: millis(START),
      requests: 7,
      units: 0,
    };
    expect(history.status()).toMatchObject({ mode: 'writing', notices: [], samples: 1, lines: 1, records: 1 });
    expect(history.samples.read(seriesOf(), ...ever, 'raw')).toMatchObject([{ last: 42 }]);
    expect(history.records.get(owner, 'state', 'k')?.value).toBe('RUNNING');
    expect(history.lines.search(owner, 'old', ...ever, 5).lines).toEqual([
      { at: START, stream: 'stream', message: 'an old line' },
    ]);
    expect(history.counts.read('prod', ...ever)).toEqual([counted]);
    history.counts.add({ ...counted, requests: 1, units: 500 });
    expect(history.counts.read('prod', ...ever)).toEqual([{ ...counted, requests: 8, units: 500 }]);
    history.close();

    const version = new DatabaseSync(file).prepare('PRAGMA user_version').get();
    expect(version).toEqual({ user_version: VERSION });
    const again = openHistory({ file, mode: 'write', log: () => undefined });
    expect(again.counts.read('prod', ...ever)).toMatchObject([{ units: 500 }]);
    again.close();
  });
});

describe('a history of a newer version', () => {
  it.each(['write', 'read'] as const)('is neither read nor touched, opened to %s', (mode) => {
    const first = openHistory({ file, mode: 'write', log: () => undefined });
    first.samples.put(seriesOf(), [value(START, 1)]);
    first.close();
    const newer = new DatabaseSync(file);
    newer.exec(`PRAGMA user_version = ${VERSION + 1}; PRAGMA journal_mode = DELETE`);
    newer.close();
    const before = readFileSync(file);

    const history = openHistory({ file, mode, log: () => undefined });
    expect(history.samples.read(seriesOf(), millis(0), millis(START + 1), 'raw')).toEqual([]);
    expect(history.status()).toMatchObject({
      mode: mode === 'write' ? 'memory' : 'reading',
      samples: 0,
      notices: [expect.stringContaining('newer Streamgauge')],
    });
    history.samples.put(seriesOf(), [value(START, 2)]);
    history.flush();
    history.close();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });
});
