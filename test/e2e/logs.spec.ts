import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import type { FaultChange, NetworkChange } from '#shared/simulation/control.ts';
import { MINUTE } from '#shared/units/units.ts';
import { openApplication, pass, refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';
import type { World } from './world.ts';

test.use({ scenario: 'slow-sink' });
refuseComplaints();
// Simulated minutes pass, lines are read and grouped, on a machine that may be busy.
test.setTimeout(240_000);

const SICK = 'orders-enrichment';

const change = async ({ control }: World, what: 'fault' | 'network', body: FaultChange | NetworkChange): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${control}/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBe(200);
};
const befall = (world: World, kind: Extract<FaultChange, { change: 'on' }>['kind']) =>
  change(world, 'fault', { change: 'on', id: kind, kind, application: SICK, severity: 'severe' });
const relieve = (world: World, id: string) => change(world, 'fault', { change: 'off', id });

const view = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Ways to look at the log' }).getByRole('button', { name, exact: true }).click();
const openLogs = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('tab', { name: 'Logs', exact: true }).click();
  await view(page, name);
};
const lines = (page: Page): Locator => page.getByRole('table', { name: 'Log records' }).getByRole('row');
const scroller = (page: Page): Locator => page.getByRole('table', { name: 'Log records' });
const groups = (page: Page): Locator => page.getByRole('table', { name: 'Log groups' }).getByRole('row');
const ask = async (page: Page, pattern: string): Promise<void> => {
  const input = page.getByRole('searchbox', { name: 'Filter pattern' });
  await input.fill(pattern);
  await input.press('Enter');
};

test('a tail begins at the newest line, goes on, stands still when paused and counts what comes', async ({
  openFleet,
  world,
}) => {
  const page = await openApplication(openFleet);
  await openLogs(page, 'Tail');
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' }).first()).toBeVisible();
  const atEnd = () => scroller(page).evaluate((each) => each.scrollHeight - each.scrollTop - each.clientHeight);
  await expect.poll(atEnd).toBeLessThan(60);

  const last = async () => (await lines(page).last().innerText()).replaceAll('\n', ' ');
  const before = await last();
  await pass(world, 3 * MINUTE);
  await expect.poll(last).not.toBe(before);
  await expect.poll(atEnd).toBeLessThan(60);

  await page.getByRole('button', { name: 'Pause', exact: true }).nth(0).click();
  const still = await last();
  await pass(world, 3 * MINUTE);
  await expect(page.getByRole('button', { name: /^Resume \([1-9]\d* new\)$/ })).toBeVisible();
  expect(await last()).toBe(still);
  await page.getByRole('button', { name: /^Resume/ }).click();
  await expect.poll(last).not.toBe(still);

  await scroller(page).evaluate((each) => each.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Jump to the newest' }).click();
  await expect.poll(atEnd).toBeLessThan(60);
});

test('a tail is narrowed to a level and to a text that is marked in it', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openLogs(page, 'Tail');
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' }).first()).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Find in the lines' })).toBeFocused();
  await page.keyboard.type('completed CHECKPOINT');
  await expect(page.locator('.log-line mark').first()).toHaveText('Completed checkpoint');
  await expect(page.getByText(/^\d+ match(es)?$/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Only these' }).check();
  await expect(lines(page).filter({ hasText: 'Triggering checkpoint' })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Find in the lines' }).fill('');
  await page.getByRole('button', { name: /^Level/ }).click();
  await page.getByRole('option', { name: 'WARN and worse' }).click();
  await expect(lines(page).filter({ hasText: 'INFO' })).toHaveCount(0);
  await expect(lines(page).filter({ hasText: 'REQUEST_TIMED_OUT' }).first()).toBeVisible();
});

test('the log is searched with a pattern; a line opens by the keyboard; what finds nothing says so', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openLogs(page, 'Search');
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' }).first()).toBeVisible();
  await ask(page, 'REQUEST_TIMED_OUT');
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' })).toHaveCount(0);
  await expect(lines(page).nth(1)).toContainText('WARN');
  await lines(page)
    .nth(1)
    .getByRole('button', { name: /^Open the line/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(lines(page).nth(1)).toContainText('applicationVersionId');

  await ask(page, '"nobody ever logged this"');
  await expect(page.getByText('Nothing in the last hour matches "nobody ever logged this".')).toBeVisible();
  await ask(page, '{ $.broken');
  await expect(
    page
      .getByText(/pattern/i)
      .filter({ hasText: /invalid/i })
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Everything' }).click();
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' }).first()).toBeVisible();
});

test('an answer that comes late does not replace that of a newer question, and a search can be cancelled', async ({
  openFleet,
}) => {
  const page = await openApplication(openFleet);
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let late: Promise<void> | undefined;
  await page.route('**/host/logs.search*', async (route) => {
    if (late !== undefined) return route.continue();
    late = released.then(() => route.continue());
    return late;
  });
  await openLogs(page, 'Search');
  await expect(page.getByText('Searching the log')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Searching the log')).toBeHidden();
  await ask(page, 'REQUEST_TIMED_OUT');
  await expect(lines(page).nth(1)).toContainText('REQUEST_TIMED_OUT');

  const answered = page.waitForResponse((response) => response.url().includes('logs.search'));
  release();
  await answered;
  await expect(lines(page).filter({ hasText: 'Completed checkpoint' })).toHaveCount(0);
  await expect(lines(page).nth(1)).toContainText('REQUEST_TIMED_OUT');
});

test('a flood of two thousand lines is scrolled with a handful of rows, said to be cut, and downloaded', async ({
  openFleet,
  world,
}) => {
  await befall(world, 'per-record-logging');
  await pass(world, 25 * MINUTE);
  await relieve(world, 'per-record-logging');
  const page = await openApplication(openFleet);
  await openLogs(page, 'Search');
  await page.getByRole('button', { name: /^Lines/ }).click();
  await page.getByRole('option', { name: 'Newest 2,000' }).click();
  await ask(page, 'Processed');
  await expect(page.getByText(/^The newest 2000 lines of the last hour, newest first, that match Processed$/)).toBeVisible();
  await expect(page.getByText(/^There are more\./)).toBeVisible();
  await expect(scroller(page)).toHaveAttribute('aria-rowcount', '2001');
  expect(await lines(page).count()).toBeLessThan(80);
  await scroller(page).evaluate((each) => each.scrollTo(0, each.scrollHeight));
  await expect(page.locator('[aria-rowindex="2001"]')).toBeVisible();
  expect(await lines(page).count()).toBeLessThan(80);

  await page.getByRole('button', { name: 'Download' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('log-search.csv');
  const rows = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(rows).toHaveLength(2001);
  expect(rows[0]).toBe('time,level,logger,message,stack trace,stream');
  expect(rows[1]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,INFO,com\.example\.[\w.]+,Processed record/);
});

test('the exceptions of a fault are one group each, new, with their causes and the way to their moment', async ({
  openFleet,
  world,
}) => {
  const page = await openApplication(openFleet);
  await openLogs(page, 'Exceptions');
  // What is new is told against a run that was seen to be good.
  await expect(page.getByText(/when the application ran well last|not known when the application ran well/)).toBeVisible();
  await befall(world, 'operator-unhandled-exception');
  await pass(world, 12 * MINUTE);
  const thrown = groups(page).filter({ hasText: /NumberFormatException|ArithmeticException|NullPointerException|ClassCast/ });
  await expect(thrown).toHaveCount(1, { timeout: 60_000 });
  await expect(thrown).toContainText('WARN');
  await expect.poll(async () => Number(await thrown.locator('.log-groups__count').innerText())).toBeGreaterThan(1);
  await thrown.getByRole('button').click();
  const causes = page.getByRole('list', { name: 'Causes' }).first();
  await expect(causes).toContainText('com.example.orders.enrichment');
  await expect(causes.getByText(/\d+ frames of the runtime/).first()).toBeVisible();

  await page.getByRole('button', { name: 'The lines around it' }).click();
  await expect(page.getByText(/lines? of the time from .* to .*, newest first/)).toBeVisible();
  // The lines of that moment are in view, whatever came after it.
  await expect(page.locator('.log-line--marked')).toBeInViewport();
  await expect(page.locator('.log-line--marked')).toContainText(/Exception|switched from/);

  await view(page, 'Exceptions');
  await thrown.getByRole('button').click();
  await page.getByRole('button', { name: /when it was first seen$/ }).click();
  await expect(page.getByRole('button', { name: 'Live', exact: true }).first()).toBeVisible();
  await view(page, 'Tail');
  await expect(page.getByText(/^The newest lines before .* that are kept/)).toBeVisible();
  await relieve(world, 'operator-unhandled-exception');
});

test('the guide’s questions are asked with one click, and say what they scanned and cost', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openLogs(page, 'Insights');
  await page.getByRole('button', { name: 'Ask: Who logs most' }).click();
  await expect(page.getByText('Complete', { exact: true })).toBeVisible();
  await expect(page.getByText(/[KM]iB scanned · [\d.]+k? lines read · .* · (under )?\$/)).toBeVisible();
  const results = page
    .getByRole('table', { name: 'Results of the query' })
    .or(page.getByRole('grid', { name: 'Results of the query' }));
  await expect(results.getByRole('row').nth(1)).toContainText(/(org|com)\.\w+\./);
  const counts = async () => (await results.locator('tbody tr td:nth-child(3)').allInnerTexts()).map(Number);
  await results.getByRole('columnheader', { name: 'lines' }).getByRole('button').first().click();
  await expect.poll(counts).toEqual((await counts()).toSorted((a, b) => a - b));

  await page.getByRole('textbox', { name: 'Query' }).fill('fields @timestamp | nonsense');
  await page.getByRole('button', { name: 'Run the query' }).click();
  await expect(page.getByText(/refused the request\. It said: unexpected symbol found nonsense/)).toBeVisible();
});

test('a log that may not be read says which permission is missing', async ({ openFleet, world }) => {
  const page = await openApplication(openFleet);
  await change(world, 'network', { change: 'on', service: 'logs', kind: 'access-denied', severity: 'severe' });
  await openLogs(page, 'Search');
  await expect(page.getByText(/logs:FilterLogEvents/).first()).toBeVisible();
  await view(page, 'Tail');
  await expect(page.getByText(/Nothing is known of the log|Old figures: the log/)).toBeVisible();
  await change(world, 'network', { change: 'off', service: 'logs', kind: 'access-denied' });
  await expect(lines(page).filter({ hasText: 'checkpoint' }).first()).toBeVisible({ timeout: 60_000 });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong with any view, ${colorScheme}`, async ({ openFleet, page }) => {
    await page.emulateMedia({ colorScheme });
    await openApplication(openFleet);
    await openLogs(page, 'Tail');
    await lines(page)
      .nth(1)
      .getByRole('button', { name: /^Open the line/ })
      .first()
      .click();
    await expect(page.getByText('applicationVersionId').first()).toBeVisible();
    expect(await violations(page), 'Tail').toEqual([]);
    await view(page, 'Search');
    await expect(lines(page).nth(1)).toBeVisible();
    await page.getByText('How to write a pattern').click();
    expect(await violations(page), 'Search').toEqual([]);
    await view(page, 'Exceptions');
    await groups(page).nth(1).getByRole('button').click();
    await expect(page.getByRole('button', { name: 'The lines around it' })).toBeVisible();
    expect(await violations(page), 'Exceptions').toEqual([]);
    await view(page, 'Insights');
    await page.getByRole('button', { name: 'Ask: Who logs most' }).click();
    await expect(page.getByText('Complete', { exact: true })).toBeVisible();
    expect(await violations(page), 'Insights').toEqual([]);
  });
