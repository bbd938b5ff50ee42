import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { chromium } from '#test/support/chromium.ts';

const { executablePath, args, env } = await chromium();
const root = new URL('../../', import.meta.url).pathname;

/** Browser tests: the real browser host and the real simulator, each a process of its own, in a real Chromium. */
export default defineConfig({
  testDir: '.',
  outputDir: `${root}test-results/e2e`,
  // A machine that runs other things too must not fail a test; nothing waits longer than it has to.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: process.env['CI'] === undefined ? 0 : 1,
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args, env },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
  },
});
