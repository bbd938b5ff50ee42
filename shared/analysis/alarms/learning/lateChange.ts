import type { Millis } from '../../../units/units.ts';
import { millis } from '../../../units/units.ts';
import { thresholds } from '../../thresholds.ts';
import { fenceOf } from './outliers.ts';
import { percentileOf } from './percentile.ts';
import type { Turned } from './turned.ts';

const { longest, shortest, buckets, top, fast, apart, risen, fallen, known } = thresholds.learning.change;

/**
 * Since when figures are of another, much worse level than all before: an incident that nobody saw begin, and that lasts; null: there is none.
 * Of a short past it cannot be told from other days. The one change point that leaves the least absolute deviation from the medians of both
 * sides (binary segmentation: Scott and Knott 1974; with an absolute cost it is robust: Fearnhead and Rigaill 2019), at which the newer side is
 * the shorter one. `least`: up to this no level is worse. `inTrouble`: something else says that not all is well now, so that less tells.
 */
export function lateChange(figures: readonly Turned[], least: number, inTrouble: boolean): Millis | null {
  const [first, last] = [figures[0], figures.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at > longest) return null;
  const size = Math.max(1, Math.ceil(figures.length / buckets));
  const values = levelsOf(figures, size);
  const split = bestSplit(values);
  if (split === null) return null;
  const begin = leftUsual(values, split, least);
  const before = sorted(values.slice(0, begin));
  const since = sorted(values.slice(begin));
  if (since.length >= before.length) return null;
  const most = percentileOf(before, top);
  // As much again as the earlier figures lie apart: a rise of every morning goes on as it began.
  const asMuch = apart * (most - percentileOf(before, 100 - top));
  // A figure that must not fall can fall to zero only.
  const beyond =
    most < 0 ? -most * Math.min(Math.max(-asMuch / most, fallen.least), fallen.most) : Math.max(asMuch, risen * most);
  const bar = Math.max(most + beyond * (inTrouble ? known : 1), least);
  // What takes hours to get there is the time of day.
  const step = (last.at - first.at) / values.length;
  const soon = sorted(values.slice(begin, begin + Math.max(shortest, Math.ceil(fast / step))));
  return Math.min(percentileOf(since, 50), percentileOf(soon, 50)) > bar
    ? millis(figures[footOf(values, begin) * size]?.at ?? last.at)
    : null;
}

/** Medians of so many figures in a row each. */
function levelsOf(figures: readonly Turned[], size: number): readonly number[] {
  if (size === 1) return figures.map(({ worse }) => worse);
  return Array.from({ length: Math.ceil(figures.length / size) }, (_, i) =>
    percentileOf(sorted(figures.slice(i * size, (i + 1) * size).map(({ worse }) => worse)), 50),
  );
}

/** Where the newer, shorter side begins; null: there are too few, or no split has a worse newer side. */
function bestSplit(values: readonly number[]): number | null {
  let [best, least]: [number | null, number] = [null, Infinity];
  for (let split = Math.floor(values.length / 2) + 1; split <= values.length - shortest; split += 1) {
    const [older, newer] = [sorted(values.slice(0, split)), sorted(values.slice(split))];
    const [was, is] = [percentileOf(older, 50), percentileOf(newer, 50)];
    if (is <= was) continue;
    const cost = deviation(older, was) + deviation(newer, is);
    if (cost < least) [best, least] = [split, cost];
  }
  return best;
}

/** Trouble that grows has its best split in the midst of it: back to where it left what was usual. */
function leftUsual(values: readonly number[], split: number, least: number): number {
  let begin = split;
  const fence = Math.max(fenceOf(values.slice(0, split)), least);
  while (begin > 1 && percentileOf(sorted(values.slice(Math.max(0, begin - 3), begin)), 50) > fence) begin -= 1;
  return begin;
}

/** The foot of a rise: as far back as each figure is worse than all before it. */
function footOf(values: readonly number[], from: number): number {
  let begin = from;
  while (begin > values.length / 2 && (values[begin - 1] ?? 0) > Math.max(...values.slice(0, begin - 1))) begin -= 1;
  return begin;
}

const sorted = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

const deviation = (values: Float64Array, from: number): number => values.reduce((sum, value) => sum + Math.abs(value - from), 0);
