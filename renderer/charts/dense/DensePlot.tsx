import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { Millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';
import { useWidth } from '../useWidth.ts';
import { chartAction } from './chartKeys.ts';
import type { Plot, PlotView } from './createPlot.ts';
import { createPlot } from './createPlot.ts';
import type { Crosshair } from './crosshair.ts';
import '../charts.css';
import './dense.css';
import { usePalette } from './palette.ts';

export interface DensePlotProps extends PlotView {
  /** Unique among the charts that share the crosshair. */
  readonly id: string;
  /** What the chart shows, in words. */
  readonly label: string;
  readonly height: number;
  readonly crosshair: Crosshair;
  /** How far an arrow key moves the crosshair. */
  readonly step: Millis;
  readonly onRange: (range: TimeRange) => void;
  readonly onBack: () => void;
  /** Custom properties of the lines' colours, in their order, where these mean something; kept the same between drawings. */
  readonly colours?: readonly string[];
  readonly canvas?: Ref<() => HTMLCanvasElement | null>;
}

/** A chart that can be pointed at, brushed and steered with keys. Other lines need another drawing; other points do not. */
export const DensePlot = (props: DensePlotProps) => <Drawing key={JSON.stringify(props.model.strokes)} {...props} />;

function Drawing({ id, label, height, crosshair, step, onRange, onBack, colours, canvas, ...shown }: DensePlotProps) {
  const { model, range, zone, unit, fit, markers, resets, shades } = shown;
  const view = useMemo(
    (): PlotView => ({ model, range, zone, unit, fit, markers, resets, ...(shades === undefined ? {} : { shades }) }),
    [model, range, zone, unit, fit, markers, resets, shades],
  );
  const [element, width] = useWidth();
  const page = usePalette();
  const palette = useMemo(() => (colours === undefined ? page : { ...page, lines: colours.map(page.named) }), [page, colours]);
  const plot = useRef<Plot | null>(null);
  const newest = useRef({ view, onRange, onBack });
  useLayoutEffect(() => {
    newest.current = { view, onRange, onBack };
  });
  const isLaidOut = width > 0;

  useEffect(() => {
    const { current } = element;
    if (current === null || !isLaidOut) return undefined;
    const made = createPlot(current, {
      width: Math.floor(current.getBoundingClientRect().width),
      height,
      palette,
      first: newest.current.view,
      events: {
        moved: (at) => {
          if (at !== null) crosshair.move({ at, by: 'pointer', chart: id });
          else if (crosshair.place()?.chart === id && crosshair.place()?.by === 'pointer') crosshair.move(null);
        },
        brushed: (range) => newest.current.onRange(range),
        back: () => newest.current.onBack(),
      },
    });
    plot.current = made;
    const follow = (): void => {
      const place = crosshair.place();
      if (place?.chart !== id || place.by === 'keys') made.follow(place?.at ?? null);
    };
    const end = crosshair.subscribe(follow);
    return () => {
      end();
      plot.current = null;
      made.destroy();
    };
  }, [element, isLaidOut, height, palette, crosshair, id]);

  useEffect(() => plot.current?.resize(width), [width]);
  useEffect(() => plot.current?.show(view), [view]);
  useImperativeHandle(canvas, () => () => plot.current?.canvas() ?? null, []);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = crosshair.place()?.at ?? null;
    const action = chartAction(event.key, { range, crosshair: at, step, shift: event.shiftKey });
    if (action === null) return;
    event.preventDefault();
    if (action.kind === 'crosshair') crosshair.move({ at: action.at, by: 'keys', chart: id });
    else if (action.kind === 'range') onRange(action.range);
    else onBack();
  };

  return (
    // A chart is steered with keys as a whole; what they do is told beside it.
    <div
      ref={element}
      className="dense"
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      tabIndex={0}
      onKeyDown={press}
      onBlur={() => {
        if (crosshair.place()?.by === 'keys') crosshair.move(null);
      }}
    />
  );
}
