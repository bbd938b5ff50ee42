import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { FlameGraph } from '#renderer/charts/flame/FlameGraph.tsx';
import { frameWords } from '#renderer/charts/flame/words.ts';
import { flameIndex } from '#shared/analysis/flame/search.ts';
import type { Drawer } from './drawer.ts';

const NOWHERE: readonly string[] = [];
let search: (text: string) => void = () => undefined;

/** The product's graph with its index of the whole tree, as the page of flame graphs has them. */
export const ourFlame: Drawer = {
  draw(element, tree) {
    const root = createRoot(element);
    const words = frameWords(tree.value);
    const render = (matches: ReadonlySet<string> | null): void =>
      flushSync(() =>
        root.render(
          createElement(FlameGraph, {
            label: 'Benchmark',
            tree,
            paint: 'family',
            matches,
            zoom: NOWHERE,
            onZoom: () => undefined,
            words,
          }),
        ),
      );
    const index = flameIndex(tree);
    search = (text) => render(index.find(text).names);
    render(null);
  },
  search: (text) => search(text),
  marked: (element) => element.querySelector('.frame--match') !== null,
};
