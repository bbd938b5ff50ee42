import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';
import type { Envelope, Outlier } from './envelope.ts';
import { envelopeOf, outliersOf } from './envelope.ts';
import type { Columns, DenseLine } from './lines.ts';
import { alignLines } from './lines.ts';

/** More lines than that cannot be told apart: they become thin, and what they do together is drawn over them. */
export const MOST_COLOURED = 8;

/** How one line is drawn. `line`: by its number, in its colour. `edge`: not at all, it bounds the envelope. */
export type Stroke =
  | { readonly kind: 'line'; readonly number: number; readonly before: boolean }
  | { readonly kind: 'thin' | 'edge' }
  | { readonly kind: 'median'; readonly before: boolean };

/** One chart, ready to be drawn. */
export interface PlotModel {
  readonly columns: Columns;
  readonly strokes: readonly Stroke[];
  /** Places in `strokes` of the envelope's upper and lower edge. */
  readonly band: readonly [number, number] | null;
  /** What the lines do together, where they are many. */
  readonly together: (Envelope & { readonly outliers: readonly Outlier[]; readonly bucket: Millis }) | null;
}

/** `before`: the same lines of an earlier time, moved to this one. */
export function plotModel(
  lines: readonly DenseLine[],
  before: readonly DenseLine[],
  range: TimeRange,
  columns: number,
): PlotModel {
  if (lines.length > MOST_COLOURED) return manyLines(lines, before, range, columns);
  const strokes = [...lines, ...before].map((_line, i): Stroke => ({
    kind: 'line',
    number: i % Math.max(1, lines.length),
    before: i >= lines.length,
  }));
  return { columns: alignLines([...lines, ...before]), strokes, band: null, together: null };
}

function manyLines(lines: readonly DenseLine[], before: readonly DenseLine[], range: TimeRange, columns: number): PlotModel {
  const period = Math.max(...lines.map((line) => line.period));
  const bucket = millis(Math.max(period, (range.to - range.from) / columns));
  const outliers = outliersOf(lines, range);
  const envelope = envelopeOf(lines, range, bucket);
  const as = (name: string, points: DenseLine['points']): DenseLine => ({
    name,
    points,
    period: bucket,
    spacing: millis(1.5 * bucket),
  });
  const named = outliers.flatMap(({ line }) => lines[line] ?? []);
  const earlier = before.length === 0 ? [] : [as('median before', envelopeOf(before, range, bucket).median)];
  const drawn = [
    ...lines,
    as('highest', envelope.highest),
    as('lowest', envelope.lowest),
    ...earlier,
    as('median', envelope.median),
    ...named,
  ];
  const strokes: Stroke[] = [
    ...lines.map((): Stroke => ({ kind: 'thin' })),
    { kind: 'edge' },
    { kind: 'edge' },
    ...earlier.map((): Stroke => ({ kind: 'median', before: true })),
    { kind: 'median', before: false },
    // The median has the first colour.
    ...named.map((_line, i): Stroke => ({ kind: 'line', number: i + 1, before: false })),
  ];
  return {
    columns: alignLines(drawn),
    strokes,
    band: [lines.length, lines.length + 1],
    together: { ...envelope, outliers, bucket },
  };
}

/** The lowest and highest value within a range; null where there is none. */
export function extentOf({ at, values }: Columns, { from, to }: TimeRange): readonly [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < at.length; i += 1) {
    const moment = at[i] ?? 0;
    if (moment < from || moment > to) continue;
    for (const column of values) {
      const value = column[i];
      if (value === null || value === undefined) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}
