import type uPlot from 'uplot';
import type { Millis } from '#shared/units/units.ts';
import type { Palette } from './palette.ts';

/** A stretch of time that is marked in a chart. */
export interface Shade {
  readonly from: Millis;
  readonly to: Millis;
  /** A custom property of the page, without its dashes. */
  readonly colour: string;
  /** `tint` and `hatch`: the whole height, under the lines. A number: a strip above them, one of those below each other. */
  readonly place: 'tint' | 'hatch' | number;
}

/** Of the space above the lines, in CSS pixels. */
const STRIP = 4;
const HATCH = 7;

/** Under the lines. */
export function drawShades(plot: uPlot, shades: readonly Shade[], palette: Palette): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
  ctx.clip();
  for (const { from, to, colour, place } of shades) {
    const left = plot.valToPos(from, 'x', true);
    // What lasts shorter than a pixel is seen too.
    const width = Math.max(2 * ratio, plot.valToPos(to, 'x', true) - left);
    if (left + width < bbox.left || left > bbox.left + bbox.width) continue;
    ctx.fillStyle = palette.named(colour);
    ctx.strokeStyle = palette.named(colour);
    if (typeof place === 'number') {
      ctx.fillRect(left, bbox.top - (place + 1) * (STRIP + 1) * ratio, width, STRIP * ratio);
    } else if (place === 'tint') {
      ctx.globalAlpha = 0.15;
      ctx.fillRect(left, bbox.top, width, bbox.height);
      ctx.globalAlpha = 1;
    } else hatch(ctx, { left, top: bbox.top, width, height: bbox.height }, ratio);
  }
  ctx.restore();
}

function hatch(
  ctx: CanvasRenderingContext2D,
  { left, top, width, height }: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  ratio: number,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.globalAlpha = 0.1;
  ctx.fillRect(left, top, width, height);
  ctx.globalAlpha = 0.45;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  const step = HATCH * ratio;
  // Lines of neighbours go on in each other.
  for (let x = Math.floor((left - height) / step) * step; x < left + width; x += step) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
