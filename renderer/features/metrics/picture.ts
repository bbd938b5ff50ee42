import type { Palette } from '#renderer/charts/dense/palette.ts';
import type { Drawn } from './gallery.ts';

const WIDE = 16;
const TITLE = 20;
const LINE = 16;
const MOST_COLUMNS = 2;

/** Charts as one picture: a heading, and each chart with its title, its legend and its drawing. Null where there is nothing to draw. */
export function picture(heading: string, charts: readonly Drawn[], palette: Palette): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const columns = Math.min(MOST_COLUMNS, charts.length);
  const width = Math.max(0, ...charts.map(({ canvas }) => canvas.width / ratio)) + 2 * WIDE;
  const heights = charts.map(({ canvas, legend }) => TITLE + LINE * (1 + legend.length) + canvas.height / ratio + 2 * WIDE);
  const rows = Array.from({ length: Math.ceil(charts.length / Math.max(1, columns)) }, (_, i) =>
    Math.max(...heights.slice(i * columns, (i + 1) * columns)),
  );
  const sheet = document.createElement('canvas');
  sheet.width = Math.round(width * columns * ratio);
  sheet.height = Math.round((TITLE + 2 * WIDE + rows.reduce((sum, height) => sum + height, 0)) * ratio);
  const context = sheet.getContext('2d');
  if (context === null || charts.length === 0) return Promise.resolve(null);
  context.scale(ratio, ratio);
  context.textBaseline = 'top';
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, sheet.width, sheet.height);
  const say = write(context, getComputedStyle(document.body).fontFamily);
  say(heading, WIDE, WIDE, palette.text, 15, width * columns - 2 * WIDE, true);
  let top = TITLE + 2 * WIDE;
  charts.forEach((chart, i) => {
    const left = (i % columns) * width + WIDE;
    drawChart(context, say, chart, { left, top, width: width - 2 * WIDE }, palette);
    if (i % columns === columns - 1) top += rows[Math.floor(i / columns)] ?? 0;
  });
  return new Promise((resolve) => sheet.toBlob(resolve, 'image/png'));
}

type Say = ReturnType<typeof write>;

const write =
  (context: CanvasRenderingContext2D, family: string) =>
  (text: string, left: number, top: number, colour: string, size: number, most: number, isBold = false): void => {
    context.font = `${isBold ? '700 ' : ''}${size}px ${family}`;
    context.fillStyle = colour;
    context.fillText(text, left, top, most);
  };

function drawChart(
  context: CanvasRenderingContext2D,
  say: Say,
  { title, reading, legend, canvas }: Drawn,
  { left, top, width }: { readonly left: number; readonly top: number; readonly width: number },
  palette: Palette,
): void {
  say(title, left, top, palette.text, 13, width, true);
  say(reading, left, top + TITLE, palette.quiet, 11, width);
  legend.forEach(({ text, colour }, i) => {
    const y = top + TITLE + LINE * (1 + i);
    if (colour !== null) {
      context.fillStyle = colour;
      context.fillRect(left, y + 5, 10, 3);
    }
    say(text, left + 16, y, palette.text, 11, width - 16);
  });
  const below = top + TITLE + LINE * (1 + legend.length);
  context.drawImage(canvas, left, below, canvas.width / devicePixelRatio, canvas.height / devicePixelRatio);
}
