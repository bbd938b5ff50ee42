import { asText, toCsv } from '#shared/analysis/csv.ts';
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
export function seriesCsv(columns: readonly CsvColumn[]): string {
  const values = columns.map(({ window }) => new Map<number, number | null>(window.points));
  const moments = [...new Set(values.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return toCsv([
    ['time', ...columns.map(({ title }) => asText(title))],
    ...moments.map((at) => [new Date(at).toISOString(), ...values.map((column) => String(column.get(at) ?? ''))]),
  ]);
}
