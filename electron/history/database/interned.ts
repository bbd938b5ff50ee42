import { seriesKey } from '#shared/model/metric.ts';
import type { KeptSeries, Owner } from '../history.ts';
import type { Database } from './database.ts';
import { numberOf } from './database.ts';

export interface ApplicationId {
  readonly id: number;
  readonly connection: number;
}

/** Small numbers in place of long names. `find…` answers null for what was never kept; `make…` keeps it. */
export interface Interned {
  findConnection(name: string): number | null;
  makeConnection(name: string): number;
  findApplication(owner: Owner): ApplicationId | null;
  makeApplication(owner: Owner): ApplicationId;
  findSeries(series: KeptSeries): number | null;
  makeSeries(series: KeptSeries): number;
  findName(name: string): number | null;
  makeName(name: string): number;
  /** What is remembered may be no more: a transaction was undone, or something was cleared. */
  forget(): void;
}

/** `remembers`: only who writes the file may, for whom else writes changes it. */
export function createInterned(database: Database, remembers: boolean): Interned {
  const known = new Map<string, number>();
  const remembered = (key: string, find: () => number | null): number | null => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find();
    if (found !== null && remembers) known.set(key, found);
    return found;
  };
  const find = (sql: string, ...values: (string | number)[]): number | null => {
    const row = database.get(sql, ...values);
    return row === undefined ? null : numberOf(row['id']);
  };
  const made = (id: number | null): number => {
    if (id === null) throw new Error('A name that was just written is not there');
    return id;
  };

  const interned: Interned = {
    findConnection: (name) => remembered(`c${name}`, () => find('SELECT id FROM connections WHERE name = ?', name)),
    makeConnection(name) {
      const id = interned.findConnection(name);
      if (id !== null) return id;
      database.run('INSERT INTO connections (name) VALUES (?)', name);
      return made(interned.findConnection(name));
    },
    findApplication({ connection, application }) {
      const owner = interned.findConnection(connection);
      if (owner === null) return null;
      const id = remembered(`a${owner} ${application}`, () =>
        find('SELECT id FROM applications WHERE connection = ? AND name = ?', owner, application),
      );
      return id === null ? null : { id, connection: owner };
    },
    makeApplication(owner) {
      const known = interned.findApplication(owner);
      if (known !== null) return known;
      const connection = interned.makeConnection(owner.connection);
      database.run('INSERT INTO applications (connection, name) VALUES (?, ?)', connection, owner.application);
      const id = made(interned.findApplication(owner)?.id ?? null);
      return { id, connection };
    },
    findSeries(series) {
      const application = interned.findApplication(series);
      if (application === null) return null;
      const [key, { statistic, period }] = [seriesKey(series), series];
      return remembered(`s${application.id} ${statistic} ${period} ${key}`, () =>
        find(
          'SELECT id FROM series WHERE application = ? AND name = ? AND statistic = ? AND period = ?',
          application.id,
          key,
          statistic,
          period,
        ),
      );
    },
    makeSeries(series) {
      const id = interned.findSeries(series);
      if (id !== null) return id;
      const application = interned.makeApplication(series).id;
      database.run(
        'INSERT INTO series (application, name, statistic, period, unit) VALUES (?, ?, ?, ?, ?)',
        application,
        seriesKey(series),
        series.statistic,
        series.period,
        series.unit,
      );
      return made(interned.findSeries(series));
    },
    findName: (name) => remembered(`n${name}`, () => find('SELECT id FROM names WHERE name = ?', name)),
    makeName(name) {
      const id = interned.findName(name);
      if (id !== null) return id;
      database.run('INSERT INTO names (name) VALUES (?)', name);
      return made(interned.findName(name));
    },
    forget: () => known.clear(),
  };
  return interned;
}
