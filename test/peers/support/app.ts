import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '#test/support/chromium.ts';
import { root, startProgram } from './program.ts';

/** The browser host as a program of its own, and its pages in a real Chromium. */
export interface RunningApp {
  readonly page: Page;
  /** What the browser complained about: errors of scripts, of the console, requests that failed. */
  readonly complaints: readonly string[];
  /** Keeps what is on screen, for whoever looks into a failed test. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

const pictures = join(root, 'test-results', 'peers');

export async function startApp(args: readonly string[]): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'streamgauge-app-'));
  const settings = join(folder, 'settings.json');
  const host = startProgram({
    command: process.execPath,
    args: ['electron/web/main.ts', '--port', '0', '--settings', settings, ...args],
  });
  const complaints: string[] = [];
  const browser = await playwright.launch(await chromium());
  const close = async () => {
    await browser.close();
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1600, height: 1000 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(await host.firstLine);
    const picture = async (name: string) =>
      void (await page.screenshot({ path: join(pictures, `${name.replaceAll(/\W+/g, '-')}.png`) }));
    return { page, complaints, picture, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
