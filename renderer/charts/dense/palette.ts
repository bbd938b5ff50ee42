import { useSyncExternalStore } from 'react';
import { LINE_COLOURS } from '../lineColour.ts';

/** The page's colours as a canvas needs them: it knows no custom properties. */
export interface Palette {
  readonly lines: readonly string[];
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly surface: string;
  readonly focus: string;
  /** One thin line among many. */
  readonly thin: string;
  readonly envelope: string;
  readonly marker: (kind: string) => string;
  /** A custom property that only some pages have, without its dashes. */
  readonly named: (name: string) => string;
}

function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    lines: Array.from({ length: LINE_COLOURS }, (_, i) => colour(`chart-line-${i + 1}`)),
    text: colour('text'),
    quiet: colour('text-quiet'),
    grid: colour('chart-grid'),
    surface: colour('surface'),
    focus: colour('focus'),
    thin: colour('chart-thin'),
    envelope: colour('chart-envelope'),
    marker: (kind) => colour(`marker-${kind}`),
    named: colour,
  };
}

let current: Palette | null = null;

/** Cloudscape switches its modes by classes of the body. */
function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(() => {
    current = null;
    changed();
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}

const palette = (): Palette => (current ??= readPalette());

/** The palette of the mode that is on; another object when it changes. */
export const usePalette = (): Palette => useSyncExternalStore(subscribe, palette);
