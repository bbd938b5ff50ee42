import type { Browser, Page } from '@playwright/test';
import type { Hosts } from './hosts.ts';
import { noteFrames, noteTasks } from '../noteFrames.ts';

/** What one page needs for one job. Times in ms; heap in MiB after a collection; requests: of one refresh. */
export interface Measured {
  readonly drawn: number;
  /** Of the main thread while it was drawn: tasks above 50 ms, in all. */
  readonly longTasks: number;
  readonly nodes: number;
  readonly heap: number;
  readonly requests: number;
  /** Between frames while the graph is dragged and zoomed. */
  readonly frames: readonly number[];
}

export type Kind = 'ours' | 'peer';

const PATIENCE = 180_000;
const VIEWPORT = { width: 1440, height: 900 };
/** Refreshes over which requests are counted. */
const REFRESHES = 2;
const MOST_MOVING = 20_000;
const MIB = 1_048_576;

/** Opens the page, goes to the job as a user does, and waits until every vertex is drawn. */
export async function measure(browser: Browser, kind: Kind, hosts: Hosts, vertices: number): Promise<Measured> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB' });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.addInitScript(noteTasks);
    if (kind === 'ours') {
      await page.goto(hosts.ours);
      await page.locator('tbody').getByRole('link').first().waitFor();
    } else {
      await page.goto(`${hosts.peer}#/overview`);
      await page.locator('flink-job-list').getByText('RUNNING').first().waitFor();
    }
    const target =
      kind === 'ours' ? `#/applications/${hosts.connection}/${hosts.job}/graph` : `#/job/running/${hosts.job}/overview`;
    const drawn = await page.evaluate(openAndWait, { target, kind, vertices });
    const longTasks = await page.evaluate(() => (window as unknown as Tasks).longTasks.reduce((sum, each) => sum + each, 0));
    const requests = await requestsOf(page, hosts);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const frames = await framesOf(page, kind);
    return { drawn, longTasks, nodes, heap: metric('JSHeapUsedSize') / MIB, requests, frames };
  } finally {
    await page.close();
  }
}

interface Tasks {
  readonly longTasks: number[];
}

/** In the page: from the address to the end of the frame in which the whole graph is there. */
async function openAndWait({
  target,
  kind,
  vertices,
}: {
  readonly target: string;
  readonly kind: Kind;
  readonly vertices: number;
}) {
  const isDrawn = (): boolean =>
    kind === 'ours'
      ? Number(document.querySelector<HTMLElement>('[data-drawn]')?.dataset['drawn'] ?? -1) >= vertices
      : document.querySelectorAll('flink-dagre [flink-node]').length >= vertices;
  (window as unknown as Tasks).longTasks.length = 0;
  const began = performance.now();
  location.hash = target;
  do await new Promise(requestAnimationFrame);
  while (!isDrawn());
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve());
    port1.start();
    port2.postMessage(null);
  });
  return performance.now() - began;
}

/** Both ask for the job itself once in each refresh: so many requests there are from the end of one to the end of another. */
async function requestsOf(page: Page, hosts: Hosts): Promise<number> {
  const next = async () => {
    await page.waitForTimeout(1000);
    const asked = await hosts.asked();
    return { refreshes: asked['jobs/:job'] ?? 0, all: Object.values(asked).reduce((sum, count) => sum + count, 0) };
  };
  await hosts.asked();
  while ((await next()).refreshes === 0);
  // What that one has asked besides has come as well.
  await next();
  let [refreshes, all] = [0, 0];
  while (refreshes < REFRESHES) {
    const second = await next();
    refreshes += second.refreshes;
    all += second.all;
  }
  return (all + (await next()).all) / refreshes;
}

/** Drags the graph about, then zooms in and out, with a step in every frame; a page that takes seconds for one is not asked for all. */
async function framesOf(page: Page, kind: Kind): Promise<readonly number[]> {
  const stage = page.locator(kind === 'ours' ? '[data-drawn]' : 'flink-dagre svg.svg-inner');
  const box = await stage.boundingBox();
  if (box === null) throw new Error('There is no graph to drag.');
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.evaluate(noteFrames);
  const steps = 60;
  const enough = performance.now() + MOST_MOVING;
  const goesOn = (i: number): boolean => i < steps && performance.now() < enough;
  await page.mouse.move(centre.x, centre.y);
  await page.evaluate(() => void (window as unknown as { frames: number[] }).frames.splice(0));
  await page.mouse.down();
  for (let i = 0; goesOn(i); i += 1) await page.mouse.move(centre.x + 200 * Math.sin(i / 8), centre.y + 120 * Math.sin(i / 5));
  await page.mouse.up();
  for (let i = 0; goesOn(i); i += 1) await page.mouse.wheel(0, i < steps / 2 ? -60 : 60);
  return page.evaluate(() => (window as unknown as { frames: number[] }).frames.splice(0));
}
