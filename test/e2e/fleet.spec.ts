import { column, expect, rows, sortBy, test } from './world.ts';

test('the fleet fills, the worst first, and moves', async ({ openFleet }) => {
  const page = await openFleet();
  await expect(page).toHaveTitle('Fleet – Streamgauge');
  expect(await rows(page).count()).toBeGreaterThanOrEqual(12);

  const levels = await column(page, 'Health');
  const ranks = levels.map((level) => ['Critical', 'Warning', 'Unknown', 'OK', 'Inactive'].indexOf(level));
  expect(ranks).not.toContain(-1);
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));

  const before = await column(page, 'Records in');
  await expect.poll(() => column(page, 'Records in')).not.toEqual(before);
});

test('says why an application is sick, under its name', async ({ openFleet }) => {
  const page = await openFleet();
  const sick = rows(page).filter({ hasText: 'Critical' }).first();
  await expect(sick.getByRole('listitem').first()).toHaveText(/\d/);
});

test('sorts by a column in both directions, what is not known last', async ({ openFleet }) => {
  const page = await openFleet();
  const header = page.getByRole('columnheader', { name: 'Restarts' });
  const known = (texts: readonly string[]) => texts.filter((text) => text !== '–').map(Number);

  await sortBy(page, 'Restarts');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  const up = await column(page, 'Restarts');
  expect(known(up)).toEqual(known(up).toSorted((a, b) => a - b));
  expect(up.at(-1)).toBe('–');

  await sortBy(page, 'Restarts');
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  const down = await column(page, 'Restarts');
  expect(known(down)).toEqual(known(down).toSorted((a, b) => b - a));
  expect(down.at(-1)).toBe('–');
});

test('filters by health with one click, by text, and back to all', async ({ openFleet }) => {
  const page = await openFleet();
  const all = await rows(page).count();
  await page.getByRole('button', { name: /^\d+ OK$/ }).click();
  await expect.poll(async () => new Set(await column(page, 'Health'))).toEqual(new Set(['OK']));
  await page.getByRole('button', { name: /^\d+ applications$/ }).click();
  await expect(rows(page)).toHaveCount(all);

  await page.getByRole('combobox', { name: 'Find applications' }).fill('notebook');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('stock-notebook');

  // The filter outlives a look at another page, but not a reload.
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(all);
});

test('a row opens its application, and the breadcrumb leads back', async ({ openFleet }) => {
  const page = await openFleet();
  // By name, so that no row moves under the mouse.
  await sortBy(page, 'Application');
  const name = await rows(page).getByRole('link').first().innerText();
  await rows(page).first().getByText('Running').click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page).toHaveTitle(`${name} – Streamgauge`);
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('columns that are taken away stay away after a reload', async ({ openFleet }) => {
  const page = await openFleet();
  await page.getByRole('button', { name: 'Preferences' }).click();
  await page.getByRole('dialog').locator('label', { hasText: 'Restarts' }).click();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('columnheader', { name: 'Restarts' })).toHaveCount(0);
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Restarts' })).toHaveCount(0);
});
