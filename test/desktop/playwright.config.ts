import process from 'node:process';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/desktop',
  // A machine that runs other things too must not fail a test; nothing waits longer than it has to.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // Each test has a window, an engine and a simulator of its own; more at once would only wait for one another.
  workers: 1,
  retries: process.env['CI'] === undefined ? 0 : 1,
  use: { locale: 'en-GB', trace: 'off' },
});
