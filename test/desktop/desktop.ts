import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Host } from '#shared/contract/contract.ts';
import { root, rootSwitches } from './environment.ts';
import { prepareDesktop } from './prepareDesktop.ts';
import type { Prepared } from './prepareDesktop.ts';

declare global {
  interface Window {
    /** What a test marks a document with: gone when the page was loaded anew. */
    marker?: string;
  }
}

/** What the preload exposes, for code that a test runs inside a page. */
export interface Exposed {
  readonly host: Host;
}

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The process id of main. */
  readonly pid: number;
}

interface WorkerFixtures {
  /** The Node that runs the engine when Electron's own is too old for it. */
  readonly engineNode: string;
  readonly prepared: Prepared;
}

interface Fixtures {
  /** Electron's binary; where there is none, or no display, the test is skipped and says why. */
  readonly electron: string;
  /** A folder of the app's own, removed afterwards. */
  readonly folder: string;
  /** Opens the app; it is closed after the test. */
  readonly open: (args?: readonly string[]) => Promise<Desktop>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  engineNode: [join(root, 'node_modules', 'node', 'bin', 'node'), { option: true, scope: 'worker' }],
  prepared: [
    async ({ engineNode }, use) => {
      process.env['STREAMGAUGE_ENGINE_NODE'] ??= engineNode;
      const prepared = await prepareDesktop();
      if (prepared.missing !== null) console.log(`No window can be opened, so every test is skipped: ${prepared.missing}.`);
      await use(prepared);
      await prepared.close();
    },
    // A first download of Electron takes its time.
    { scope: 'worker', timeout: 400_000 },
  ],
  electron: [
    async ({ prepared }, use, testInfo) => {
      testInfo.skip(prepared.missing !== null, prepared.missing ?? '');
      await use(prepared.electron ?? '');
    },
    { auto: true },
  ],
  folder: async ({ electron: _electron }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'streamgauge-desktop-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  open: async ({ playwright, folder }, use) => {
    const opened: { readonly app: ElectronApplication; readonly main: ChildProcess }[] = [];
    await use(async (args = []) => {
      const app = await playwright._electron.launch({
        // No path: the npm package says where Electron is, and Playwright is attached before the app gets ready.
        args: [`--user-data-dir=${folder}`, root, ...args],
        chromiumSandbox: rootSwitches.length === 0,
        cwd: root,
        timeout: 60_000,
      });
      const main = app.process();
      opened.push({ app, main });
      const page = await app.firstWindow();
      const { pid } = main;
      if (pid === undefined) throw new Error('Electron has no process id.');
      return { app, page, pid };
    });
    for (const { app, main } of opened) if (main.exitCode === null && main.signalCode === null) await app.close();
  },
});
export { expect } from '@playwright/test';
