import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { z } from '#shared/model/schema.ts';
import { chromium } from '../support/chromium.ts';
import { buildPage, measureInPage } from './benchPage.ts';
import type { BenchResult, Benchmark } from './result.ts';
import { quantile, spreadOf } from './result.ts';
import { root } from './runProgram.ts';

const CHARTS = 20;
const POINTS = 10_000;
const RUNS = 3;
const ORIGIN = 'http://charts.test';
const folder = join(root, '.cache', 'bench-charts');

const Measured = z.object({ paint: z.number(), moves: z.array(z.number()).min(1) });
type Kind = 'ours' | 'peer';

/** How long a page of dense charts takes to be seen, and its crosshair to move. */
export const charts: Benchmark = {
  name: 'charts',
  title: '20 charts of 10,000 points in one page',
  async run(log) {
    await buildPage('chartsPage.ts', folder);
    const { executablePath, args, env } = await chromium();
    const browser = await playwright.launch({ executablePath, args, env });
    try {
      const measured: Record<Kind, z.infer<typeof Measured>[]> = { ours: [], peer: [] };
      for (let run = 0; run < RUNS; run++)
        for (const kind of ['ours', 'peer'] as const) {
          const one = await measure(browser, kind);
          log(`charts: ${kind}: painted after ${one.paint.toFixed(0)} ms`);
          measured[kind].push(one);
        }
      const median = (values: readonly number[]): number =>
        quantile(
          [...values].sort((a, b) => a - b),
          0.5,
        );
      const result = (name: string, goal: string, most: number, of: (one: z.infer<typeof Measured>) => number): BenchResult => {
        const [ours, peer] = [spreadOf(measured.ours.map(of)), spreadOf(measured.peer.map(of))];
        const ratio = Number((ours.median / peer.median).toPrecision(2));
        return {
          name,
          unit: 'ms',
          ours,
          peer: { name: 'Recharts', version: rechartsVersion(), ...peer },
          ratio,
          goal,
          met: ratio <= most,
        };
      };
      return {
        results: [
          result('time to paint', 'at most a fifth of Recharts', 0.2, ({ paint }) => paint),
          result('time to move the crosshair of all', 'at most a fifth of Recharts', 0.2, ({ moves }) => median(moves)),
        ],
        notes: [
          `Chromium ${browser.version()}, a fresh page for each of ${RUNS} runs, ours and Recharts in turn; both draw every point, ${CHARTS * POINTS} in a page, without animation, with the crosshairs of all charts in step and the figure at it for each. To the end of the frame in which all charts are changed; of a run’s moves the median. A frame is 16.7 ms: what takes less is not seen sooner.`,
        ],
      };
    } finally {
      await browser.close();
    }
  },
};

const rechartsVersion = (): string =>
  z.object({ version: z.string() }).parse(createRequire(import.meta.url)('recharts/package.json')).version;

const layout = '#root { display: grid; grid-template-columns: repeat(4, 440px); gap: 10px } .one { margin: 0 }';

async function measure(browser: Browser, kind: Kind): Promise<z.infer<typeof Measured>> {
  const expression = `measure('${kind}', ${CHARTS}, ${POINTS})`;
  return Measured.parse(await measureInPage(browser, { folder, origin: ORIGIN, layout, expression }));
}
