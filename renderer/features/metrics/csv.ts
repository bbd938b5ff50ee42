import type { SeriesWindow } from '#shared/model/metric.ts';

/** One column of a table of series. */
export interface CsvColumn {
  readonly title: string;
  readonly window: SeriesWindow;
}

/** `Uptime [Maximum, none, 60 s, Millis]`: everything that one needs to ask the service for the same figures. */
export const columnTitle = (name: string, { selector: { statistic, transform }, period, unit }: SeriesWindow): string =>
  `${name} [${[statistic, transform, `${period / 1000} s`, unit].join(', ')}]`;

/** Times as ISO in UTC, oldest first, a column for each series; raw values, nothing where there is none. */
export function toCsv(columns: readonly CsvColumn[]): string {
  const values = columns.map(({ window }) => new Map<number, number | null>(window.points));
  const moments = [...new Set(values.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  const lines = moments.map((at) => [new Date(at).toISOString(), ...values.map((column) => String(column.get(at) ?? ''))]);
  return (
    [['time', ...columns.map(({ title }) => title)], ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n') + '\r\n'
  );
}

/** A name that begins like a formula must not become one in a spreadsheet; a number may be negative. */
function quoted(cell: string): string {
  const safe = /^[=+@\t]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
