import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { chromium as playwright } from '@playwright/test';
import { expect, vi } from 'vitest';
import { chromium } from '#test/support/chromium.ts';
import { serveFlinkUi } from './flinkUi.ts';
import { root } from './program.ts';

/** Flink's web page in a real Chromium, and everything that it complained about. */
export interface FlinkPage {
  readonly page: Page;
  /** Errors of scripts and of the console, requests that failed or were refused, figures that are none. */
  readonly complaints: readonly string[];
  /** Goes to a part of the page, waits until it says all of these, and keeps a picture. */
  see(part: string, texts: readonly string[], name: string): Promise<void>;
  /** Keeps a picture of what is on screen now. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** The page sizes its editors 50 ms after they came. */
const FRAMES = 12;

/** What a page says where a figure or a field is missing. */
const NONSENSE = /\bNaN\b|\bundefined\b|\[object Object\]/;

export async function openFlinkPage(version: string, address: string): Promise<FlinkPage> {
  const ui = await serveFlinkUi(version, address);
  const pictures = join(root, '.cache', 'screenshots', 'flink-web-ui', version);
  mkdirSync(pictures, { recursive: true });
  const browser = await playwright.launch(await chromium());
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.setDefaultTimeout(20_000);

  const complaints: string[] = [];
  let part = '';
  const complain = (what: string) => complaints.push(`${part}: ${what}`);
  page.on('console', (message) => message.type() === 'error' && complain(message.text()));
  page.on('pageerror', (error) => complain(error.message));
  page.on('response', (response) => response.status() >= 400 && complain(`${response.status()} ${response.url()}`));
  // A poll that the page itself gives up when another part is shown is no failure.
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') complain(`${reason} ${request.url()}`);
  });

  let flying = 0;
  page.on('request', () => (flying += 1));
  page.on('requestfinished', () => (flying -= 1));
  page.on('requestfailed', () => (flying -= 1));
  /** What was asked has come and been drawn: a part that is left earlier trips over its own answers. */
  async function rest(): Promise<void> {
    await vi.waitFor(() => expect(flying).toBe(0), { timeout: 20_000, interval: 20 });
    await page.evaluate(async (frames) => {
      for (let drawn = 0; drawn < frames; drawn++) await new Promise(requestAnimationFrame);
    }, FRAMES);
  }

  async function picture(name: string): Promise<void> {
    await rest();
    const text = await page.locator('body').innerText();
    const nonsense = NONSENSE.exec(text);
    if (nonsense !== null) complain(`says ${text.slice(Math.max(0, nonsense.index - 40), nonsense.index + 20)}`);
    // Hints of what the mouse was over last stay.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  return {
    page,
    complaints,
    picture,
    async see(next, texts, name) {
      part = next;
      await page.goto(`${ui.url}#${next}`);
      for (const text of texts) await shown(page.getByText(text)).waitFor();
      await picture(name);
    },
    async close() {
      await browser.close();
      await ui.close();
    },
  };
}

/** The first of them that is on screen. */
export const shown = (found: Locator): Locator => found.filter({ visible: true }).first();
