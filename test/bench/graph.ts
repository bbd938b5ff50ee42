import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../support/chromium.ts';
import { startHosts } from './graph/hosts.ts';
import type { Kind, Measured } from './graph/measure.ts';
import { measure } from './graph/measure.ts';
import type { BenchResult, Benchmark } from './result.ts';
import { quantile, spreadOf } from './result.ts';
import { root } from './runProgram.ts';

const JOBS = [
  { vertices: 10, parallelism: 8 },
  { vertices: 10, parallelism: 256 },
  { vertices: 100, parallelism: 8 },
  { vertices: 100, parallelism: 256 },
  { vertices: 1000, parallelism: 8 },
  { vertices: 1000, parallelism: 256 },
] as const;
const RUNS = 2;
const FRAME = 16.7;
const LARGEST = 1000;

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly of: (one: Measured) => number;
  readonly digits?: number;
}

const figures: readonly Figure[] = [
  { name: 'time to a drawn graph', unit: 'ms', of: ({ drawn }) => drawn, digits: 0 },
  { name: 'long tasks meanwhile', unit: 'ms', of: ({ longTasks }) => longTasks, digits: 0 },
  { name: 'DOM elements', unit: '', of: ({ nodes }) => nodes, digits: 0 },
  { name: 'JS heap', unit: 'MiB', of: ({ heap }) => heap },
  { name: 'requests of a refresh', unit: '', of: ({ requests }) => requests },
  { name: 'pan and zoom, p95 of frames', unit: 'ms', of: ({ frames }) => p95(frames) },
];

const p95 = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.95,
  );

/** What a job's graph costs in our page and in Flink's own, over the same answers. */
export const graph: Benchmark = {
  name: 'graph',
  title: 'The graph of a job, beside the Flink Web UI',
  async run(log) {
    if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) throw new Error('The pages are not built: npm run build.');
    const [version] = JSON.parse(readFileSync(join(root, 'test', 'peers', 'flink', 'versions.json'), 'utf8')) as string[];
    if (version === undefined || !existsSync(join(root, '.cache', 'peers', `flink-${version}`, 'web')))
      throw new Error('Flink’s web page is not here: npm run test:peers brings it.');
    const { executablePath, args, env } = await chromium();
    const browser = await playwright.launch({ executablePath, args, env });
    const results: BenchResult[] = [];
    const asked = new Map<string, number>();
    try {
      for (const { vertices, parallelism } of JOBS) {
        const measured: Record<Kind, Measured[]> = { ours: [], peer: [] };
        for (let run = 0; run < RUNS; run++)
          for (const kind of ['ours', 'peer'] as const) {
            const hosts = await startHosts(vertices, parallelism, version);
            try {
              const one = await measure(browser, kind, hosts, vertices);
              log(`graph: ${vertices} × ${parallelism}: ${kind}: drawn after ${one.drawn.toFixed(0)} ms`);
              measured[kind].push(one);
            } finally {
              await hosts.end();
            }
          }
        for (const figure of figures) {
          const [ours, peer] = [
            spreadOf(measured.ours.map(figure.of), figure.digits),
            spreadOf(measured.peer.map(figure.of), figure.digits),
          ];
          asked.set(`${figure.name} ${vertices} ${parallelism}`, ours.median);
          results.push({
            name: `${vertices} vertices × ${parallelism}: ${figure.name}`,
            unit: figure.unit,
            ours,
            peer: { name: 'Flink Web UI', version, ...peer },
            ratio: peer.median === 0 ? null : Number((ours.median / peer.median).toPrecision(2)),
            ...goalOf(figure.name, { vertices, parallelism, ours: ours.median, peer: peer.median }, asked),
          });
        }
      }
      return {
        results,
        notes: [
          `Chromium ${browser.version()}, 1440 × 900, a fresh page and fresh hosts for each of ${RUNS} runs, ours and Flink’s page in turn, over one scripted REST interface. Both pages are loaded and have listed the job before; measured from the change of the address to the end of the frame in which every vertex is drawn. Our page looks at the cluster through its engine, which asks every 5 s while somebody looks; Flink’s asks every 3 s by itself. Dragging and zooming: 120 steps of the mouse.`,
        ],
      };
    } finally {
      await browser.close();
    }
  },
};

interface Case {
  readonly vertices: number;
  readonly parallelism: number;
  readonly ours: number;
  readonly peer: number;
}

function goalOf(figure: string, one: Case, asked: ReadonlyMap<string, number>): Pick<BenchResult, 'goal' | 'met'> {
  const { vertices, parallelism, ours, peer } = one;
  if (vertices === LARGEST && figure === 'time to a drawn graph') return { goal: 'at most a fifth', met: ours <= peer / 5 };
  if (vertices === LARGEST && figure === 'pan and zoom, p95 of frames')
    return { goal: `at most ${FRAME} ms`, met: ours <= FRAME };
  if (vertices === LARGEST && figure === 'requests of a refresh') {
    const smaller = asked.get(`${figure} 100 ${parallelism}`) ?? Number.NaN;
    return { goal: 'no more than with 100 vertices', met: ours <= smaller * 1.1 };
  }
  return { goal: 'no more than the peer', met: ours <= peer };
}
