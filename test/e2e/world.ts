import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Connection } from '#shared/model/connection.ts';
import { freePort, start } from './processes.ts';
import type { Running } from './processes.ts';

/** The simulator and the browser host, each a process of its own, and verbs for what happens to them. */
export interface World {
  /** The address that the browser host printed last. */
  url(): string;
  /** The simulator's control address. */
  readonly control: string;
  stopSimulator(): Promise<void>;
  startSimulator(): Promise<void>;
  stopHost(): Promise<void>;
  startHost(): Promise<void>;
}

/** How the browser host reaches the simulator: through its control interface, or as if it were AWS. */
type Reached = 'simulator' | 'aws';

interface Fixtures {
  /** Opens the fleet and waits until it is there. */
  readonly openFleet: () => Promise<Page>;
}

interface Options {
  readonly reached: Reached;
  readonly scenario: string;
  /** Whether the connection is in operator mode, in which the account may be written to. */
  readonly operator: boolean;
  readonly world: World;
}

export const test = base.extend<Fixtures, Options>({
  reached: ['simulator', { scope: 'worker', option: true }],
  scenario: ['demo', { scope: 'worker', option: true }],
  operator: [false, { scope: 'worker', option: true }],
  world: [
    async ({ reached, scenario, operator }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'streamgauge-e2e-'));
      const world = await createWorld({ reached, scenario, operator }, join(folder, 'settings.json'));
      await use(world);
      await world.stopHost();
      await world.stopSimulator();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  openFleet: async ({ page, world }, use) => {
    await use(async () => {
      await page.goto(world.url());
      // A fleet with hours of history is read for the first time, on a machine that may be busy.
      await expect(rows(page).first()).toBeVisible({ timeout: 90_000 });
      return page;
    });
  },
});
export { expect };

async function createWorld(
  { reached, scenario, operator }: Pick<Options, 'reached' | 'scenario' | 'operator'>,
  settings: string,
): Promise<World> {
  const [simulatorPort, hostPort] = [await freePort(), await freePort()];
  let simulator: Running | null = null;
  let host: Running | null = null;
  let control = '';
  let aws = '';

  const world: World = {
    get control() {
      return control;
    },
    url: () => host?.line ?? '',
    async startSimulator() {
      // As AWS it is watched in real time, so that is how fast it has to run.
      const speed = reached === 'aws' ? '1' : '30';
      // Its token keeps the control address, and with it the clock, over a restart.
      const flags = [
        '--scenario',
        scenario,
        '--seed',
        '7',
        '--history',
        '2',
        '--speed',
        speed,
        '--token',
        'known-to-the-browser-host',
      ];
      simulator = await start('electron/simulator/main.ts', ['--port', String(simulatorPort), ...flags]);
      ({ control, aws } = JSON.parse(simulator.line) as { control: string; aws: string });
    },
    async stopSimulator() {
      await simulator?.stop();
    },
    async startHost() {
      host = await start(
        'electron/web/main.ts',
        ['--port', String(hostPort), '--settings', settings],
        // The simulator takes every key; the SDK's chain has to find one.
        { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_EC2_METADATA_DISABLED: 'true' },
      );
    },
    async stopHost() {
      await host?.stop();
    },
  };
  await world.startSimulator();
  const connection = { ...connectionTo(reached, scenario, { control, aws }), operator };
  writeFileSync(settings, JSON.stringify({ connections: [connection], watched: [connection.id] }));
  await world.startHost();
  return world;
}

const connectionTo = (reached: Reached, scenario: string, at: { readonly control: string; readonly aws: string }): Connection =>
  reached === 'simulator'
    ? { kind: 'simulator', id: 'simulator', name: 'Simulator', scenario, seed: 7, speed: 30, address: at.control }
    : { kind: 'aws', id: 'aws', name: 'AWS', profile: null, region: 'us-east-1', endpoint: at.aws };

const table = (page: Page) => page.getByRole('grid', { name: 'Applications' });

/** The applications that the fleet's table shows. */
export const rows = (page: Page) =>
  table(page)
    .locator('tbody tr')
    .filter({ has: page.getByRole('link') });

/** What one column says, row by row, all read at the same moment. */
export const column = (page: Page, title: string): Promise<readonly string[]> =>
  table(page).evaluate((element, wanted) => {
    const textOf = (cell: Element | undefined) => (cell instanceof HTMLElement ? cell.innerText.trim() : '');
    const titles = Array.from(element.querySelectorAll('thead th'), textOf);
    const lines = Array.from(element.querySelectorAll('tbody tr'));
    return lines.map((line) => textOf(Array.from(line.children)[titles.indexOf(wanted)]));
  }, title);

/** Sorts by a column with the mouse: its title is on screen in the header that stays while rows scroll. */
export const sortBy = (page: Page, title: string) => page.locator('thead').getByText(title, { exact: true }).first().click();
