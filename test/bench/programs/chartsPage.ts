import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createElement } from 'react';
import { OurCharts } from './charts/OurCharts.tsx';
import { PeerCharts } from './charts/PeerCharts.tsx';
import { crosshairsOf, drawnOf, overlayOf } from './charts/seen.ts';
import { makeCharts } from './charts/makeCharts.ts';

/** What the benchmark measures of one page: milliseconds. */
interface Measured {
  readonly paint: number;
  readonly moves: readonly number[];
}

const MOVES = 20;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Waits, frame by frame, until it is seen, and for the end of that frame. */
async function seen(isSeen: () => boolean): Promise<void> {
  do await frame();
  while (!isSeen());
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(null);
  });
}

/** Draws the charts, then moves the crosshair through them. */
async function measure(kind: 'ours' | 'peer', charts: number, points: number): Promise<Measured> {
  const made = makeCharts(charts, points);
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  const began = performance.now();
  flushSync(() => createRoot(root).render(createElement(kind === 'ours' ? OurCharts : PeerCharts, { charts: made })));
  await seen(() => drawnOf(kind).length === charts);
  const paint = performance.now() - began;

  const moves: number[] = [];
  const overlay = overlayOf(kind);
  const box = overlay.getBoundingClientRect();
  for (let i = 0; i <= MOVES; i += 1) {
    const before = crosshairsOf(kind);
    const start = performance.now();
    const clientX = box.left + box.width * (0.2 + (0.6 * i) / MOVES);
    overlay.dispatchEvent(
      new MouseEvent('mousemove', { bubbles: true, clientX, clientY: box.top + box.height / 2, view: window }),
    );
    await seen(() => {
      const now = crosshairsOf(kind);
      return now.length === charts && now.every((place, each) => place !== before[each]);
    });
    // The first one makes what the others move.
    if (i > 0) moves.push(performance.now() - start);
  }
  return { paint, moves };
}

Object.assign(window, { measure });
