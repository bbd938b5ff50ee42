import { join } from 'node:path';
import process from 'node:process';
import { chromium as playwright } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createEngine } from '#electron/engine/createEngine.ts';
import type { Engine } from '#electron/engine/createEngine.ts';
import { startWeb } from '#electron/web/startWeb.ts';
import { z } from '#shared/model/schema.ts';
import { chromium } from '#test/support/chromium.ts';

/**
 * The browser host with an engine that watches the simulator of the demonstration, and its pages in Chromium. Prints one JSON value: for the
 * fleet and for an application's page, milliseconds from the engine's sending of each event to the end of the frame that shows it. Argument:
 * how many events of each page.
 */
const [wanted = '40'] = process.argv.slice(2);
const id = 'simulator';
const now = (): number => performance.timeOrigin + performance.now();
/** When each event was sent, by viewer and number. */
const sent = new Map<string, number>();

const engine = await createEngine({
  host: 'browser',
  version: 'bench',
  settingsFile: null,
  override: { kind: 'simulator', id, name: 'Simulator', scenario: 'demo', seed: 1, speed: 30, address: null },
  log: (line) => process.stderr.write(`${line}\n`),
});
const timed: Pick<Engine, 'handlers' | 'attach'> = {
  handlers: engine.handlers,
  attach: (viewer, send) =>
    engine.attach(viewer, (name, payload) => {
      if ('sequence' in payload) sent.set(`${viewer}|${payload.sequence}`, now());
      send(name, payload);
    }),
};
const pages = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer');
const web = await startWeb({ engine: timed, pages, port: 0, log: (line) => process.stderr.write(`${line}\n`) });
const { executablePath, args, env } = await chromium();
const browser = await playwright.launch({ executablePath, args, env });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await page.addInitScript(noteFrames);
  await page.goto(web.url);
  const link = page.locator('tbody').getByRole('link').first();
  await link.waitFor({ timeout: 120_000 });
  const fleet = await latencies(page);
  await link.click();
  await page.locator('.chart__plot svg').first().waitFor({ timeout: 120_000 });
  const application = await latencies(page);
  process.stdout.write(JSON.stringify({ fleet, application, chromium: browser.version() }));
} finally {
  await browser.close();
  await web.close();
  await engine.close();
}

/** In the page: for each event that comes, when the frame that shows it was over. */
function noteFrames(): void {
  const shown: [string, number, number][] = [];
  const Stream = window.EventSource;
  class TimedStream extends Stream {
    constructor(address: string | URL) {
      super(address);
      const viewer = new URL(address).searchParams.get('viewer') ?? '';
      // Before the page's own listener: the store is changed, React has rendered and the frame is drawn when the message comes.
      this.addEventListener('snapshots', ({ data }: MessageEvent<string>) => {
        const { sequence } = JSON.parse(data) as { sequence: number };
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => shown.push([viewer, sequence, performance.timeOrigin + performance.now()]));
          port1.start();
          port2.postMessage(null);
        });
      });
    }
  }
  Object.assign(window, { EventSource: TimedStream, shownEvents: () => shown.splice(0) });
}

/** Of the next events. */
async function latencies(page: Page): Promise<readonly number[]> {
  const found: number[] = [];
  await page.evaluate('shownEvents()');
  while (found.length < Number(wanted)) {
    await page.waitForTimeout(250);
    const shown = z.array(z.tuple([z.string(), z.number(), z.number()])).parse(await page.evaluate('shownEvents()'));
    for (const [viewer, sequence, at] of shown) {
      const began = sent.get(`${viewer}|${sequence}`);
      if (began !== undefined) found.push(at - began);
    }
  }
  return found;
}
