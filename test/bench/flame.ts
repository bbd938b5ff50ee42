import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { z } from '#shared/model/schema.ts';
import { chromium } from '../support/chromium.ts';
import { buildPage, measureInPage } from './benchPage.ts';
import type { BenchResult, Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import { root } from './runProgram.ts';

const SIZES = [1_000, 10_000, 100_000];
const RUNS = 3;
const SEARCH_GOAL = 50;
const folder = join(root, '.cache', 'bench-flame');

/** Milliseconds; elements of the page. */
const Measured = z.object({ paint: z.number(), search: z.number(), longTasks: z.number(), nodes: z.number() });
type Measured = z.infer<typeof Measured>;
type Kind = 'ours' | 'peer';

/** How long a flame graph takes to be seen and to be searched, against d3-flame-graph alone. */
export const flame: Benchmark = {
  name: 'flame',
  title: 'Flame graphs of 1,000, 10,000 and 100,000 frames',
  async run(log) {
    await buildPage('flamePage.ts', folder);
    const { executablePath, args, env } = await chromium();
    const browser = await playwright.launch({ executablePath, args, env });
    try {
      const results: BenchResult[] = [];
      for (const frames of SIZES) {
        const measured: Record<Kind, Measured[]> = { ours: [], peer: [] };
        for (let run = 0; run < RUNS; run++)
          for (const kind of ['ours', 'peer'] as const) {
            const expression = `measure('${kind}', ${frames}, ${run + 1})`;
            const page = { folder, origin: 'http://flame.test', layout: '#root { width: 1400px }', expression };
            const one = Measured.parse(await measureInPage(browser, page));
            log(
              `flame: ${frames} frames, ${kind}: painted after ${one.paint.toFixed(0)} ms, found after ${one.search.toFixed(0)} ms`,
            );
            measured[kind].push(one);
          }
        results.push(...resultsOf(frames, measured));
      }
      return {
        results,
        notes: [
          `Chromium ${browser.version()}, a fresh page for each of ${RUNS} runs, 1,400 pixels wide, the same generated call trees; the peer with all its defaults. First paint: from the tree to the end of the first frame in which frames are drawn; ours with the index for searching. Search: to the end of the frame in which matches are marked. A frame of the screen is 16.7 ms: what takes less is not seen sooner. Ours draws the frames that are at least half a pixel wide, at most 1,500, and counts the others.`,
        ],
      };
    } finally {
      await browser.close();
    }
  },
};

function resultsOf(frames: number, { ours, peer }: Readonly<Record<Kind, readonly Measured[]>>): readonly BenchResult[] {
  const largest = frames === SIZES.at(-1);
  const result = (
    what: string,
    unit: string,
    of: (one: Measured) => number,
    goal: string,
    met: (ratio: number, median: number) => boolean,
  ): BenchResult => {
    const [our, their] = [spreadOf(ours.map(of)), spreadOf(peer.map(of))];
    const ratio = their.median === 0 ? null : Number((our.median / their.median).toPrecision(2));
    return {
      name: `${frames.toLocaleString('en-GB')} frames: ${what}`,
      unit,
      ours: our,
      peer: { name: 'd3-flame-graph', version: peerVersion(), ...their },
      ratio,
      goal,
      met: met(ratio ?? 0, our.median),
    };
  };
  return [
    result(
      'first paint',
      'ms',
      ({ paint }) => paint,
      largest ? 'at most a fifth of the peer' : 'no goal',
      (ratio) => !largest || ratio <= 0.2,
    ),
    result(
      'search',
      'ms',
      ({ search }) => search,
      `at most ${SEARCH_GOAL} ms`,
      (_ratio, median) => median <= SEARCH_GOAL,
    ),
    result(
      'long tasks until then',
      'ms',
      ({ longTasks }) => longTasks,
      'no goal',
      () => true,
    ),
    result(
      'elements of the page',
      '',
      ({ nodes }) => nodes,
      'no goal',
      () => true,
    ),
  ];
}

/** Its package exports no package.json. */
function peerVersion(): string {
  const entry = createRequire(import.meta.url).resolve('d3-flame-graph');
  const text = readFileSync(join(entry, '..', '..', 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
