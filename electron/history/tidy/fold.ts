import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import type { Row } from '../database/database.ts';
import { numberOf, numberOrNull } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import { rules } from '../rules.ts';
import type { Rollup, Stretch } from '../samples/rollup.ts';
import { addPoints, merge, startOf, widen } from '../samples/rollup.ts';
import type { RollupTable } from '../samples/slices.ts';
import { rollupOf, sampleOf, sliceOf, withinSlice } from '../samples/slices.ts';
import { groupBy } from '#shared/analysis/groupBy.ts';

/** Rows that one step reads: a few milliseconds of work. */
const ROWS = 3_000;
const FIVE = 5 * MINUTE;

/** Rolls up the oldest hour of samples of a connection, some series of it; false: nothing is old enough. */
export function foldSamples(file: OpenFile, connection: number, now: number): boolean {
  const slice = oldestSlice(file, 'samples', connection);
  if (slice === null || (slice + 1) * HOUR > now - rules.raw) return false;
  const hour = slice * HOUR;
  const groups = wholeSeries(file, 'samples', connection, slice);
  for (const [series, rows] of groups) {
    const place = { connection, series, period: periodOf(file, series) };
    const points = rows.map(sampleOf);
    const [table, width] = tableFor(file, place, hour, now);
    for (const [at, group] of groupBy(points, (point) => startOf(point.at, width)))
      writeRollup(file, table, place, addPoints(readRollup(file, table, place, at), group, { at, width, period: place.period }));
    file.totals.samples -= removeSeries(file, 'samples', connection, slice, series);
  }
  file.oldest = undefined;
  return true;
}

/** Makes roll-ups of an hour of the oldest day of those of 5 minutes, some series of it; false: nothing is old enough. */
export function foldFives(file: OpenFile, connection: number, now: number): boolean {
  const slice = oldestSlice(file, 'fives', connection);
  if (slice === null || (slice + 1) * DAY > now - rules.fiveMinutes) return false;
  for (const [series, rows] of wholeSeries(file, 'fives', connection, slice)) {
    const place = { connection, series, period: periodOf(file, series) };
    const fives = rows.map((row) => rollupOf('fives', row));
    for (const [at, group] of groupBy(fives, (each) => startOf(each.at, HOUR))) {
      const hour: Stretch = { at, width: HOUR, period: place.period };
      const wide = group.map((each) => widen(each, { at: each.at, width: FIVE, period: place.period }, hour));
      const known = readRollup(file, 'hours', place, at);
      const [first, ...rest] = known === null ? wide : [known, ...wide];
      if (first !== undefined)
        writeRollup(
          file,
          'hours',
          place,
          rest.reduce((sum, each) => merge(sum, each, hour), first),
        );
    }
    file.totals.samples -= removeSeries(file, 'fives', connection, slice, series);
  }
  file.oldest = undefined;
  return true;
}

/** Where an hour of samples goes: to what there is of it already, so that a point which is known is met; else by age. */
function tableFor(file: OpenFile, place: Place, hour: number, now: number): readonly [RollupTable, number] {
  const isOld = startOf(hour, DAY) + DAY <= now - rules.fiveMinutes;
  const inHours = readRollup(file, 'hours', place, hour) !== null || (isOld && !hasFives(file, place, hour));
  return inHours ? ['hours', HOUR] : ['fives', FIVE];
}

function hasFives({ database }: OpenFile, { connection, series }: Place, hour: number): boolean {
  const sql = 'SELECT 1 AS one FROM fives WHERE connection = ? AND slice = ? AND series = ? AND at >= ? AND at < ? LIMIT 1';
  const first = withinSlice('fives', hour);
  return database.get(sql, connection, sliceOf('fives', hour), series, first, first + HOUR / FIVE) !== undefined;
}

interface Place {
  readonly connection: number;
  readonly series: number;
  readonly period: number;
}

const oldestSlice = (file: OpenFile, table: 'samples' | 'fives', connection: number): number | null =>
  numberOrNull(file.database.get(`SELECT min(slice) AS slice FROM ${table} WHERE connection = ?`, connection)?.['slice']);

/** The first rows of a slice, by series; each series wholly. */
function wholeSeries(
  { database }: OpenFile,
  table: 'samples' | 'fives',
  connection: number,
  slice: number,
): ReadonlyMap<number, readonly Row[]> {
  const sql = `SELECT * FROM ${table} WHERE connection = ? AND slice = ? ORDER BY series, at LIMIT ${ROWS}`;
  const rows = database.all(sql, connection, slice);
  const groups = groupBy(rows, (row) => numberOf(row['series']));
  const last = [...groups.keys()].at(-1);
  if (rows.length < ROWS || last === undefined) return groups;
  if (groups.size > 1) groups.delete(last);
  else {
    const whole = `SELECT * FROM ${table} WHERE connection = ? AND slice = ? AND series = ? ORDER BY at`;
    groups.set(last, [...database.all(whole, connection, slice, last)]);
  }
  return groups;
}

const removeSeries = (file: OpenFile, table: 'samples' | 'fives', connection: number, slice: number, series: number): number =>
  file.database.run(`DELETE FROM ${table} WHERE connection = ? AND slice = ? AND series = ?`, connection, slice, series);

/** One that was cleared meanwhile has any: its roll-ups go too. */
const periodOf = ({ database }: OpenFile, series: number): number =>
  numberOrNull(database.get('SELECT period FROM series WHERE id = ?', series)?.['period']) ?? MINUTE;

function readRollup({ database }: OpenFile, table: RollupTable, { connection, series }: Place, at: number): Rollup | null {
  const sql = `SELECT * FROM ${table} WHERE connection = ? AND slice = ? AND series = ? AND at = ?`;
  const row = database.get(sql, connection, sliceOf(table, at), series, withinSlice(table, at));
  return row === undefined ? null : rollupOf(table, row);
}

const columns = 'connection, slice, series, at, minimum, maximum, last, last_at, sum, count, sentinels, not_numbers, seen';
const insert = (table: RollupTable): string => `INTO ${table} (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function writeRollup(file: OpenFile, table: RollupTable, { connection, series }: Place, rollup: Rollup): void {
  const { minimum, maximum, last, lastAt, sum, count, sentinels, notNumbers, seen } = rollup;
  const place = [connection, sliceOf(table, rollup.at), series, withinSlice(table, rollup.at)];
  const values = [minimum, maximum, last, lastAt === null ? null : lastAt - rollup.at, sum, count, sentinels, notNumbers, seen];
  if (file.database.run(`INSERT OR IGNORE ${insert(table)}`, ...place, ...values) === 1) file.totals.samples += 1;
  else file.database.run(`INSERT OR REPLACE ${insert(table)}`, ...place, ...values);
}
