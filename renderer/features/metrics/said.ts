import { formatFigure } from '#shared/model/formatFigure.ts';
import type { Palette } from '#renderer/charts/dense/palette.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import type { ChartView } from './chartView.ts';
import type { Drawn } from './gallery.ts';
import type { MetricGroup } from './groups.ts';
import type { LegendEntry } from './legend.ts';
import { legendOf } from './legend.ts';
import { readingWords } from './words.ts';

/** A figure of a chart, or a dash where there is none. */
export const figure = (value: number | null, unit: SeriesWindow['unit'] | undefined): string =>
  value === null || unit === undefined ? UNKNOWN : formatFigure(value, unit);

const entryText = ({ name, value, before }: LegendEntry, unit: SeriesWindow['unit'] | undefined): string =>
  `${name}: ${figure(value, unit)}${before === undefined ? '' : `, before ${figure(before, unit)}`}`;

/** The figures at a moment, in words. */
export const saidAt = (view: ChartView, windows: readonly SeriesWindow[], at: Parameters<typeof legendOf>[2]): string =>
  legendOf(view, windows, at)
    .map((entry) => entryText(entry, windows[0]?.unit))
    .join('; ');

/** What a chart shows, for those who do not see it. */
export const chartLabel = ({ title, of }: MetricGroup, view: ChartView, windows: readonly SeriesWindow[]): string =>
  `${[title, of].filter((part) => part !== '').join(', ')}, ${readingWords(windows)}. ${saidAt(view, windows, null)}`;

/** A chart for a picture. */
export const drawnOf = (
  { title, of }: MetricGroup,
  view: ChartView,
  windows: readonly SeriesWindow[],
  canvas: HTMLCanvasElement,
  { lines }: Palette,
): Drawn => ({
  title: [title, of].filter((part) => part !== '').join(' · '),
  reading: readingWords(windows),
  legend: legendOf(view, windows, null).map((entry) => ({
    text: entryText(entry, windows[0]?.unit),
    colour: entry.colour === null ? null : (lines[entry.colour % lines.length] ?? null),
  })),
  canvas,
});
