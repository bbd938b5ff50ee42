import type { VertexState } from '../vertexState.ts';

/** The colours of the canvas: the theme's, read from the style sheet. */
export interface Palette {
  readonly line: string;
  readonly marked: string;
  readonly surface: string;
  readonly text: string;
  readonly found: string;
  readonly bottleneck: string;
  readonly idle: string;
  readonly font: string;
  readonly states: Readonly<Record<VertexState, string>>;
}

/** Reading a style takes time, and all stages have the same colours. */
const known = new Map<string, Palette>();

/** The colours of a theme, which is any word that changes with it. */
export function paletteOf(element: HTMLElement, theme: string): Palette {
  const palette = known.get(theme) ?? readPalette(element);
  known.set(theme, palette);
  return palette;
}

function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    line: of('--vertex-line'),
    marked: of('--focus'),
    surface: of('--surface'),
    text: of('--text'),
    found: of('--vertex-found'),
    bottleneck: of('--vertex-badge'),
    idle: of('--vertex-idle'),
    font: style.fontFamily,
    states: {
      busy: of('--vertex-busy'),
      backpressured: of('--vertex-backpressured'),
      ok: of('--vertex-ok'),
      unknown: of('--vertex-unknown'),
    },
  };
}
