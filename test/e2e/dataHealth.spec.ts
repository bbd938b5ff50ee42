import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

async function openHealth(openFleet: () => Promise<Page>): Promise<Page> {
  const page = await openFleet();
  await page.evaluate(() => {
    location.hash = '#/data';
  });
  await expect(page.getByRole('heading', { level: 1, name: 'Data health' })).toBeVisible();
  return page;
}

const lines = (page: Page) => page.getByRole('table', { name: 'Collectors' }).locator('tbody tr');
const line = (page: Page, name: string | RegExp) => lines(page).filter({ hasText: name });

async function disturb(control: string, change: 'on' | 'off'): Promise<void> {
  const fault = { change, service: 'monitoring', kind: 'refused', ...(change === 'on' ? { severity: 'severe' } : {}) };
  const answer = await fetch(`${control}/network`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(answer.ok).toBe(true);
}

test('every collector says how old its last good answer is, and how often it asks', async ({ openFleet }) => {
  const page = await openHealth(openFleet);
  const metrics = line(page, 'Metrics').filter({ hasText: 'us-east-1' }).first();
  await expect(metrics).toContainText('Good');
  await expect(metrics).toContainText(/now|\d+ s ago/);
  await expect(line(page, 'Applications').filter({ hasText: 'eu-west-1' }).first()).toContainText('Simulator');
});

test('a collector that fails comes first, with what is wrong and what to do; it is good again when the source is', async ({
  openFleet,
  world,
}) => {
  const page = await openHealth(openFleet);
  await expect(line(page, 'Metrics').first()).toContainText('Good');
  await disturb(world.control, 'on');
  await expect(lines(page).first()).toContainText('Failing');
  const metrics = line(page, 'Metrics').filter({ hasText: 'Failing' }).first();
  await expect(metrics).toContainText('CloudWatch');
  await expect(metrics).toContainText(/\d+ s ago/);
  await expect(metrics).toContainText(/in \d+ s|now/);
  await expect(page.getByText(/\(\d+ of \d+ failing\)/)).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('checkbox', { name: 'Failing only' }).or(page.getByLabel('Failing only')).first().click({ force: true });
  await expect(lines(page).filter({ hasText: 'Good' })).toHaveCount(0);
  await expect(lines(page).filter({ hasText: 'Failing' }).first()).toBeVisible();

  await disturb(world.control, 'off');
  await expect(page.getByText('No collector that matches fails')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(metrics).toHaveCount(0);
  await expect(line(page, 'Metrics').first()).toContainText('Good');
});

test('collectors are found by any of their words, from the keyboard', async ({ openFleet }) => {
  const page = await openHealth(openFleet);
  await expect(line(page, 'Metrics').first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(
    page.getByRole('searchbox', { name: 'Find collectors' }).or(page.getByLabel('Find collectors')).first(),
  ).toBeFocused();
  await page.keyboard.type('metrics eu-west');
  await expect(lines(page).filter({ hasText: 'us-east-1' })).toHaveCount(0);
  await expect(line(page, 'Metrics').first()).toContainText('eu-west-1');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('nothing has such a name');
  await expect(page.getByText('No collector matches the filter')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(line(page, 'Applications').first()).toBeVisible();
});

test('with nothing watched it says so', async ({ openFleet }) => {
  const page = await openFleet();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  const watch = page.getByLabel('Watch Simulator');
  await watch.click({ force: true });
  await expect(watch).not.toBeChecked();
  await page.evaluate(() => {
    location.hash = '#/data';
  });
  await expect(page.getByText('No connection is watched').first()).toBeVisible();
  await page.getByRole('button', { name: 'Open the settings' }).click();
  await watch.click({ force: true });
  await expect(watch).toBeChecked();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong with data health, ${colorScheme}`, async ({ page, openFleet }) => {
    await page.emulateMedia({ colorScheme });
    await openHealth(openFleet);
    await expect(line(page, 'Metrics').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
