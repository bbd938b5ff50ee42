import { column, expect, rows, test } from './world.ts';

test.use({ reached: 'aws' });

test('a source that is lost leaves old figures with their age, and comes back by itself', async ({ openFleet, world }) => {
  const page = await openFleet();
  const names = await column(page, 'Application');
  const parallelism = await column(page, 'Parallelism');
  const reloaded = page.waitForEvent('load', { timeout: 0 }).then(() => true);

  await world.stopSimulator();
  const alert = page.getByRole('main').getByText(/AWS: figures of (\d+ s|\d+ min) ago/);
  await expect(alert).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/It is tried again (now|in \d+ s)\./)).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText('AWS: does not answer')).toBeVisible();
  expect(await column(page, 'Application')).toEqual(names);
  expect(await column(page, 'Parallelism')).toEqual(parallelism);
  await expect(rows(page).first().locator('.stale').first()).toBeVisible();

  await world.startSimulator();
  await expect(alert).toBeHidden({ timeout: 60_000 });
  await expect(page.getByRole('contentinfo').getByText('AWS: live')).toBeVisible();
  await expect(page.locator('.stale')).toHaveCount(0);
  expect(await Promise.race([reloaded, Promise.resolve(false)])).toBe(false);
});

test('a source that cannot be reached from the start says why, and is read as soon as it is there', async ({ page, world }) => {
  await world.stopSimulator();
  await world.stopHost();
  await world.startHost();
  await page.goto(world.url());
  await expect(page.getByText('AWS: no answer yet')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('None of the watched connections has answered.')).toBeVisible();
  await world.startSimulator();
  await expect(rows(page).first()).toBeVisible({ timeout: 60_000 });
});

test('a host that was started again is found again from its new address', async ({ openFleet, world, context }) => {
  const page = await openFleet();
  const names = await column(page, 'Application');

  await world.stopHost();
  await expect(page.getByText('Streamgauge’s host does not answer')).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText('Engine: reconnecting')).toBeVisible();
  await expect(page.getByText(/AWS: figures of/)).toBeVisible();
  expect(await column(page, 'Application')).toEqual(names);
  // What was well before is no all-clear.
  await expect(page.getByRole('contentinfo').getByText('AWS: not known now, was: live')).toBeVisible();
  await page.keyboard.press('n');
  const notices = page.getByRole('dialog', { name: 'Notices' });
  await expect(notices).toContainText('The page has lost its engine');
  await expect(notices.getByText('Nothing has gone wrong')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await rows(page).first().getByRole('link').first().click();
  await expect(page.getByText('This page could not be loaded')).toBeVisible();
  await expect(page.getByText('This page failed')).toHaveCount(0);
  const application = page.url();
  await page.getByRole('button', { name: 'Open the fleet' }).click();
  await expect(rows(page).first()).toBeVisible();

  // A new start has a new token: the old page is not let in until the new address was opened in this browser.
  await world.startHost();
  await expect(page.getByText('The host no longer lets this page in')).toBeVisible({ timeout: 60_000 });
  const other = await context.newPage();
  await other.goto(world.url());
  await expect(rows(other).first()).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText('Engine: runs')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.stale')).toHaveCount(0, { timeout: 60_000 });
  await page.evaluate((address) => (location.href = address), application);
  await page.getByRole('button', { name: 'Load it again' }).click();
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible({ timeout: 60_000 });
});
