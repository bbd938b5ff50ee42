import './knownLanguage.ts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Marker } from '#shared/model/history.ts';
import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';
import { timeTicks, valueAxis } from '../axisTicks.ts';
import { formatFigure } from '#shared/model/formatFigure.ts';
import { LINE_COLOURS } from '../lineColour.ts';
import type { Zone } from '../moments.ts';
import { offsetOf } from '../moments.ts';
import { drawMarkers } from './drawMarkers.ts';
import type { Shade } from './drawShades.ts';
import { drawShades } from './drawShades.ts';
import type { Palette } from './palette.ts';
import type { PlotModel, Stroke } from './plotModel.ts';
import { extentOf } from './plotModel.ts';
import { tickText } from './timeText.ts';

/** Everything that a drawing shows; another one is drawn over it without flicker. */
export interface PlotView {
  readonly model: PlotModel;
  readonly range: TimeRange;
  readonly zone: Zone;
  readonly unit: Series['unit'];
  /** The axis starts near the lowest value. */
  readonly fit: boolean;
  readonly markers: readonly Marker[];
  readonly resets: readonly Millis[];
  readonly shades?: readonly Shade[];
}

interface PlotEvents {
  /** The pointer is over this moment; null: it left. */
  readonly moved: (at: Millis | null) => void;
  readonly brushed: (range: TimeRange) => void;
  readonly back: () => void;
}

export interface Plot {
  show(view: PlotView): void;
  resize(width: number): void;
  /** Puts the crosshair to a moment; null takes it away. */
  follow(at: Millis | null): void;
  readonly canvas: () => HTMLCanvasElement;
  destroy(): void;
}

export const AXIS_WIDTH = 58;
const AXIS_HEIGHT = 22;
/** Letters of markers stand above the lines. */
const TOP = 15;
const RIGHT = 14;
/** A click is no brush. */
const LEAST_BRUSH = 5;
const DASHES: Readonly<Record<'before' | 'repeated', number[]>> = { before: [4, 4], repeated: [2, 3] };

/** Draws a chart on a canvas. Which lines there are is fixed: with others another plot is made. */
export function createPlot(
  element: HTMLElement,
  {
    width,
    height,
    palette,
    first,
    events,
  }: {
    readonly width: number;
    readonly height: number;
    readonly palette: Palette;
    readonly first: PlotView;
    readonly events: PlotEvents;
  },
): Plot {
  let view = first;
  let axis = axisOf(first);
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const line = { stroke: palette.grid, width: 1 };
  const { band } = first.model;
  const many = first.model.together !== null;

  const plot = new uPlot(
    {
      width,
      height,
      ms: 1,
      padding: [TOP, RIGHT, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: LEAST_BRUSH },
        points: { show: !many, size: 6 },
        bind: {
          dblclick: () => () => {
            events.back();
            return null;
          },
        },
      },
      scales: {
        x: { time: false, auto: false, range: () => [view.range.from, view.range.to] },
        y: { auto: false, range: () => [axis.from, axis.to] },
      },
      axes: [
        {
          size: AXIS_HEIGHT,
          font,
          gap: 3,
          stroke: palette.quiet,
          grid: { show: false },
          ticks: { ...line, size: 4 },
          border: { show: true, ...line },
          splits: ({ width }) => [
            ...timeTicks(
              view.range.from,
              view.range.to,
              offsetOf(view.range.to, view.zone),
              Math.max(2, Math.floor((width - AXIS_WIDTH) / 58)),
            ),
          ],
          values: (_plot, splits) => splits.map((at) => tickText(millis(at), view.zone)),
        },
        {
          size: AXIS_WIDTH,
          font,
          gap: 5,
          stroke: palette.quiet,
          grid: line,
          ticks: { show: false },
          splits: () => [...axis.ticks],
          values: (_plot, splits) => splits.map((value) => (value === 0 ? '0' : formatFigure(value, view.unit))),
        },
      ],
      series: [{}, ...first.model.strokes.map((stroke, i) => seriesOf(stroke, palette, () => view.model.columns.lone[i] ?? []))],
      bands: band === null ? [] : [{ series: [band[0] + 1, band[1] + 1], fill: palette.envelope }],
      hooks: {
        drawClear: [(drawn) => drawShades(drawn, view.shades ?? [], palette)],
        draw: [(drawn) => drawMarkers(drawn, view.markers, view.resets, palette)],
        setCursor: [
          ({ cursor, data }) => {
            const { idx, left = -1 } = cursor;
            const at = idx === null || idx === undefined || left < 0 ? undefined : data[0]?.[idx];
            events.moved(at === undefined ? null : millis(at));
          },
        ],
        setSelect: [
          (chosen) => {
            const { left, width } = chosen.select;
            if (width < LEAST_BRUSH) return;
            const [from, to] = [chosen.posToVal(left, 'x'), chosen.posToVal(left + width, 'x')];
            chosen.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            events.brushed({ from: millis(from), to: millis(to) });
          },
        ],
      },
    },
    dataOf(first),
    element,
  );

  return {
    show(next) {
      view = next;
      axis = axisOf(next);
      plot.batch(() => {
        plot.setData(dataOf(next), false);
        plot.setScale('x', { min: next.range.from, max: next.range.to });
        plot.setScale('y', { min: axis.from, max: axis.to });
      });
      plot.redraw(true, true);
    },
    resize: (wide) => plot.setSize({ width: wide, height }),
    follow(at) {
      const left = at === null ? -10 : plot.valToPos(at, 'x');
      plot.setCursor({ left, top: left < 0 ? -10 : 0 }, false);
    },
    canvas: () => plot.ctx.canvas,
    destroy: () => plot.destroy(),
  };
}

/** Where values stand in a chart of this height, in pixels from its top, and what stands at such a place. */
export function valueScale(view: Pick<PlotView, 'model' | 'range' | 'unit' | 'fit'>, height: number) {
  const { from, to } = axisOf(view);
  const tall = height - TOP - AXIS_HEIGHT;
  return {
    top: TOP,
    bottom: TOP + tall,
    span: to - from,
    place: (value: number): number => TOP + tall * (1 - (value - from) / (to - from)),
    value: (place: number): number => from + (to - from) * (1 - (place - TOP) / tall),
  };
}

const dataOf = ({ model: { columns } }: PlotView): uPlot.AlignedData => [columns.at, ...columns.values];

function axisOf({ model, range, unit, fit }: Pick<PlotView, 'model' | 'range' | 'unit' | 'fit'>) {
  return valueAxis(extentOf(model.columns, range) ?? [], unit, { fit });
}

function seriesOf(stroke: Stroke, palette: Palette, lone: () => readonly number[]): uPlot.Series {
  const look = lookOf(stroke, palette);
  return {
    ...look,
    spanGaps: false,
    points: {
      show: stroke.kind !== 'edge',
      size: 4,
      stroke: look.stroke,
      fill: look.stroke,
      filter: () => [...lone()],
    },
  };
}

function lookOf(stroke: Stroke, { lines, thin }: Palette): { stroke: string; width: number; dash?: number[]; alpha?: number } {
  switch (stroke.kind) {
    case 'thin':
      return { stroke: thin, width: 1 };
    case 'edge':
      return { stroke: 'transparent', width: 0 };
    case 'median':
      return { stroke: lines[0] ?? thin, width: 2, ...(stroke.before ? { dash: DASHES.before, alpha: 0.7 } : {}) };
    case 'line': {
      const { number, before } = stroke;
      const look = { stroke: lines[number % LINE_COLOURS] ?? thin, width: before ? 1.25 : 1.75 };
      if (before) return { ...look, dash: DASHES.before, alpha: 0.7 };
      return number < LINE_COLOURS ? look : { ...look, dash: DASHES.repeated };
    }
  }
}
