import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { MOST_COLOURED } from '#renderer/charts/dense/plotModel.ts';
import type { SeriesSelector } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** What all charts show. */
export interface Shown {
  readonly range: TimeRange;
  /** How far back it is compared with; null: not. */
  readonly shift: Millis | null;
  /** Width of a drawing in pixels. */
  readonly columns: number;
}

/** What is kept comes at once; what a service is asked for comes when it answers. */
export const sources = ['history', 'fill'] as const;
export type Source = (typeof sources)[number];

/** A part of a chart that fits into one call. */
export interface Piece {
  readonly chart: string;
  /** Which reading of the chart it belongs to. */
  readonly turn: number;
  readonly selectors: readonly SeriesSelector[];
  /** Its place among the pieces of the chart. */
  readonly place: number;
  readonly shift: Millis;
  readonly columns: number;
  readonly source: Source;
  readonly shown: Shown;
}

/** The contract's limit of one call. */
export const MOST_SELECTORS = 100;
/** Of many lines fewer points are read: together they cover the chart. */
const FEW_COLUMNS = 200;

export function piecesOf(
  { chart, turn, source }: Pick<Piece, 'chart' | 'turn' | 'source'>,
  selectors: readonly SeriesSelector[],
  shown: Shown,
): readonly Piece[] {
  const columns = selectors.length > MOST_COLOURED ? Math.min(FEW_COLUMNS, shown.columns) : shown.columns;
  const shifts = shown.shift === null ? [0] : [0, shown.shift];
  const parts = Array.from({ length: Math.ceil(selectors.length / MOST_SELECTORS) }, (_, i) =>
    selectors.slice(i * MOST_SELECTORS, (i + 1) * MOST_SELECTORS),
  );
  return shifts.flatMap((shift) =>
    parts.map((part, place): Piece => ({ chart, turn, source, selectors: part, place, shift: millis(shift), columns, shown })),
  );
}

/** The first piece, and those behind it that can go into the same call. */
export function takeBatch(queue: readonly Piece[]): { readonly batch: readonly Piece[]; readonly rest: readonly Piece[] } {
  const [first] = queue;
  const batch: Piece[] = [];
  const rest: Piece[] = [];
  let size = 0;
  for (const piece of queue) {
    const goes =
      piece.shift === first?.shift &&
      piece.source === first.source &&
      piece.columns === first.columns &&
      piece.shown === first.shown &&
      size + piece.selectors.length <= MOST_SELECTORS;
    (goes ? batch : rest).push(piece);
    if (goes) size += piece.selectors.length;
  }
  return { batch, rest };
}
