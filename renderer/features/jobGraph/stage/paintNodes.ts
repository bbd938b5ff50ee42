import { NODE } from '../layout/graphLayout.ts';
import type { Palette } from './palette.ts';
import type { DrawnNode, Scene } from './scene.ts';
import type { Box, View } from './view.ts';
import { levelOf, meets } from './view.ts';

const DIM = 0.25;
/** Of a card that can show its name, in pixels of the screen. */
const PRINT = { size: 11, line: 13, letter: 5.9, left: 8 } as const;
const states = ['ok', 'unknown', 'busy', 'backpressured'] as const;

/** The vertices that are too small to be cards: coloured by what they mostly do. The context is in the graph's own coordinates. */
export function paintNodes(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, view: View, box: Box): void {
  const shown = scene.nodes.filter(({ id, place }) => !scene.asElements.has(id) && meets(box, place));
  const pixel = 1 / view.k;
  for (const dim of [true, false]) {
    const some = shown.filter(({ id }) => scene.isDim(id) === dim);
    if (some.length === 0) continue;
    context.globalAlpha = dim ? DIM : 1;
    fill(context, some, palette.surface);
    for (const state of states) {
      const these = some.filter((node) => node.state === state);
      if (these.length === 0) continue;
      // What is well is pale, so that what is not stands out.
      const pale = state === 'ok' || state === 'unknown';
      context.globalAlpha = (dim ? DIM : 1) * (pale ? 0.28 : 1);
      if (levelOf(view.k) === 'far') fill(context, these, palette.states[state]);
      context.globalAlpha = dim ? DIM : 1;
      outline(context, these, palette.states[state], pixel);
    }
    if (levelOf(view.k) === 'middle') for (const node of some) sketch(context, node, palette, view);
  }
  context.globalAlpha = 1;
  outline(context, shown.filter(({ id }) => scene.found.has(id)), palette.found, 2.5 * pixel, 2 * pixel); // prettier-ignore
  outline(context, shown.filter(({ bottleneck }) => bottleneck), palette.bottleneck, 3 * pixel, 3 * pixel); // prettier-ignore
}

function fill(context: CanvasRenderingContext2D, nodes: readonly DrawnNode[], colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  for (const { place } of nodes) context.rect(place.x, place.y, NODE.width, NODE.height);
  context.fill();
}

function outline(
  context: CanvasRenderingContext2D,
  nodes: readonly DrawnNode[],
  colour: string,
  width: number,
  beyond = 0,
): void {
  if (nodes.length === 0) return;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const { place } of nodes)
    context.rect(place.x - beyond, place.y - beyond, NODE.width + 2 * beyond, NODE.height + 2 * beyond);
  context.stroke();
}

/** Name and bar, in print that keeps its size while the card shrinks. */
function sketch(context: CanvasRenderingContext2D, node: DrawnNode, palette: Palette, { k }: View): void {
  const { place, name } = node;
  context.fillStyle = palette.states[node.state];
  context.fillRect(place.x, place.y, 4 / k, NODE.height);
  const left = place.x + PRINT.left / k;
  const width = NODE.width - (PRINT.left + 4) / k;
  const bar = { y: place.y + NODE.height - 9 / k, height: 4 / k };
  context.fillStyle = palette.idle;
  context.fillRect(left, bar.y, width, bar.height);
  context.fillStyle = palette.states.busy;
  context.fillRect(left, bar.y, width * Math.min(1, node.busy), bar.height);
  context.fillStyle = palette.states.backpressured;
  context.fillRect(left + width * Math.min(1, node.busy), bar.y, width * Math.min(1 - Math.min(1, node.busy), node.backpressured), bar.height); // prettier-ignore
  context.fillStyle = palette.text;
  context.font = `600 ${PRINT.size / k}px ${palette.font}`;
  const letters = Math.max(3, Math.floor((width * k) / PRINT.letter));
  const lines = Math.max(1, Math.min(3, Math.floor((NODE.height * k - 16) / PRINT.line)));
  wrapped(name, letters, lines).forEach((line, i) =>
    context.fillText(line, left, place.y + (PRINT.size + 3 + i * PRINT.line) / k, width),
  );
}

/** A text in so many lines of so many letters, cut where it is longer; broken at a space where one is near. */
export function wrapped(text: string, letters: number, lines: number): readonly string[] {
  const made: string[] = [];
  let rest = text;
  while (rest !== '' && made.length < lines) {
    if (rest.length <= letters) {
      made.push(rest);
      return made;
    }
    if (made.length === lines - 1) return [...made, `${rest.slice(0, letters - 1)}…`];
    const space = rest.lastIndexOf(' ', letters);
    const end = space > letters / 2 ? space : letters;
    made.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return made;
}
