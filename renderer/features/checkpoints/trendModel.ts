import { valueAxis } from '#renderer/charts/axisTicks.ts';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Series } from '#shared/model/series.ts';
import type { CheckpointRow } from './rows.ts';

/** One figure of checkpoints over time. */
export interface TrendFigure {
  readonly title: string;
  readonly unit: Extract<Series['unit'], 'Millis' | 'Bytes'>;
  readonly of: (row: CheckpointRow) => number | null;
}

export const figures: readonly TrendFigure[] = [
  { title: 'Duration', unit: 'Millis', of: ({ checkpoint }) => checkpoint.duration },
  { title: 'Written', unit: 'Bytes', of: ({ checkpoint }) => checkpoint.checkpointedSize },
  { title: 'Full size', unit: 'Bytes', of: ({ checkpoint }) => checkpoint.stateSize },
];

export interface TrendPoint {
  readonly row: CheckpointRow;
  readonly x: number;
  readonly y: number;
  readonly failed: boolean;
}

export interface TrendDrawing {
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** Broken where another job begins. */
  readonly path: string;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly yOf: (value: number) => number;
}

/** Places checkpoints (newest first) in a box. A figure that a failed one lacks is drawn at the bottom, as a cross. */
export function drawTrend(
  rows: readonly CheckpointRow[],
  { of, unit }: TrendFigure,
  { from, to }: TimeRange,
  {
    width,
    height,
    above,
  }: { readonly width: number; readonly height: number; /** Held in view as well. */ readonly above: number },
): TrendDrawing {
  const known = rows.filter(({ checkpoint }) => checkpoint.triggered >= from && checkpoint.triggered <= to);
  const axis = valueAxis([...known.flatMap((row) => of(row) ?? []), above], unit, { count: 2 });
  const yOf = (value: number): number => height - ((value - axis.from) / (axis.to - axis.from)) * height;
  const xOf = (at: number): number => ((at - from) / Math.max(1, to - from)) * width;
  const points: TrendPoint[] = [];
  let path = '';
  let last: string | null | undefined;
  for (const row of [...known].reverse()) {
    const failed = row.checkpoint.status === 'FAILED';
    const value = of(row);
    if (value === null && !failed) continue;
    const point = { row, x: round(xOf(row.checkpoint.triggered)), y: round(yOf(value ?? 0)), failed };
    points.push(point);
    if (failed || row.checkpoint.savepoint) continue;
    path += `${last === row.name.job ? 'L' : 'M'}${point.x} ${point.y}`;
    last = row.name.job;
  }
  return { points, path, ticks: axis.ticks.map((value) => ({ value, y: round(yOf(value)) })), yOf };
}

const round = (n: number): number => Math.round(n * 10) / 10;

/** The point whose moment is nearest. */
export function nearest(points: readonly TrendPoint[], x: number): TrendPoint | null {
  let found: TrendPoint | null = null;
  for (const point of points) if (found === null || Math.abs(point.x - x) < Math.abs(found.x - x)) found = point;
  return found;
}
