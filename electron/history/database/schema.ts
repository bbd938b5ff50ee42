/**
 * What makes each version of the file from the one before; the first makes a new file's. A version that was published is never changed:
 * another is added. `PRAGMA user_version` says which a file has.
 *
 * Samples and roll-ups lie in slices of time, not by series: what comes in a minute lands on few pages beside each other instead of one page
 * of each series, and what is old goes as whole pages. `at` counts within the slice.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE connections (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
  CREATE TABLE applications (
    id INTEGER PRIMARY KEY, connection INTEGER NOT NULL, name TEXT NOT NULL, thinned INTEGER NOT NULL DEFAULT 0,
    UNIQUE (connection, name)
  );
  CREATE TABLE series (
    id INTEGER PRIMARY KEY, application INTEGER NOT NULL, name TEXT NOT NULL, statistic TEXT NOT NULL, period INTEGER NOT NULL,
    unit TEXT NOT NULL, UNIQUE (application, name, statistic, period)
  );
  CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  CREATE TABLE samples (
    connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL, mark INTEGER NOT NULL,
    PRIMARY KEY (connection, slice, series, at)
  ) WITHOUT ROWID;
  CREATE TABLE fives (
    connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL,
    minimum REAL, maximum REAL, last REAL, last_at INTEGER, sum REAL NOT NULL, count INTEGER NOT NULL, sentinels INTEGER NOT NULL,
    not_numbers INTEGER NOT NULL, seen BLOB, PRIMARY KEY (connection, slice, series, at)
  ) WITHOUT ROWID;
  CREATE TABLE hours (
    connection INTEGER NOT NULL, slice INTEGER NOT NULL, series INTEGER NOT NULL, at INTEGER NOT NULL,
    minimum REAL, maximum REAL, last REAL, last_at INTEGER, sum REAL NOT NULL, count INTEGER NOT NULL, sentinels INTEGER NOT NULL,
    not_numbers INTEGER NOT NULL, seen BLOB, PRIMARY KEY (connection, slice, series, at)
  ) WITHOUT ROWID;

  CREATE TABLE records (
    id INTEGER PRIMARY KEY, application INTEGER NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER,
    value NOT NULL, UNIQUE (application, kind, key)
  );
  CREATE INDEX records_by_time ON records (application, kind, at);
  CREATE INDEX records_by_end ON records (application, kind, until) WHERE until IS NOT NULL;

  CREATE TABLE lines (
    id INTEGER PRIMARY KEY, application INTEGER NOT NULL, at INTEGER NOT NULL, stream INTEGER NOT NULL, message NOT NULL
  );
  CREATE INDEX lines_by_time ON lines (application, at);
  CREATE VIRTUAL TABLE words USING fts5 (owner, word, part, content = '', contentless_delete = 1, tokenize = 'ascii');

  CREATE TABLE counts (
    connection INTEGER NOT NULL, hour INTEGER NOT NULL, service TEXT NOT NULL, operation TEXT NOT NULL, requests INTEGER NOT NULL,
    PRIMARY KEY (connection, hour, service, operation)
  ) WITHOUT ROWID;
  CREATE TABLE totals (samples INTEGER NOT NULL, lines INTEGER NOT NULL, records INTEGER NOT NULL);
  INSERT INTO totals VALUES (0, 0, 0);
  `,
  // Requests alone do not tell the price: of GetMetricData each metric is paid for.
  'ALTER TABLE counts ADD COLUMN units REAL NOT NULL DEFAULT 0;',
];

export const VERSION = migrations.length;

/** Tables whose damage would hide everything, and that are small in any file. */
export const smallTables = ['connections', 'applications', 'series', 'names', 'counts', 'totals'] as const;

export const tables = [...smallTables, 'samples', 'fives', 'hours', 'records', 'lines', 'words'] as const;
