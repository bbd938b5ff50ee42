import type { Palette } from './palette.ts';
import type { Way } from './edgeWays.ts';
import type { DrawnEdge, Scene } from './scene.ts';
import type { Box, View } from './view.ts';
import { levelOf } from './view.ts';

const HEAD = { length: 9, half: 4.5 } as const;
const DIM = 0.18;

const overlap = (a: Box, b: Box): boolean =>
  a.x <= b.x + b.width && a.x + a.width >= b.x && a.y <= b.y + b.height && a.y + a.height >= b.y;

/** The edges that pass through what is in view; the context is in the graph's own coordinates. */
export function paintEdges(context: CanvasRenderingContext2D, scene: Scene, palette: Palette, view: View, box: Box): void {
  const shown = scene.edges.filter((edge) => overlap(edge.box, box));
  const isDim = ({ edge }: DrawnEdge): boolean => scene.isDim(edge.from) || scene.isDim(edge.to);
  const isMarked = ({ edge }: DrawnEdge): boolean => edge.from === scene.marked || edge.to === scene.marked;
  const marked = shown.filter((edge) => isMarked(edge) && !isDim(edge));
  const plain = shown.filter((edge) => !isMarked(edge) && !isDim(edge));
  const far = levelOf(view.k) === 'far';
  const wide = Math.max(1.5, 1 / view.k);
  const draw = (edges: readonly DrawnEdge[], colour: string, width: number, alpha: number): void => {
    if (edges.length === 0) return;
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = width;
    for (const back of [false, true]) {
      const some = edges.filter(({ way }) => way.leadsBack === back);
      if (some.length === 0) continue;
      context.setLineDash(back && !far ? [6, 5] : []);
      context.beginPath();
      for (const { way } of some) trace(context, way, far);
      context.stroke();
    }
    context.setLineDash([]);
    if (far) return;
    context.beginPath();
    for (const { way } of edges) head(context, way);
    context.fill();
  };
  draw(shown.filter(isDim), palette.line, wide, DIM);
  draw(plain, palette.line, wide, far ? 0.55 : 1);
  draw(marked, palette.marked, wide * 1.6, 1);
  context.globalAlpha = 1;
}

/** Curves that are too small to be seen as such are lines. */
function trace(context: CanvasRenderingContext2D, { start, pieces }: Way, far: boolean): void {
  context.moveTo(start.x, start.y);
  for (const { to, bend } of pieces)
    if (bend === null || far) context.lineTo(to.x, to.y);
    else context.bezierCurveTo(bend[0].x, bend[0].y, bend[1].x, bend[1].y, to.x, to.y);
}

/** Every way ends to the right. */
function head(context: CanvasRenderingContext2D, { pieces }: Way): void {
  const end = pieces.at(-1)?.to;
  if (end === undefined) return;
  context.moveTo(end.x, end.y);
  context.lineTo(end.x - HEAD.length, end.y - HEAD.half);
  context.lineTo(end.x - HEAD.length, end.y + HEAD.half);
  context.closePath();
}
