import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { DenseLine } from '#renderer/charts/dense/lines.ts';
import { spacingOf } from '#renderer/charts/dense/lines.ts';
import type { PlotModel } from '#renderer/charts/dense/plotModel.ts';
import { plotModel } from '#renderer/charts/dense/plotModel.ts';
import type { Point } from '#shared/model/application.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { ChartData } from './readPieces.ts';
import type { MetricGroup } from './groups.ts';

/** One chart as it is drawn, listed and said. */
export interface ChartView {
  readonly lines: readonly DenseLine[];
  readonly before: readonly DenseLine[];
  readonly model: PlotModel;
  readonly resets: readonly Millis[];
  readonly isEmpty: boolean;
}

/** Lines of another unit than the first would need an axis of their own: units are one per metric. */
export function chartView(group: MetricGroup, { windows, before, range }: ChartData, columns: number): ChartView {
  const lines = group.lines.flatMap(({ name }, i) => lineOf(name, windows[i], range, columns, 0));
  const shift = before?.shift ?? 0;
  const earlier = group.lines.flatMap(({ name }, i) => lineOf(name, before?.windows[i], range, columns, shift));
  return {
    lines,
    before: earlier,
    model: plotModel(lines, earlier, range, columns),
    resets: [...new Set(windows.flatMap(({ resets }) => resets))],
    isEmpty: [...lines, ...earlier].every(({ points }) => points.every(([, value]) => value === null)),
  };
}

function lineOf(
  name: string,
  window: SeriesWindow | undefined,
  range: TimeRange,
  columns: number,
  shift: number,
): readonly DenseLine[] {
  if (window === undefined) return [];
  const points = shift === 0 ? window.points : window.points.map(([at, value]): Point => [millis(at + shift), value]);
  const { period } = window;
  const isCut = points.filter(([, value]) => value !== null).length < window.present;
  return [{ name, points, period, spacing: spacingOf(period, isCut, range, columns) }];
}
