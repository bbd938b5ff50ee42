import type { Millis } from '../../units/units.ts';
import { MINUTE, millis } from '../../units/units.ts';
import type { MinutePoint, TellMinute } from '../types.ts';
import { at } from '../flow/numbers.ts';

/**
 * The statistic sets of all series, minute by minute: 26 bytes each, in blocks of an hour. A minute is written as one row, because
 * all series come together; a block that is over is turned, so that whoever reads a series finds its minutes side by side.
 */
export interface Minutes {
  /** So many series can be sampled. */
  makeRoom(series: number): void;
  sample(series: number, value: number): void;
  /** One sample of each value. */
  sampleAll(series: number, values: ArrayLike<number>): void;
  /** Keeps what was sampled as that minute (since 1970). */
  close(minute: number): void;
  /** True once a minute with a sample was closed. */
  has(series: number): boolean;
  /** Tells the statistic set of each minute in [from, to) that has a sample, oldest first. */
  visit(series: number, from: Millis, to: Millis, tell: TellMinute): void;
  read(series: number, from: Millis, to: Millis): MinutePoint[];
}

interface Columns {
  readonly counts: Uint16Array;
  readonly sums: Float64Array;
  readonly lows: Float64Array;
  readonly highs: Float64Array;
}

interface Block extends Columns {
  readonly first: number;
  readonly width: number;
  rows: number;
  /** From a series to the next one, and from a minute to the next one. */
  readonly seriesStep: number;
  readonly rowStep: number;
}

const ROWS = 60;

const columns = (size: number): Columns => ({
  counts: new Uint16Array(size),
  sums: new Float64Array(size),
  lows: new Float64Array(size),
  highs: new Float64Array(size),
});

export function createMinutes(): Minutes {
  /** Of the minute that is not over. */
  let open = columns(256);
  let width = 0;
  const seen = new Set<number>();
  const blocks: Block[] = [];

  return {
    makeRoom(series) {
      width = Math.max(width, series);
      if (width > open.counts.length) open = grown(open, 2 * width);
    },
    sample(series, value) {
      const { counts, sums, lows, highs } = open;
      if (Number.isNaN(value)) return;
      const count = at(counts, series);
      counts[series] = count + 1;
      sums[series] = at(sums, series) + value;
      if (count === 0 || value < at(lows, series)) lows[series] = value;
      if (count === 0 || value > at(highs, series)) highs[series] = value;
    },
    sampleAll(series, values) {
      const { counts, sums, lows, highs } = open;
      const count = at(counts, series);
      let total = at(sums, series);
      let low = count === 0 ? Infinity : at(lows, series);
      let high = count === 0 ? -Infinity : at(highs, series);
      for (let i = 0; i < values.length; i++) {
        const value = at(values, i);
        total += value;
        if (value < low) low = value;
        if (value > high) high = value;
      }
      counts[series] = count + values.length;
      sums[series] = total;
      lows[series] = low;
      highs[series] = high;
    },
    close(minute) {
      const block = blockFor(blocks, minute, width);
      const { counts, sums, lows, highs } = open;
      const from = block.rows * block.width;
      block.counts.set(counts.subarray(0, width), from);
      block.sums.set(sums.subarray(0, width), from);
      block.lows.set(lows.subarray(0, width), from);
      block.highs.set(highs.subarray(0, width), from);
      block.rows += 1;
      if (seen.size < width) for (let i = 0; i < width; i++) if (at(counts, i) > 0) seen.add(i);
      counts.fill(0, 0, width);
      sums.fill(0, 0, width);
    },
    has: (series) => seen.has(series),
    visit,
    read(series, from, to) {
      const points: MinutePoint[] = [];
      visit(series, from, to, (minute, count, sum, minimum, maximum) =>
        points.push({ at: minute, count, sum, minimum, maximum }),
      );
      return points;
    },
  };

  function visit(series: number, from: Millis, to: Millis, tell: TellMinute): void {
    const begin = Math.ceil(from / MINUTE);
    const end = Math.ceil(to / MINUTE);
    for (const block of blocks) {
      if (series >= block.width) continue;
      const last = Math.min(block.rows, end - block.first);
      for (let row = Math.max(0, begin - block.first); row < last; row++) {
        const i = row * block.rowStep + series * block.seriesStep;
        const count = at(block.counts, i);
        if (count > 0)
          tell(millis((block.first + row) * MINUTE), count, at(block.sums, i), at(block.lows, i), at(block.highs, i));
      }
    }
  }
}

/** The last block, or a new one when it is full, or too narrow for a series that is new. */
function blockFor(blocks: Block[], minute: number, width: number): Block {
  const last = blocks.at(-1);
  if (last !== undefined && last.rows < ROWS && last.width >= width && last.first + last.rows === minute) return last;
  if (last !== undefined) blocks[blocks.length - 1] = turned(last);
  const block: Block = { first: minute, width, rows: 0, seriesStep: 1, rowStep: width, ...columns(ROWS * width) };
  blocks.push(block);
  return block;
}

function turned(block: Block): Block {
  const { first, width, rows } = block;
  const size = rows * width;
  const turn = <A extends Float64Array | Uint16Array>(from: A, to: A): A => {
    for (let series = 0, i = 0; series < width; series++)
      for (let row = 0; row < rows; row++, i++) to[i] = at(from, row * width + series);
    return to;
  };
  return {
    first,
    width,
    rows,
    seriesStep: rows,
    rowStep: 1,
    counts: turn(block.counts, new Uint16Array(size)),
    sums: turn(block.sums, new Float64Array(size)),
    lows: turn(block.lows, new Float64Array(size)),
    highs: turn(block.highs, new Float64Array(size)),
  };
}

function grown(from: Columns, size: number): Columns {
  const to = columns(size);
  to.counts.set(from.counts);
  to.sums.set(from.sums);
  to.lows.set(from.lows);
  to.highs.set(from.highs);
  return to;
}
