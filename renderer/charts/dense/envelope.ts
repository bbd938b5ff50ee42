import { medianOf } from '#shared/analysis/median.ts';
import type { Point } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';
import type { DenseLine } from './lines.ts';

/** What many lines do together: the lowest, the middle and the highest of them in each stretch of time. */
export interface Envelope {
  readonly lowest: readonly Point[];
  readonly median: readonly Point[];
  readonly highest: readonly Point[];
}

/** A line that does not go with the others. */
export interface Outlier {
  readonly line: number;
  /** The median of its values, and the median of all lines' medians. */
  readonly value: number;
  readonly usual: number;
}

/** So many times the usual distance from the middle, and so large a part of the middle, makes a line an outlier. Our own judgement. */
const FAR = 5;
const LEAST_SHARE = 0.2;
/** As many as have a colour of their own. */
const MOST_NAMED = 3;

/** One bucket a column or a period, whichever is longer: each line counts once in it, with its mean (its extremes, for the edges). */
export function envelopeOf(lines: readonly DenseLine[], { from, to }: TimeRange, bucket: Millis): Envelope {
  // Buckets begin where points of a period stand, whatever the range begins with.
  const first = Math.floor(from / bucket);
  const count = Math.floor(to / bucket) - first + 1;
  const lows = new Float64Array(count).fill(Infinity);
  const highs = new Float64Array(count).fill(-Infinity);
  const means: number[][] = Array.from({ length: count }, () => []);
  for (const { points } of lines) {
    const totals = new Float64Array(count);
    const counts = new Uint32Array(count);
    for (const [at, value] of points) {
      const i = Math.floor(at / bucket) - first;
      if (value === null || i < 0 || i >= count) continue;
      lows[i] = Math.min(lows[i] ?? value, value);
      highs[i] = Math.max(highs[i] ?? value, value);
      totals[i] = (totals[i] ?? 0) + value;
      counts[i] = (counts[i] ?? 0) + 1;
    }
    counts.forEach((n, i) => n > 0 && means[i]?.push((totals[i] ?? 0) / n));
  }
  const moment = (i: number): Millis => millis((first + i) * bucket);
  const points = (value: (i: number) => number): Point[] =>
    means.map((each, i) => [moment(i), each.length === 0 ? null : value(i)]);
  return {
    lowest: points((i) => lows[i] ?? 0),
    median: points((i) => medianOf(means[i] ?? []) ?? 0),
    highest: points((i) => highs[i] ?? 0),
  };
}

/** The lines whose middle is far from the middle of all, the farthest first. With fewer than five lines none is usual enough. */
export function outliersOf(lines: readonly DenseLine[], { from, to }: TimeRange): readonly Outlier[] {
  const middles = lines.map(({ points }) =>
    medianOf(points.flatMap(([at, value]) => (value !== null && at >= from && at <= to ? [value] : []))),
  );
  const known = middles.filter((middle) => middle !== null);
  const usual = medianOf(known);
  if (usual === null || known.length < 5) return [];
  const spread = medianOf(known.map((middle) => Math.abs(middle - usual))) ?? 0;
  return middles
    .flatMap((value, line): Outlier[] => {
      if (value === null) return [];
      const distance = Math.abs(value - usual);
      const far = distance > FAR * spread && distance > LEAST_SHARE * Math.abs(usual) && distance > 0;
      return far ? [{ line, value, usual }] : [];
    })
    .sort((a, b) => Math.abs(b.value - usual) - Math.abs(a.value - usual))
    .slice(0, MOST_NAMED);
}
