import type { Locator, Page } from '@playwright/test';
import { withArrows } from '#renderer/ui/wording.ts';
import { MINUTE } from '#shared/units/units.ts';
import { SLOW_SINK, UPSTREAM, graphLayer, openApplication, pass, refuseComplaints, vertex, vertices } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

test.use({ scenario: 'slow-sink' });
refuseComplaints();

const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
const choose = (page: Page, of: string, name: string) =>
  page.getByRole('toolbar', { name: of }).getByRole('button', { name, exact: true }).click();
const chart = (page: Page, title: string) => page.getByRole('figure', { name: title, exact: true });
const lines = (page: Page, title: string) => chart(page, title).locator('path.recharts-line-curve');
const table = (page: Page, name: string) => page.getByRole('table', { name, exact: true });

/** How many points a drawn line has. */
const pointsOf = async (line: Locator): Promise<number> => ((await line.getAttribute('d')) ?? '').split(/[ML]/).length - 1;

test('names the slow sink in words and in the graph, and shows everything before it held back', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await expect(page.getByText(`${withArrows(SLOW_SINK)} is the bottleneck`).first()).toBeVisible();

  const sink = vertex(page, SLOW_SINK);
  await expect(sink).toHaveAccessibleName(/, parallelism 4, busy (9\d|100) %, backpressured 0 %, bottleneck$/);
  await expect(sink.getByText('Bottleneck', { exact: true })).toBeVisible();
  await expect(vertices(page)).toHaveCount(6);
  for (const name of UPSTREAM) {
    await expect(vertex(page, name)).toHaveAccessibleName(/backpressured ([6-9]\d|100) %$/);
  }
});

test('the table says the same as the graph, and sorts', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await expect(vertex(page, SLOW_SINK)).toBeVisible();
  await choose(page, 'Show the job as', 'Table');
  const rows = table(page, 'Vertices of the job').getByRole('row');
  await expect(rows).toHaveCount(7);
  const sink = rows.filter({ hasText: withArrows(SLOW_SINK) });
  await expect(sink).toContainText('Bottleneck');
  await expect(sink).toContainText(/busyRUNNING4(9\d|100) %0 %/);
  for (const name of UPSTREAM) await expect(rows.filter({ hasText: withArrows(name) })).toContainText('backpressuredRUNNING');

  await page.getByRole('columnheader', { name: 'Backpressured', exact: true }).getByRole('button').click();
  const held = await rows.locator('td:nth-child(6)').allInnerTexts();
  expect(held.map(Number.parseFloat)).toEqual(held.map(Number.parseFloat).toSorted((a, b) => a - b));
});

test('a vertex opens in full: operators and every subtask, the busiest first', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await vertex(page, SLOW_SINK).click();
  const details = page.getByRole('region', { name: `Details of ${SLOW_SINK}` });
  await expect(details).toContainText('RUNNING · parallelism 4 of at most 128');
  await details.getByRole('tab', { name: 'Operators' }).click();
  await expect(details.getByRole('listitem').filter({ hasText: 'warehouse: Committer' })).toBeVisible();
  await details.getByRole('tab', { name: 'Subtasks' }).click();
  const rows = table(page, 'Subtasks').getByRole('row');
  await expect(rows).toHaveCount(5);
  const busy = (await rows.locator('td:nth-child(2)').allInnerTexts()).map(Number.parseFloat);
  expect(busy).toEqual(busy.toSorted((a, b) => b - a));
  expect(busy[0]).toBeGreaterThan(90);

  await details.getByRole('button', { name: 'Close details' }).click();
  await expect(details).toBeHidden();
  await expect(vertex(page, SLOW_SINK)).toBeFocused();
});

test('the graph is walked along its edges with the keyboard alone', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await expect(vertex(page, SLOW_SINK)).toBeVisible();
  // One stop for all of them: from there on arrow keys lead along the edges.
  await page.getByRole('button', { name: 'Graph', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(vertices(page).first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeFocused();
  await vertex(page, 'Source: customers -> Parse customer').focus();
  for (const next of ['Join customers', 'Look up prices -> Total', SLOW_SINK]) {
    await page.keyboard.press('ArrowRight');
    await expect(vertex(page, next)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: `Details of ${SLOW_SINK}` });
  await expect(details.getByRole('heading', { name: withArrows(SLOW_SINK) })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(vertex(page, SLOW_SINK)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(vertex(page, 'Look up prices -> Total')).toBeFocused();
});

test('new figures leave the view of the graph as it was', async ({ openFleet, world }) => {
  const page = await openApplication(openFleet);
  const rates = page.locator('.edge-label b');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  const viewport = graphLayer(page);
  await expect(viewport).toHaveAttribute('style', /scale\(1\.[2-9]/);
  const before = { view: await viewport.getAttribute('style'), rates: await rates.allInnerTexts() };
  await pass(world, 5 * MINUTE);
  await expect.poll(() => rates.allInnerTexts(), { timeout: 30_000 }).not.toEqual(before.rates);
  expect(await viewport.getAttribute('style')).toBe(before.view);
});

test('charts draw the incident over the time that is chosen', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  for (const title of ['Records', 'Kafka lag', 'CPU', 'Checkpoint duration', 'Memory', 'Checkpoint size'])
    await expect(lines(page, title).first(), title).toBeVisible();
  await expect(chart(page, 'Checkpoint duration')).toContainText('Interval');
  await expect(chart(page, 'Records')).toContainText(/In[\d.]+k \/sOut[\d.]+k \/s/);
  expect(await pointsOf(lines(page, 'Records').first())).toBeGreaterThan(50);

  await choose(page, 'Time range of the charts', '15 min');
  await expect.poll(() => pointsOf(lines(page, 'Records').first())).toBeLessThan(17);
  await choose(page, 'Time range of the charts', '3 h');
  await expect.poll(() => pointsOf(lines(page, 'Records').first())).toBeGreaterThan(110);
});

test('one crosshair reads all charts, and the table has their figures', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await expect(lines(page, 'CPU').first()).toBeVisible();
  await chart(page, 'Records').locator('svg').first().hover();
  const read = page.locator('.chart__tooltip');
  await expect(read.first()).toBeVisible();
  expect(await read.count()).toBeGreaterThan(4);
  const moments = (await read.allInnerTexts()).map((text) => text.split('\n')[0]);
  expect(new Set(moments).size).toBe(1);

  await choose(page, 'Show the metrics as', 'Table');
  const figures = table(page, 'Metrics').getByRole('row');
  await expect(figures.first()).toContainText('Checkpoint duration: Last checkpoint');
  await expect(figures).toHaveCount(21);
  await expect(figures.nth(3)).toContainText(/\d{4}, \d\d:\d\d.*\/s/);
});

test('checkpoints stand against their interval', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openTab(page, 'Checkpoints');
  await expect(page.getByText('Interval', { exact: true }).locator('..')).toContainText('1 min');
  const rows = table(page, 'Checkpoint history').getByRole('row');
  // Ten that Flink has, and older ones that are kept.
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(11);
  await expect(rows.nth(2)).toContainText(/Completed.*Checkpoint.*\d+ s.*MiB.*GiB/);
});

test('the configuration is shown as the service reports it', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openTab(page, 'Configuration');
  await expect(page.getByRole('definition').filter({ hasText: /^INFO$/ })).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Copy arn:aws:kinesisanalytics:us-east-1:123456789012:application/orders-enrichment' }),
  ).toBeVisible();
});

test('a tab has an address of its own', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await openTab(page, 'Graph');
  await expect(vertex(page, SLOW_SINK)).toBeVisible();
  await page.reload();
  await expect(vertex(page, SLOW_SINK)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Graph' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Key metrics')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong on any tab, ${colorScheme}`, async ({ openFleet, page }) => {
    await page.emulateMedia({ colorScheme });
    await openApplication(openFleet);
    await expect(vertex(page, SLOW_SINK)).toBeVisible();
    await expect(lines(page, 'Records').first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await vertex(page, 'Join customers').click();
    await choose(page, 'Show the metrics as', 'Table');
    await expect(table(page, 'Metrics')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await choose(page, 'Show the job as', 'Table');
    expect(await violations(page)).toEqual([]);
    for (const name of ['Graph', 'Checkpoints', 'Configuration']) {
      await openTab(page, name);
      await expect(page.getByRole('tabpanel', { name })).toBeVisible();
      expect(await violations(page), name).toEqual([]);
    }
  });
