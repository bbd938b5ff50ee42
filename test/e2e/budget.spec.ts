import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

const heading = { level: 1, name: 'Budget' } as const;

async function openBudget(openFleet: () => Promise<Page>): Promise<Page> {
  const page = await openFleet();
  await page.evaluate(() => {
    location.hash = '#/budget';
  });
  await expect(page.getByRole('heading', heading)).toBeVisible();
  return page;
}

const operations = (page: Page) => page.getByRole('table', { name: 'Operations of Simulator' });
const row = (page: Page, operation: string) =>
  operations(page)
    .getByRole('row')
    .filter({ has: page.getByText(operation, { exact: true }) });
/** The figure under a label of the connection's panel. */
const figure = (page: Page, label: string) => page.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd[1]');
const amount = async (page: Page, label: string) => Number((await figure(page, label).innerText()).replace(/[$,]/g, ''));

test('each operation is counted and priced; the dearest come first; a simulated connection says that it costs nothing', async ({
  openFleet,
}) => {
  const page = await openBudget(openFleet);
  await expect(page.getByText('Simulated: costs nothing, priced as if it were real')).toBeVisible();
  await expect(row(page, 'GetMetricData')).toBeVisible();
  await expect(row(page, 'GetMetricData').getByText(/^[\d,]+ metrics$/)).toBeVisible();
  await expect(row(page, 'GetMetricData').getByText(/of 50\/s$/)).toBeVisible();
  await expect(row(page, 'ListApplications').getByText('free', { exact: true })).toBeVisible();
  await expect(row(page, 'ListApplications').getByText('none; at most 10/s')).toBeVisible();
  const [first = ''] = await operations(page).locator('tbody tr').allInnerTexts();
  expect(first).toContain('GetMetricData');

  // Its price is that of its metrics.
  const cells = await row(page, 'GetMetricData')
    .getByRole('cell')
    .or(row(page, 'GetMetricData').getByRole('rowheader'))
    .allInnerTexts();
  const metrics = Number((cells.find((each) => each.endsWith(' metrics')) ?? '').replace(/\D/g, ''));
  const dollars = Number((cells.find((each) => each.startsWith('$')) ?? '').replace('$', ''));
  expect(metrics).toBeGreaterThan(100);
  expect(dollars / ((metrics / 1000) * 0.01)).toBeGreaterThan(0.9);
  expect(dollars / ((metrics / 1000) * 0.01)).toBeLessThan(1.1);

  // It grows on its own.
  const requests = async () => Number((await row(page, 'GetMetricData').locator('td').nth(2).innerText()).replace(/\D/g, ''));
  const before = await requests();
  await expect.poll(requests).toBeGreaterThan(before);

  // Sorted by the keyboard.
  await page.getByRole('button', { name: 'Operation' }).focus();
  await page.keyboard.press('Enter');
  const names = async () => operations(page).locator('tbody tr th, tbody tr td:nth-child(2)').allInnerTexts();
  await expect.poll(async () => (await names()).join()).toBe((await names()).toSorted((a, b) => a.localeCompare(b)).join());

  await page.getByRole('button', { name: 'The last days' }).click();
  await expect(page.getByRole('table', { name: 'Days of Simulator' }).locator('tbody tr').first()).toContainText('$');
});

test('a cap that is set slows the figures down, says so, and is gone when it is taken away', async ({ openFleet }) => {
  // The pace moves step by step, in real time.
  test.setTimeout(300_000);
  const steps = { timeout: 90_000 };
  const page = await openBudget(openFleet);
  const cap = page.getByLabel('Cap, in dollars a month');
  const save = page.getByRole('button', { name: 'Save' });
  await expect(row(page, 'GetMetricData')).toBeVisible();
  await expect(save).toBeDisabled();

  await cap.fill('lots');
  await save.click();
  await expect(page.getByText('Enter an amount such as 0.01.')).toBeVisible();
  await expect.poll(() => amount(page, 'Forecast for 30 days'), steps).toBeGreaterThan(8);
  const forecast = await amount(page, 'Forecast for 30 days');
  const wanted = String(Math.floor(forecast / 4));
  await cap.fill(wanted);
  await cap.press('Enter');
  await expect(page.getByText('The cap and the prices are saved.')).toBeVisible();
  await expect(page.getByText(`Figures come every`).filter({ hasText: `to stay below $${wanted} a month.` })).toBeVisible(steps);
  await expect.poll(() => amount(page, 'Forecast for 30 days'), steps).toBeLessThan(Number(wanted) * 1.1);
  expect(await violations(page)).toEqual([]);

  // A price that is ten times as high is in what is shown.
  const before = await amount(page, 'Dollars an hour');
  await page.getByLabel('A thousand metrics').fill('0.1');
  await save.click();
  await expect.poll(() => amount(page, 'Dollars an hour'), steps).toBeGreaterThan(before * 4);

  await page.reload();
  await expect(cap).toHaveValue(wanted);
  await expect(page.getByLabel('A thousand metrics')).toHaveValue('0.1');
  await page.getByLabel('A thousand metrics').fill('0.01');
  await cap.fill('');
  await save.click();
  await expect(page.getByText('a month.', { exact: false }).filter({ hasText: 'to stay below' })).toHaveCount(0);
  await expect(figure(page, 'Figures of the fleet come every')).toHaveText('1 min', steps);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong with the budget, ${colorScheme}`, async ({ page, openFleet }) => {
    await page.emulateMedia({ colorScheme });
    await openBudget(openFleet);
    await expect(row(page, 'GetMetricData')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
