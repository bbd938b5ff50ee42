import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';

/** One moment of a chart: a value per line, null where the line has none. */
export interface Row {
  readonly at: Millis;
  readonly values: readonly (number | null)[];
}

/**
 * Series side by side on one time axis. A period without a point becomes a null of its own, so that a line breaks there instead
 * of bridging the gap; so does a negative figure, because Flink says "not known" with −1.
 */
export function alignSeries(series: readonly Series[]): readonly Row[] {
  const columns = series.map(({ points, period }) => withGaps(points, period));
  const moments = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  return moments.map((at) => ({ at, values: columns.map((column) => column.get(at) ?? null) }));
}

function withGaps(points: Series['points'], period: Millis): ReadonlyMap<Millis, number | null> {
  const known = new Map<Millis, number | null>();
  let before: Millis | undefined;
  for (const [at, value] of points) {
    if (before !== undefined && at - before > 1.5 * period) known.set((before + period) as Millis, null);
    known.set(at, value === null || value < 0 ? null : value);
    before = at;
  }
  return known;
}

/** The newest figure of a line and its moment; null when it has none. */
export function newestOf(rows: readonly Row[], line: number): { readonly at: Millis; readonly value: number } | null {
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    const value = row?.values[line];
    if (row !== undefined && value !== null && value !== undefined) return { at: row.at, value };
  }
  return null;
}
