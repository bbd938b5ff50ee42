import type { Locator, Page } from '@playwright/test';
import type { ScenarioStart } from '#shared/simulation/control.ts';
import { HOUR } from '#shared/units/units.ts';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import type { World } from './world.ts';
import { expect, rows, test } from './world.ts';

test.use({ scenario: 'healthy-restart' });
refuseComplaints();
// More than a day of history is simulated and read, on a machine that may be busy.
test.setTimeout(480_000);
const PATIENCE = { timeout: 180_000 };

const NAME = 'orders-enrichment';
const panel = (page: Page): Locator => page.getByRole('region', { name: /^Threshold of/ });
const button = (page: Page, name: string): Locator => panel(page).getByRole('button', { name, exact: true });
const item = (page: Page): Locator => page.getByRole('listitem').filter({ has: panel(page) });
const table = (page: Page, name: string | RegExp): Locator => panel(page).getByRole('table', { name });

async function tell({ control }: World, path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${control}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

/** A day and six hours of one application, which restarted once four hours ago; time stands still. */
async function openAlarm(page: Page, world: World, title: string): Promise<void> {
  await page.goto(world.url());
  await rows(page).getByRole('link', { name: NAME, exact: true }).first().click(PATIENCE);
  await page.getByRole('tab', { name: 'Alarms', exact: true }).click();
  await page.getByRole('button', { name: title, exact: true }).click(PATIENCE);
  await expect(panel(page)).toBeVisible();
}

test.beforeAll(async ({ world }) => {
  const start: ScenarioStart = {
    scenario: 'healthy-restart',
    seed: 7,
    start: Date.UTC(2026, 2, 3, 12),
    history: 30 * HOUR,
    applications: 1,
  };
  await tell(world, 'scenario', start);
  await tell(world, 'clock', { paused: true });
});

test('a threshold is learned from the application’s own past, saved, and shown in the row', async ({ page, world }) => {
  await openAlarm(page, world, 'More threads than usual');
  await button(page, 'Learn').click();
  await expect(panel(page)).toContainText(/The [\d.]+ % level of [\d,]+ normal figures, times [\d.]+/, PATIENCE);
  await expect(panel(page)).toContainText(/figures (that are not normal )?(were|was) left out/);
  await expect(panel(page).getByRole('application')).toHaveAccessibleName(/newest \d+.*stretch(es)? left out$/);
  await panel(page).getByText('Chosen', { exact: true }).click();
  await panel(page).getByRole('textbox', { name: 'Threshold', exact: true }).fill('4321');
  await button(page, 'Save threshold').click();
  await expect(panel(page)).toContainText('Saved: > 4.3k (4321).');
  await expect(item(page)).toContainText('> 4.3kchosen', PATIENCE);

  await button(page, 'Undo').click();
  await expect(item(page)).toContainText(/Fires at> [\d.]+k?learned/, PATIENCE);
  expect(await violations(page)).toEqual([]);
});

test('thresholds are tried on a day with a restart: the outage is known, and who would have told of it', async ({
  page,
  world,
}) => {
  await openAlarm(page, world, 'Application is down');
  await panel(page).getByText('Chosen', { exact: true }).click();
  await panel(page).getByRole('textbox', { name: 'Threshold', exact: true }).fill('1 h');
  await button(page, 'Run back-test').click();

  const incidents = table(page, /^Known incidents/).locator('tbody tr');
  await expect(incidents.first()).toBeVisible(PATIENCE);
  // Nothing is down for an hour.
  await expect(incidents.first()).toContainText(/not at all$/);
  await expect(panel(page)).toContainText(/Draft: fires never, for 0 of \d+ known incidents?\./);
  await panel(page).getByRole('textbox', { name: 'Now: evaluation periods' }).fill('1');
  await button(page, 'Run back-test').click();
  await expect(panel(page)).toContainText(/Now: fires (once|\d+ times), for [1-9]\d* of \d+ known incidents?/, PATIENCE);
  const firing = table(page, 'When the thresholds would have fired').locator('tbody tr').last();
  await expect(firing).toContainText('3 Mar 2026, 08:1');
  await firing.getByText('3 Mar 2026').click();
  await expect(page).toHaveURL(/[?&]at=/);
});
