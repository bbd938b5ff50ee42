import type uPlot from 'uplot';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { letterOf } from './markers.ts';
import type { Palette } from './palette.ts';

/** Events as vertical lines with their letter, what lasts as a band; resets of counters as short strokes at the foot. */
export function drawMarkers(plot: uPlot, markers: readonly Marker[], resets: readonly Millis[], palette: Palette): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const place = (at: number): number => plot.valToPos(at, 'x', true);
  const isInside = (x: number): boolean => x >= bbox.left && x <= bbox.left + bbox.width;
  ctx.save();
  ctx.font = `600 ${10 * ratio}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  let lastLetter = -Infinity;
  for (const marker of markers) {
    const colour = palette.marker(marker.kind);
    const x = place(marker.at);
    const end = marker.until === null ? x : place(marker.until);
    if (end < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.fillStyle = colour;
    ctx.strokeStyle = colour;
    if (end - x > 2 * ratio) {
      const [left, right] = [Math.max(x, bbox.left), Math.min(end, bbox.left + bbox.width)];
      ctx.globalAlpha = 0.14;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.globalAlpha = 1;
    }
    if (!isInside(x)) continue;
    ctx.lineWidth = ratio;
    ctx.setLineDash([3 * ratio, 2 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // Letters that would lie upon each other are left out: the line is still there, and its words where it is pointed at.
    if (x - lastLetter < 11 * ratio) continue;
    lastLetter = x;
    ctx.fillText(letterOf(marker.kind), x, bbox.top - 12 * ratio);
  }
  ctx.setLineDash([]);
  ctx.strokeStyle = palette.text;
  ctx.lineWidth = 1.5 * ratio;
  for (const at of resets) {
    const x = place(at);
    if (!isInside(x)) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x, bbox.top + bbox.height - 9 * ratio);
    ctx.stroke();
  }
  ctx.restore();
}
