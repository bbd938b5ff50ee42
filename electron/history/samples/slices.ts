import type { SQLOutputValue } from 'node:sqlite';
import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import type { Row } from '../database/database.ts';
import { numberOf, numberOrNull } from '../database/database.ts';
import type { KeptSample, Mark } from '../history.ts';
import { millis } from '#shared/units/units.ts';
import type { Rollup } from './rollup.ts';

/** How the tables of samples and of roll-ups are cut into slices of time. `width`: of one stretch; raw samples are of a moment. */
export const slices = {
  samples: { slice: HOUR as number, width: 1 },
  fives: { slice: DAY as number, width: 5 * MINUTE },
  hours: { slice: 4 * DAY, width: HOUR as number },
} as const;
export type SampleTable = keyof typeof slices;
export type RollupTable = 'fives' | 'hours';
export const sampleTables: readonly SampleTable[] = ['samples', 'fives', 'hours'];

export const sliceOf = (table: SampleTable, at: number): number => Math.floor(at / slices[table].slice);
/** `at` as the column holds it: milliseconds, or stretches, since the slice began. */
export const withinSlice = (table: SampleTable, at: number): number =>
  Math.floor((at % slices[table].slice) / slices[table].width);
const timeOf = (table: SampleTable, row: Row): number =>
  numberOf(row['slice']) * slices[table].slice + numberOf(row['at']) * slices[table].width;

const marks: readonly Mark[] = ['value', 'sentinel', 'nan'];
export const markNumber = (mark: Mark): number => marks.indexOf(mark);

export const sampleOf = (row: Row): KeptSample => ({
  at: millis(timeOf('samples', row)),
  value: numberOrNull(row['value']),
  mark: marks[numberOf(row['mark'])] ?? 'nan',
});

export function rollupOf(table: RollupTable, row: Row): Rollup {
  const at = timeOf(table, row);
  const lastAt = numberOrNull(row['last_at']);
  return {
    at,
    minimum: numberOrNull(row['minimum']),
    maximum: numberOrNull(row['maximum']),
    last: numberOrNull(row['last']),
    lastAt: lastAt === null ? null : at + lastAt,
    sum: numberOf(row['sum']),
    count: numberOf(row['count']),
    sentinels: numberOf(row['sentinels']),
    notNumbers: numberOf(row['not_numbers']),
    seen: bytesOf(row['seen']),
  };
}

const bytesOf = (value: SQLOutputValue | undefined): Uint8Array | null => (value instanceof Uint8Array ? value : null);

const rollupColumns = 'slice, at, minimum, maximum, last, last_at, sum, count, sentinels, not_numbers, seen';
const columns = { samples: 'slice, at, value, mark', fives: rollupColumns, hours: rollupColumns };

/** Of one series over a range, asked slice by slice, which are few. They come in the order of time, which nothing relies on. */
export const seriesRows = (table: SampleTable): string => `
  WITH RECURSIVE wanted (one) AS (SELECT ? UNION ALL SELECT one + 1 FROM wanted WHERE one < ?)
  SELECT ${columns[table]} FROM wanted CROSS JOIN ${table} ON ${table}.connection = ? AND ${table}.slice = wanted.one AND ${table}.series = ?`;

/** Oldest and newest slice of a connection; null where it has none. */
export const sliceEnds = (table: SampleTable): string =>
  `SELECT (SELECT min(slice) FROM ${table} WHERE connection = ?1) AS oldest, (SELECT max(slice) FROM ${table} WHERE connection = ?1) AS newest`;
