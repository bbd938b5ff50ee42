import { at } from '../numbers.ts';

/**
 * When the records of a source came in: how many had arrived in each partition by the end of each step, kept back to the oldest record that
 * may still be read again. While a job keeps up that is a few rows; when it falls behind for hours, old rows are thinned out.
 */
export interface ArrivalHistory {
  readonly partitions: number;
  /** Rows of a time and a count for each partition. */
  rows: Float64Array;
  first: number;
  /** One past the last. */
  end: number;
}

const FEWEST = 16;
const MOST = 512;

export const startArrivals = (partitions: number): ArrivalHistory => ({
  partitions,
  rows: new Float64Array(FEWEST * (partitions + 1)),
  first: 0,
  end: 0,
});

/** Notes that so many had arrived by `time`. */
export function noteArrivals(history: ArrivalHistory, time: number, arrived: Float64Array): void {
  const width = history.partitions + 1;
  if (history.end * width === history.rows.length) makeRoom(history);
  history.rows[history.end * width] = time;
  history.rows.set(arrived, history.end * width + 1);
  history.end += 1;
}

/** Forgets what came before the oldest of these positions; a row before each of them stays. */
export function forgetRead(history: ArrivalHistory, oldest: Float64Array): void {
  const width = history.partitions + 1;
  while (history.end - history.first > 2) {
    const next = (history.first + 1) * width + 1;
    for (let k = 0; k < history.partitions; k++) if (at(history.rows, next + k) > at(oldest, k)) return;
    history.first += 1;
  }
}

/** When the record at `position` of a partition came in, within a step by proportion; at the latest when the last row was noted. */
export function arrivedAt(history: ArrivalHistory, partition: number, position: number): number {
  const { rows, first, end } = history;
  const width = history.partitions + 1;
  const count = (row: number) => at(rows, row * width + 1 + partition);
  let low = first;
  let high = end - 1;
  if (high < low) return NaN;
  if (count(high) <= position) return at(rows, high * width);
  if (count(low) > position) return at(rows, low * width);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (count(middle) <= position) low = middle;
    else high = middle;
  }
  const part = (position - count(low)) / (count(high) - count(low));
  return at(rows, low * width) + part * (at(rows, high * width) - at(rows, low * width));
}

/** Moves the rows to the front, into more room, or every second one out of the way: its records then seem to have come evenly. */
function makeRoom(history: ArrivalHistory): void {
  const width = history.partitions + 1;
  const { rows, first, end } = history;
  const kept = end - first;
  if (first > end / 2) rows.copyWithin(0, first * width, end * width);
  else if (kept < MOST) {
    history.rows = new Float64Array(2 * rows.length);
    history.rows.set(rows.subarray(first * width, end * width));
  } else {
    for (let row = 0; row < kept / 2; row++)
      rows.copyWithin(row * width, (first + 2 * row) * width, (first + 2 * row + 1) * width);
    history.end = Math.ceil(kept / 2);
    history.first = 0;
    return;
  }
  history.first = 0;
  history.end = kept;
}
