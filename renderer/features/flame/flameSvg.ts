import type { DrawnFrame } from '#renderer/charts/flame/fitFrames.ts';
import type { Frame } from '#renderer/charts/flame/fitFrames.ts';
import { shortFrame } from '#renderer/charts/flame/shortFrame.ts';

const ROW = 18;
const HEAD = 28;
/** Of the picture's type, about. */
const LETTER = 6.6;

interface SvgOptions {
  readonly title: string;
  readonly width: number;
  readonly colour: (frame: Frame) => string;
  readonly text: string;
  readonly background: string;
  /** Shown by viewers when a frame is pointed at. */
  readonly words: (frame: Frame) => string;
}

/** A flame graph as a picture that stands alone: the root at the top, the whole name of a frame as its title. */
export function flameSvg(tree: DrawnFrame, { title, width, colour, text, background, words }: SvgOptions): string {
  const parts: string[] = [];
  let deepest = 0;
  const draw = (drawn: DrawnFrame, x: number, wide: number, depth: number): void => {
    deepest = Math.max(deepest, depth);
    const y = HEAD + depth * ROW;
    const letters = Math.floor((wide - 6) / LETTER);
    const name = shortFrame(drawn.name);
    const label = letters < 3 ? '' : name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
    parts.push(
      `<g><title>${escaped(`${drawn.name}: ${words(drawn.frame)}`)}</title>` +
        `<rect x="${round(x)}" y="${y}" width="${round(wide)}" height="${ROW - 1}" fill="${colour(drawn.frame)}"/>` +
        (label === '' ? '' : `<text x="${round(x + 3)}" y="${y + 12.5}">${escaped(label)}</text>`) +
        '</g>',
    );
    let left = x;
    for (const child of drawn.children) {
      const share = drawn.fade || drawn.value === 0 ? 1 : child.value / drawn.value;
      draw(child, left, wide * share, depth + 1);
      left += wide * share;
    }
  };
  draw(tree, 0, width, 0);
  const height = HEAD + (deepest + 1) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11" fill="${text}">`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    `<text x="4" y="18" font-size="14">${escaped(title)}</text>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

const round = (n: number): number => Math.round(n * 100) / 100;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, (found) => entities[found] ?? found).replace(/[^\P{Cc}\t]/gu, ' ');
