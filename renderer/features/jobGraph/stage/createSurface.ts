import { select } from 'd3-selection';
import type { D3ZoomEvent } from 'd3-zoom';
import { zoom, zoomIdentity } from 'd3-zoom';
import type { Clock } from '#renderer/host/clock.ts';
import { millis } from '#shared/units/units.ts';
import { paintEdges } from './paintEdges.ts';
import { paintNodes } from './paintNodes.ts';
import { paletteOf } from './palette.ts';
import type { Scene } from './scene.ts';
import type { Box, Level, Size, View } from './view.ts';
import { ZOOM, boxInView, holds, levelOf, wholeView } from './view.ts';

/** So much more than what is in view gets elements, on each side, so that a small move needs none. */
const AHEAD = 0.15;
/** A hand rests for less while it goes on moving: what is sharp again only then is not drawn twice. */
const REST = millis(250);

/** What is shown as elements: the part of the graph, and how much a card there can say. */
export interface Shown {
  readonly box: Box;
  readonly level: Level;
}

interface Parts {
  /** Takes wheel, drag and pinch. */
  readonly pane: HTMLDivElement;
  readonly canvas: HTMLCanvasElement;
  /** Holds the elements, in the graph's own coordinates. */
  readonly layer: HTMLElement;
}

interface Told {
  /** Other elements are needed than before. */
  readonly shown: (shown: Shown) => void;
  /** A movement is over. */
  readonly settled: (view: View) => void;
  /** In every frame of a movement. */
  readonly moved: (view: View, stage: Size) => void;
}

/** One stage that is moved as a whole: what is on it moves without being rendered anew. */
export interface Surface {
  readonly view: () => View;
  readonly stage: () => Size;
  readonly least: () => number;
  readonly move: (view: View) => void;
  readonly show: (scene: Scene) => void;
  readonly resize: () => void;
  /** The theme has other colours now. */
  readonly recolour: (theme: string) => void;
  readonly dispose: () => void;
}

export function createSurface({ pane, canvas, layer }: Parts, told: Told, clock: Clock): Surface {
  const context = canvas.getContext('2d');
  let scene: Scene | null = null;
  let palette = paletteOf(pane, document.body.className);
  let view: View = { x: 0, y: 0, k: 1 };
  let stage: Size = { width: pane.clientWidth, height: pane.clientHeight };
  let shown: Shown | null = null;
  let frame = 0;
  let least = 0.02;

  const paint = (): void => {
    frame = 0;
    if (context === null || scene === null) return;
    const dense = devicePixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(view.k * dense, 0, 0, view.k * dense, view.x * dense, view.y * dense);
    const box = boxInView(view, stage, 0.02);
    paintEdges(context, scene, palette, view, box);
    paintNodes(context, scene, palette, view, box);
    layer.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.k})`;
    told.moved(view, stage);
    const level = levelOf(view.k);
    if (shown === null || shown.level !== level || !holds(shown.box, boxInView(view, stage)) || isMuchLarger(shown.box)) {
      shown = { box: boxInView(view, stage, AHEAD), level };
      told.shown(shown);
    }
  };
  /** Zoomed in so far that most elements are out of view. */
  const isMuchLarger = (box: Box): boolean => box.width > (stage.width / view.k) * (1 + 4 * AHEAD);
  const repaint = (): void => {
    frame ||= requestAnimationFrame(paint);
  };

  let unsettle = (): void => undefined;
  const settle = (): void => {
    pane.classList.remove('graph-stage__pane--moving');
    told.settled(view);
  };

  const gestures = zoom<HTMLDivElement, unknown>()
    .scaleExtent([least, ZOOM.most])
    // The wheel scrolls the page, until somebody works with the graph; with Ctrl it zooms, as a pinch does.
    .filter((event: MouseEvent | WheelEvent) =>
      event.type === 'wheel'
        ? event.ctrlKey || event.metaKey || pane.contains(document.activeElement)
        : !event.ctrlKey && !event.button,
    )
    .on('start', () => {
      unsettle();
      pane.classList.add('graph-stage__pane--moving');
    })
    .on('zoom', ({ transform: { x, y, k } }: D3ZoomEvent<HTMLDivElement, unknown>) => {
      view = { x, y, k };
      repaint();
    })
    .on('end', ({ sourceEvent }: D3ZoomEvent<HTMLDivElement, unknown>) => {
      if (sourceEvent === null || sourceEvent === undefined) settle();
      else unsettle = clock.after(REST, settle);
    });
  const selection = select(pane).call(gestures).on('dblclick.zoom', null);

  const resize = (): void => {
    stage = { width: pane.clientWidth, height: pane.clientHeight };
    canvas.width = Math.round(stage.width * devicePixelRatio);
    canvas.height = Math.round(stage.height * devicePixelRatio);
    if (scene !== null) least = Math.min(0.3, wholeView(scene.layout, stage).k * 0.7);
    gestures.scaleExtent([least, ZOOM.most]);
    // A canvas of another size is empty: what was on it must not be gone for a frame.
    paint();
  };

  return {
    view: () => view,
    stage: () => stage,
    least: () => least,
    move({ x, y, k }) {
      gestures.transform(selection, zoomIdentity.translate(x, y).scale(k));
      // Elements are where they will be at once: focus goes to them next.
      cancelAnimationFrame(frame);
      paint();
    },
    show(next) {
      const isOther = scene?.layout !== next.layout;
      scene = next;
      if (isOther) {
        shown = null;
        least = Math.min(0.3, wholeView(next.layout, stage).k * 0.7);
        gestures.scaleExtent([least, ZOOM.most]);
      }
      repaint();
    },
    resize,
    recolour(theme) {
      palette = paletteOf(pane, theme);
      repaint();
    },
    dispose() {
      unsettle();
      cancelAnimationFrame(frame);
      selection.on('.zoom', null);
    },
  };
}
