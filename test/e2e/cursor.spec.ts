import type { Page } from '@playwright/test';
import type { ClockChange, FaultChange } from '#shared/simulation/control.ts';
import { SimulatorState } from '#shared/simulation/control.ts';
import { MINUTE } from '#shared/units/units.ts';
import { graph, openApplication, pass, refuseComplaints, vertices } from './applicationPage.ts';
import { violations } from './axe.ts';
import type { World } from './world.ts';
import { column, expect, rows, test } from './world.ts';

// Jobs fail here: not those of a world that other tests look at.
test.use({ scenario: 'healthy' });
test.setTimeout(600_000);
refuseComplaints();

const NAME = 'orders-enrichment';
const time = (page: Page) => page.getByRole('region', { name: 'Time' });
const fact = (page: Page, label: string) => page.getByText(label, { exact: true }).first().locator('..');
const bottleneck = (page: Page) => graph(page).getByRole('button', { name: /, bottleneck$/ });
const past = /shows-past/;
/** The moments that the table of the metrics names, each of the newest figure of a line. */
const momentsOf = async (page: Page) =>
  (await page.getByRole('table', { name: 'Metrics' }).getByRole('row').allInnerTexts()).flatMap((text) =>
    Array.from(text.matchAll(/(\d+ \w{3} \d{4}), (\d\d:\d\d)/g), ([, date, clock]) => Date.parse(`${date} ${clock} UTC`)),
  );

const tell = async ({ control }: World, path: string, body: ClockChange | FaultChange): Promise<SimulatorState> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${control}/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  expect(answer.status).toBe(200);
  return SimulatorState.parse(await answer.json());
};

/** What the fleet's table says that does not change from one poll to the next. */
const fleetNow = async (page: Page) => ({
  names: await column(page, 'Application'),
  status: await column(page, 'Status'),
  health: await column(page, 'Health'),
  restarts: await column(page, 'Restarts'),
  parallelism: await column(page, 'Parallelism'),
  kpus: await column(page, 'KPUs'),
});

/** The sink of the application becomes slow and its job fails again and again; some minutes pass. */
async function breakIt(world: World): Promise<void> {
  await tell(world, 'fault', { change: 'on', id: 'slow', kind: 'sink-bottleneck', application: NAME, severity: 'severe' });
  await tell(world, 'fault', {
    change: 'on',
    id: 'fails',
    kind: 'operator-unhandled-exception',
    application: NAME,
    severity: 'severe',
  });
  await pass(world, 6 * MINUTE);
}

test('fleet, application, graph and charts show a past moment, over restarts of the job and of the app; one key is live again', async ({
  openFleet,
  world,
}) => {
  const page = await openApplication(openFleet, NAME);
  await expect(vertices(page)).toHaveCount(6);
  await expect(fact(page, 'Restarts')).toContainText('0');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(rows(page).first()).toBeVisible();
  // Time stands: what is on screen is what there was at that moment.
  const { now: then } = await tell(world, 'clock', { paused: true });
  const before = await fleetNow(page);
  await tell(world, 'clock', { paused: false });

  await breakIt(world);
  await page.goBack();
  await expect(fact(page, 'Restarts')).toContainText(/[1-9]/);

  await page.goto('about:blank');
  await world.stopHost();
  await world.startHost();
  await page.goto(world.url());
  await expect(rows(page).first()).toBeVisible();
  await page.goto(`${new URL(page.url()).origin}/?at=${new Date(then).toISOString()}#/`);

  await expect(page.locator('body')).toHaveClass(past);
  await expect(time(page).getByRole('status')).toContainText(`Past: `);
  await expect(rows(page)).toHaveCount(before.names.length);
  expect(await fleetNow(page)).toEqual(before);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('link', { name: NAME, exact: true }).first().click();
  await expect(vertices(page)).toHaveCount(6);
  await expect(fact(page, 'Restarts')).toContainText('0');
  await expect(bottleneck(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Table', exact: true }).first().click();
  await expect.poll(() => momentsOf(page)).not.toEqual([]);
  const moments = await momentsOf(page);
  expect(Math.max(...moments)).toBeLessThanOrEqual(then);
  expect(Math.max(...moments)).toBeGreaterThan(then - 10 * MINUTE);
  await page.getByRole('tab', { name: 'Checkpoints' }).click();
  await expect(page.getByRole('table', { name: 'Checkpoint history' })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  // What has happened since is one menu away.
  await time(page)
    .getByRole('button', { name: /^Events \([1-9]/ })
    .click();
  await page
    .getByRole('menuitem', { name: /restart/i })
    .first()
    .click();
  await expect(time(page).getByRole('status')).not.toContainText(new Date(then).toISOString().slice(11, 19));
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.keyboard.press('l');
  await expect(page.locator('body')).not.toHaveClass(past);
  await expect(fact(page, 'Restarts')).toContainText(/[1-9]/);
  expect(page.url()).not.toContain('at=');
});
