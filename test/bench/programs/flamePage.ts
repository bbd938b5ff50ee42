import { generatedFlame } from '#test/support/generatedFlame.ts';
import { ourFlame } from './flame/ourFlame.ts';
import { peerFlame } from './flame/peerFlame.ts';
import type { Drawer } from './flame/drawer.ts';

/** What the benchmark measures of one page: milliseconds, and elements. */
interface Measured {
  readonly paint: number;
  readonly search: number;
  readonly longTasks: number;
  readonly nodes: number;
}

/** In the names of some of the frames of every generated tree. */
const SOUGHT = 'Codec';

const drawers: Readonly<Record<'ours' | 'peer', Drawer>> = { ours: ourFlame, peer: peerFlame };

/** Waits, frame by frame, until it is seen, and for the end of that frame. */
async function seen(isSeen: () => boolean): Promise<void> {
  do await new Promise((resolve) => requestAnimationFrame(resolve));
  while (!isSeen());
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(null);
  });
}

async function measure(kind: 'ours' | 'peer', frames: number, seed: number): Promise<Measured> {
  const tree = generatedFlame(frames, seed);
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no #root.');
  const drawer = drawers[kind];
  const long: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => long.push(...list.getEntries()));
  observer.observe({ type: 'longtask' });

  const began = performance.now();
  drawer.draw(root, tree);
  await seen(() => root.querySelector('g.frame rect') !== null);
  const paint = performance.now() - began;
  // Transitions of the peer go on for a while; a search begins when all has come to rest.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  observer.disconnect();

  const start = performance.now();
  drawer.search(SOUGHT);
  await seen(() => drawer.marked(root));
  const search = performance.now() - start;
  const longTasks = long.reduce((sum, { duration }) => sum + duration, 0);
  return { paint, search, longTasks, nodes: root.querySelectorAll('*').length };
}

Object.assign(window, { measure });
