import flamegraph from 'd3-flame-graph';
import type { LaidOut } from 'd3-flame-graph';
import { select } from 'd3-selection';
import type { DrawnFrame, Frame } from './fitFrames.ts';
import { shortFrame } from './shortFrame.ts';
import { frameAt, isHere, namesTo } from './travel.ts';
import type { Direction, RootAt } from './travel.ts';

const ROW = 20;
/** A label needs so much room, in pixels, as d3-flame-graph has it. */
const LABELLED = 35;

interface Look {
  readonly width: number;
  readonly colour: (frame: Frame) => string;
  /** What a screen reader says of a frame. */
  readonly label: (frame: Frame) => string;
}

/** One flame graph in one element; frames are elements that can be focused, one of them with the Tab key. */
export interface FlameDrawing {
  /** Draws what is another tree or looks otherwise than before. Frames of the names in `matches` are marked; null: there is no search. */
  show(tree: DrawnFrame, look: Look, matches: ReadonlySet<string> | null): void;
  /** The frame that an event came from, and the names that lead to it below the root. */
  frameOf(target: EventTarget | null): Pointed | null;
  /** Moves the focus to a neighbour of the frame that has it. */
  travel(direction: Direction): void;
  destroy(): void;
}

export interface Pointed {
  readonly frame: Frame;
  readonly names: readonly string[];
}

export type { RootAt };

type Laid = LaidOut<DrawnFrame>;

export function drawFlame(element: HTMLElement, treeLabel: string, rootAt: RootAt): FlameDrawing {
  let colour: Look['colour'] = () => '';
  const chart = flamegraph<DrawnFrame>()
    .inverted(rootAt === 'top')
    .cellHeight(ROW)
    // What appears by itself must not move; and it is seen at once.
    .transitionDuration(0)
    .resetHeightOnZoom(true)
    .getName(({ data }) => shortFrame(data.name))
    .setColorMapper(({ data }) => colour(data.frame));
  // Its own `<title>` elements would be one element more for each frame: the tooltip is the page's.
  const noTooltip = Object.assign(() => undefined, { show: () => undefined, hide: () => undefined });
  chart.tooltip(noTooltip);
  /** Where the Tab key leads to: names below the root. */
  let current: readonly string[] = [];
  let shown: { readonly tree: DrawnFrame; readonly look: Look } | null = null;

  const frames = () => select(element).select('svg').selectAll<SVGGElement, Laid>('g');

  /** Leads the Tab key to the frame of these names, or to the nearest one above it that is drawn. */
  const setCurrent = (names: readonly string[], focus: boolean): void => {
    let nearest: SVGGElement | null = null;
    let length = -1;
    frames().each(function find(laid) {
      this.setAttribute('tabindex', '-1');
      const reached = isHere(laid, names);
      if (reached > length) [nearest, length] = [this, reached];
    });
    const found = nearest as SVGGElement | null;
    current = names;
    found?.setAttribute('tabindex', '0');
    if (focus) found?.focus();
  };

  const mark = (matches: ReadonlySet<string> | null): void => {
    frames().each(function restyle({ data }) {
      const wanted = `frame${data.fade ? ' fade' : ''}${matches?.has(data.name) === true ? ' frame--match' : ''}`;
      if (this.getAttribute('class') !== wanted) this.setAttribute('class', wanted);
    });
  };

  const draw = (tree: DrawnFrame, look: Look): void => {
    ({ colour } = look);
    const hadFocus = element.contains(document.activeElement);
    chart.width(look.width);
    if (shown === null) chart(select(element).datum(tree));
    else chart.update(tree);
    shown = { tree, look };
    const svg = element.querySelector('svg');
    if (svg === null) throw new Error('d3-flame-graph has drawn no picture.');
    svg.setAttribute('role', 'tree');
    svg.setAttribute('aria-label', treeLabel);
    svg.querySelector('text.title')?.remove();
    let deepest = 0;
    frames()
      // Zooming draws other frames than were there: that is done by whoever owns the drawing.
      .on('click', null)
      .on('mouseover', null)
      .on('mouseout', null)
      .each(function finish(laid) {
        const width = (laid.x1 - laid.x0) * look.width;
        deepest = Math.max(deepest, laid.depth);
        // The library gives widths and labels a moment later, in transitions; set now, those have nothing left to do.
        this.querySelector('rect')?.setAttribute('width', String(width));
        const label = this.querySelector('foreignObject');
        const text = label?.firstElementChild ?? null;
        if (text !== null && width >= LABELLED) text.textContent = shortFrame(laid.data.name);
        // Most frames are too narrow for a label: a box without one is laid out and painted all the same.
        label?.setAttribute('display', width >= LABELLED ? 'inline' : 'none');
        this.setAttribute('role', 'treeitem');
        this.setAttribute('aria-level', String(laid.depth + 1));
        this.setAttribute('aria-label', look.label(laid.data.frame));
      });
    // Two empty rows are left for a title, opposite to the root.
    if (rootAt === 'top') svg.setAttribute('height', String((deepest + 1) * ROW));
    else svg.style.marginTop = `${-2 * ROW}px`;
    setCurrent(current, hadFocus);
  };

  return {
    show(tree, look, matches) {
      if (shown?.tree !== tree || shown.look !== look) draw(tree, look);
      mark(matches);
    },
    frameOf(target) {
      const group = target instanceof Element ? target.closest('g.frame') : null;
      if (group === null || !element.contains(group)) return null;
      const laid = select<Element, Laid>(group).datum();
      return { frame: laid.data.frame, names: namesTo(laid) };
    },
    travel(direction) {
      const group = document.activeElement?.closest('g.frame') ?? null;
      if (group === null || !element.contains(group)) return;
      const next = frameAt(select<Element, Laid>(group).datum(), direction);
      if (next !== null) setCurrent(namesTo(next), true);
    },
    destroy() {
      chart.destroy();
    },
  };
}
