import type { InsightsRun } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

export interface ResultRow {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** A pointer at the whole record: of no use to a reader. */
const POINTER = '@ptr';

export const columnsOf = ({ columns }: Pick<InsightsRun, 'columns'>): readonly string[] =>
  columns.filter((column) => column !== POINTER);

export const rowsOf = ({ columns, rows }: Pick<InsightsRun, 'columns' | 'rows'>): readonly ResultRow[] =>
  rows.map((row, i) => ({
    key: String(i),
    cells: Object.fromEntries(columns.map((column, n) => [column, row[n] ?? ''])),
  }));

/** Numbers by their size, before texts by their letters; what is missing is last. */
export function compareCells(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a.localeCompare(b);
}

/** Columns whose cells are moments in UTC, which the service writes as `2026-03-03 14:05:09.120`. */
const MOMENTS: readonly string[] = ['@timestamp', '@ingestionTime'];
const written = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})$/;

/** The moment that a cell tells; null where it tells something else. */
export function momentIn(column: string, text: string): Millis | null {
  const [, day, time] = (MOMENTS.includes(column) ? written.exec(text) : null) ?? [];
  return day === undefined || time === undefined ? null : millis(Date.parse(`${day}T${time}Z`));
}
