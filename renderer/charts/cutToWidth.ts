import type { Row } from './rows.ts';

/**
 * Fewer rows for the same picture: of each of `columns` equal stretches of time it keeps the rows that hold a line's lowest and
 * highest value, and the first row of a gap. Spikes and gaps stay; what is drawn within the same pixel goes.
 */
export function cutToWidth(rows: readonly Row[], columns: number): readonly Row[] {
  const first = rows[0];
  const last = rows.at(-1);
  if (first === undefined || last === undefined || columns < 1 || rows.length <= 2 * columns) return rows;
  const width = (last.at - first.at) / columns;
  const kept = new Set<number>([0, rows.length - 1]);
  for (const [start, end] of stretches(rows, ({ at }) => Math.min(columns - 1, Math.floor((at - first.at) / width)))) {
    for (let line = 0; line < first.values.length; line += 1) keepExtremes(rows, line, start, end, kept);
  }
  return rows.filter((_row, i) => kept.has(i));
}

/** `[start, end)` of each run of rows in the same column. */
function stretches(rows: readonly Row[], columnOf: (row: Row) => number): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let column = -1;
  rows.forEach((row, i) => {
    const next = columnOf(row);
    const open = found.at(-1);
    if (open !== undefined && next === column) open[1] = i + 1;
    else found.push([i, i + 1]);
    column = next;
  });
  return found;
}

function keepExtremes(rows: readonly Row[], line: number, start: number, end: number, kept: Set<number>): void {
  let lowest = -1;
  let highest = -1;
  let gap = -1;
  const value = (i: number): number | null => rows[i]?.values[line] ?? null;
  for (let i = start; i < end; i += 1) {
    const here = value(i);
    if (here === null) {
      if (gap < 0) gap = i;
      continue;
    }
    if (lowest < 0 || here < (value(lowest) ?? here)) lowest = i;
    if (highest < 0 || here > (value(highest) ?? here)) highest = i;
  }
  for (const i of [lowest, highest, gap]) if (i >= 0) kept.add(i);
}
