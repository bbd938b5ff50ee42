import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import type { SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { openApplication, refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { NOW, REF, customMetrics, openMetrics, ordinary, subtasks, windowOf } from './metricsScript.ts';
import { expect, test } from './world.ts';

// High enough that every chart of an ordinary application is on screen: charts that are not are not read.
test.use({ viewport: { width: 1440, height: 2400 } });
refuseComplaints();

const card = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true });
const plot = (page: Page, name: string): Locator => card(page, name).getByRole('application');
const ago = (minutes: number) => millis(NOW - minutes * MINUTE);
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search the metrics' });
const address = (page: Page) => new URL(page.url()).searchParams;

/** Points at a share of a chart's width. */
async function pointAt(page: Page, name: string, share: number): Promise<void> {
  const box = await plot(page, name).locator('.u-over').boundingBox();
  if (box === null) throw new Error('The chart is not drawn.');
  await page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
}

/** Brushes a chart from one share of its width to another. */
async function brush(page: Page, name: string, from: number, to: number): Promise<void> {
  await pointAt(page, name, from);
  await page.mouse.down();
  await pointAt(page, name, (from + to) / 2);
  await pointAt(page, name, to);
  await page.mouse.up();
}

test('charts say how they were read, what is missing, and their newest figures', async ({ page }) => {
  await openMetrics(page);
  await expect(card(page, 'Uptime')).toContainText('Maximum · 1 min · milliseconds');
  await expect(card(page, 'Uptime')).toContainText('162 of 180 minutes');
  await expect(card(page, 'Records in')).toContainText('Sum / 4 · 1 min · count · 3 series');
  await expect(card(page, 'Records in').getByRole('listitem')).toHaveCount(3);
  await expect(plot(page, 'Records in').locator('canvas')).toBeVisible();
  await expect(plot(page, 'Records in')).toHaveAccessibleName(
    /^Records in, Sum \/ 4 · 1 min · count\. Join customers: \d+; Sink: warehouse: /,
  );
});

test('the search finds by name, level and dimension, and its words can be clicked', async ({ page }) => {
  await openMetrics(page);
  await search(page).fill('level:TASK task:Source');
  await expect(page.getByRole('status').filter({ hasText: '3 of 11 metrics' })).toBeVisible();
  await expect(card(page, 'Records in, Source: orders')).toHaveCount(0);
  await expect(card(page, 'Records in').getByRole('listitem')).toHaveText([/Source: orders/]);
  await page.getByRole('button', { name: 'Custom (1)' }).click();
  await expect(search(page)).toHaveValue('task:Source is:custom');
  await expect(page.getByText('No metric fits the search.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).last().click();
  await expect(card(page, 'Uptime')).toBeVisible();
});

test('one crosshair goes through all charts, by pointer and by keys, and is read out', async ({ page }) => {
  await openMetrics(page);
  await expect(plot(page, 'Uptime')).toBeVisible();
  await pointAt(page, 'Downtime', 0.5);
  for (const name of ['Downtime', 'Full restarts', 'CPU of the TaskManagers'])
    await expect(card(page, name).locator('time')).toHaveText('3 Mar 2026, 10:30');
  const figure = card(page, 'Full restarts').getByRole('listitem').locator('b');
  const before = await figure.textContent();
  await pointAt(page, 'Downtime', 0.9);
  await expect(figure).not.toHaveText(before ?? '');
  await page.mouse.move(0, 0);
  await expect(card(page, 'Downtime').locator('time')).toHaveCount(0);

  await plot(page, 'Downtime').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(card(page, 'Full restarts').locator('time')).toHaveText('3 Mar 2026, 11:49');
  await expect(card(page, 'Downtime').locator('[aria-live]')).toHaveText(/^3 Mar 2026, 11:49\. downtime: \d+ s$/);
});

test('a brush zooms all charts, which then stand still; back leads out, Live to now', async ({ page }) => {
  const { questions, pass } = await openMetrics(page);
  await expect(plot(page, 'Uptime')).toBeVisible();
  await brush(page, 'Downtime', 0.25, 0.5);
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeVisible();
  await expect.poll(() => questions().at(-1)).toMatchObject({ columns: expect.any(Number) });
  const zoomed = questions().at(-1);
  expect(Math.abs((zoomed?.from ?? 0) - (NOW - 135 * MINUTE))).toBeLessThan(2 * MINUTE);
  expect(Math.abs((zoomed?.to ?? 0) - (NOW - 90 * MINUTE))).toBeLessThan(2 * MINUTE);
  expect(address(page).get('from')).toBe(new Date(zoomed?.from ?? 0).toISOString());

  // Time goes on, the charts do not.
  const count = questions().length;
  await pass(5);
  await expect(page.getByText('12:05:00 UTC')).toBeVisible();
  expect(questions()).toHaveLength(count);

  await plot(page, 'Downtime').focus();
  await page.keyboard.press('+');
  await expect.poll(() => (questions().at(-1)?.to ?? 0) - (questions().at(-1)?.from ?? 0)).toBeLessThan(25 * MINUTE);
  await page.keyboard.press('[');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => questions().at(-1)?.from).toBe(zoomed?.from);
  await plot(page, 'Downtime').locator('.u-over').dblclick();
  await expect.poll(() => questions().at(-1)?.to).toBe(NOW + 5 * MINUTE);
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeHidden();

  await brush(page, 'Downtime', 0.25, 0.5);
  await page.getByRole('main').getByRole('button', { name: 'Live', exact: true }).click();
  await expect.poll(() => questions().at(-1)?.to).toBe(NOW + 5 * MINUTE);
});

test('live charts follow now minute by minute, without blanking', async ({ page }) => {
  const { questions, pass, script, letGo } = await openMetrics(page);
  await expect(plot(page, 'Uptime')).toBeVisible();
  script.held = true;
  await pass(1);
  await expect.poll(() => questions().at(-1)?.to).toBe(NOW + MINUTE);
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
  // What time brings comes without a word.
  await expect(card(page, 'Uptime').locator('.metric-card__spinner')).toBeEmpty();
  await expect(page.getByText(/Reading charts/)).toHaveCount(0);
  letGo();
  await pass(1);
  await expect.poll(() => questions().at(-1)?.to).toBe(NOW + 2 * MINUTE);
});

test('ranges: presets up to 14 days, an absolute one from the address, UTC or local', async ({ page }) => {
  const { questions } = await openMetrics(page);
  await page.getByRole('button', { name: '14 d', exact: true }).click();
  await expect.poll(() => (questions().at(-1)?.to ?? 0) - (questions().at(-1)?.from ?? 0)).toBe(14 * DAY);
  expect(address(page).get('last')).toBe('20160');
  await page.getByRole('button', { name: 'UTC', exact: true }).click();
  await pointAt(page, 'Downtime', 0.5);
  await expect(card(page, 'Downtime').locator('time')).toHaveText(/ UTC$/);
});

test('an address leads to what was looked at: search, pins and range; a reload does too', async ({ page }) => {
  const given = new URLSearchParams({
    of: REF.id,
    metrics: 'level:TASK',
    from: '2026-03-03T08:00:00.000Z',
    to: '2026-03-03T09:00:00.000Z',
    pin: 'APPLICATION|AWS/KinesisAnalytics|uptime',
  });
  const { questions } = await openMetrics(page, {}, `?${given}`);
  await expect(page.getByRole('region', { name: 'Pinned' }).getByRole('figure')).toHaveAccessibleName('Uptime');
  await expect(search(page)).toHaveValue('level:TASK');
  expect(questions().at(-1)).toMatchObject({ from: NOW - 4 * HOUR, to: NOW - 3 * HOUR });
  await page.getByRole('button', { name: 'Pin Busy' }).first().click();
  await page.getByText('Only pinned').click();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Pinned' }).getByRole('figure')).toHaveCount(2);
  await page.getByRole('tab', { name: 'Activity' }).click();
  await expect.poll(() => address(page).size).toBe(0);
});

test('events are lines with words at the crosshair, and can be switched off', async ({ page }) => {
  await openMetrics(page, {
    markers: [
      { ref: REF, at: ago(90), until: null, kind: 'deploy', text: 'Version 7 deployed' },
      { ref: REF, at: ago(30), until: ago(20), kind: 'failure', text: 'The job is failing' },
    ],
  });
  await expect(page.getByRole('button', { name: 'Events (2)' })).toBeVisible();
  await pointAt(page, 'Downtime', 0.5);
  await expect(card(page, 'Full restarts').getByText('Deployment: Version 7 deployed')).toBeVisible();
  await page.getByRole('button', { name: 'Events (2)' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'D Deployments (1)' }).click();
  await expect(page.getByRole('button', { name: 'Events (1)' })).toBeVisible();
  await page.keyboard.press('Escape');
  await pointAt(page, 'Downtime', 0.51);
  await pointAt(page, 'Downtime', 0.5);
  await expect(card(page, 'Downtime').locator('time')).toBeVisible();
  await expect(page.getByText('Deployment: Version 7 deployed')).toHaveCount(0);
});

test('charts can be compared with the week before', async ({ page }) => {
  const { questions } = await openMetrics(page, {
    window: (selector, question) => {
      const window = windowOf(selector, question);
      const isBefore = question.to < NOW - DAY;
      return { ...window, points: window.points.map(([at, value]) => [at, value === null || !isBefore ? value : value * 2]) };
    },
  });
  await page.getByRole('button', { name: /Compare with/ }).click();
  await page.getByRole('option', { name: 'The week before' }).click();
  await expect(card(page, 'Full restarts').locator('.metric-legend__before')).toBeVisible();
  expect(questions().some(({ from, to }) => from === NOW - 3 * HOUR - 7 * DAY && to === NOW - 7 * DAY)).toBe(true);
  const [now, before] = [
    card(page, 'Full restarts').locator('.metric-legend b'),
    card(page, 'Full restarts').locator('.metric-legend__before'),
  ];
  await pointAt(page, 'Full restarts', 0.5);
  await expect(card(page, 'Full restarts').locator('time')).toBeVisible();
  expect(Number(await before.textContent())).toBeGreaterThan(1.5 * Number(await now.textContent()));
});

test('statistic, transform and period are chosen for each chart and stay chosen', async ({ page }) => {
  const { questions } = await openMetrics(page);
  await page.getByRole('button', { name: 'How Uptime is read' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Statistic/ }).click();
  await page.getByRole('option', { name: /99th percentile/ }).click();
  await dialog.getByRole('button', { name: /^Period/ }).click();
  await page.getByRole('option', { name: '5 min', exact: true }).click();
  await expect(card(page, 'Uptime')).toContainText('p99 · 5 min · milliseconds');
  expect(questions().at(-1)?.selectors).toEqual([
    expect.objectContaining({ statistic: 'p99', transform: 'none', period: 5 * MINUTE }),
  ]);
  await page.reload();
  await expect(card(page, 'Uptime')).toContainText('p99 · 5 min · milliseconds');
});

test('64 subtasks are one chart with an envelope, and who does not go with the others is named', async ({ page }) => {
  const { questions } = await openMetrics(page, { series: [...ordinary, ...subtasks] });
  await search(page).fill('level:PARALLELISM');
  const busy = card(page, 'Busy, Join customers');
  await expect(busy).toContainText('64 series');
  await expect(busy.getByRole('listitem')).toHaveText([
    /^Median of 64/,
    /^Lowest: Subtask 0/,
    /^Highest: Subtask 17 \(outlier\)/,
  ]);
  await expect(page.getByRole('figure')).toHaveCount(1);
  expect(questions().filter(({ selectors }) => selectors.length === 64)).toHaveLength(1);
  await search(page).fill('level:PARALLELISM subtask:17');
  await expect(card(page, 'Busy, Join customers').getByRole('listitem')).toHaveText([/^Subtask 17/]);
});

test('of 500 custom metrics only what is on screen is read and drawn', async ({ page }) => {
  const { questions } = await openMetrics(page, { series: customMetrics });
  await expect(page.getByRole('region', { name: 'Metrics found' })).toContainText('500 metrics, 500 series');
  await expect(card(page, 'custom000')).toBeVisible();
  const asked = () => new Set(questions().flatMap(({ selectors }) => selectors.map(({ name }) => name.metric)));
  expect(asked().size).toBeLessThan(30);
  expect(await page.locator('canvas').count()).toBeLessThan(30);
  expect(await page.locator('.metric-list__row').count()).toBeLessThan(150);
  await search(page).fill('custom499');
  await expect(card(page, 'custom499').locator('canvas')).toBeVisible();
  await search(page).fill('');
  await page.getByRole('region', { name: 'Metrics found' }).hover();
  await page.mouse.wheel(0, 100_000);
  await page.getByRole('button', { name: 'custom498', exact: true }).click();
  await expect(card(page, 'custom498').locator('canvas')).toBeVisible();
  expect(asked().size).toBeLessThan(80);
});

test('a failure is told at the chart with its remedy; what was drawn stays with its age; it can be read again', async ({
  page,
}) => {
  const { script, pass } = await openMetrics(page, {
    failure: {
      kind: 'throttled',
      source: 'CloudWatch',
      message: 'CloudWatch answers too many requests.',
      remedy: 'It is asked less often.',
    },
  });
  await expect(card(page, 'Uptime')).toContainText('CloudWatch answers too many requests. It is asked less often.');
  const { failure } = script;
  script.failure = null;
  await card(page, 'Uptime').getByRole('button', { name: 'Read again' }).click();
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
  await expect(card(page, 'Uptime').getByText('too many requests')).toHaveCount(0);
  script.failure = failure;
  await pass(3);
  await expect(card(page, 'Uptime')).toContainText('Drawn as of 3 min ago.');
  await expect(card(page, 'Uptime').locator('.stale canvas')).toBeVisible();
});

test('an old list of metrics says so and is grey alone: what is beside it is of now', async ({ page }) => {
  const { script, pass } = await openMetrics(page);
  const list = page.getByRole('region', { name: 'Metrics found' });
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
  await expect(list).not.toHaveClass(/stale/);
  script.listFailure = {
    kind: 'throttled',
    source: 'CloudWatch',
    message: 'It is asked too often.',
    remedy: 'It is asked less.',
  };
  await pass(0);
  await expect(page.getByText(/^Old figures: the list of metrics/)).toBeVisible();
  await expect(list).toHaveClass(/stale/);
  await expect(page.locator('.stale').filter({ has: search(page) })).toHaveCount(0);
  await expect(page.locator('.stale').filter({ has: plot(page, 'Uptime') })).toHaveCount(0);
});

test('kept points are on screen at once and stay, with the reason, while the service is slow and when it fails', async ({
  page,
}) => {
  const half = (selector: SeriesSelector, question: Parameters<typeof windowOf>[1]): SeriesWindow => {
    const window = windowOf(selector, question);
    const points = window.points.filter(([at]) => at <= NOW - HOUR);
    return { ...window, points, latest: points.findLast(([, value]) => value !== null) ?? null };
  };
  const { script, letGo } = await openMetrics(page, { held: true, kept: half });
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
  await expect(card(page, 'Uptime')).toContainText('kept points, being completed');
  await expect(page.getByText(/Reading charts: 0 of \d+/)).toBeVisible();
  script.window = (selector, question) => ({
    ...half(selector, question),
    unread: {
      kind: 'throttled',
      source: 'CloudWatch',
      message: 'CloudWatch is throttling our requests.',
      remedy: 'It is asked less often.',
    },
  });
  letGo();
  await expect(card(page, 'Uptime')).toContainText(
    /CloudWatch is throttling our requests\. Shown is what is kept, up to .*\. It is asked less often\. Read again/,
  );
  await expect(card(page, 'Uptime')).not.toContainText('being completed');
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
  script.window = windowOf;
  await card(page, 'Uptime').getByRole('button', { name: 'Read again' }).click();
  await expect(card(page, 'Uptime').getByText('throttling')).toHaveCount(0);
});

test('reading that takes long says how far it is and can be cancelled', async ({ page }) => {
  const { letGo } = await openMetrics(page, { held: true });
  await expect(page.getByText(/Reading charts: 0 of \d+/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the reading' }).click();
  await expect(card(page, 'Uptime')).toContainText('The reading was cancelled.');
  letGo();
  await card(page, 'Uptime').getByRole('button', { name: 'Read again' }).click();
  await expect(plot(page, 'Uptime').locator('canvas')).toBeVisible();
});

test('no points, sentinels, what is no number and resets of counters are said, not drawn as zero', async ({ page }) => {
  await openMetrics(page, {
    window: (selector, question) => {
      const window = windowOf(selector, question);
      if (selector.name.metric === 'uptime') return { ...window, points: [], present: 0, latest: null };
      return { ...window, sentinels: 2, notNumbers: 1, resets: [ago(30)] };
    },
  });
  await expect(card(page, 'Uptime')).toContainText('The service has no points of this metric in this range.');
  await expect(card(page, 'Uptime')).toContainText('0 of 180 minutes');
  await expect(card(page, 'Downtime')).toContainText('2 × −1: no figure');
  await expect(card(page, 'Downtime')).toContainText('1 × not a number');
  await expect(card(page, 'Downtime')).toContainText('1 × counter began anew');
});

test('every chart has a table, and all charts go into files', async ({ page }) => {
  await openMetrics(page);
  await page.getByRole('button', { name: 'Tables', exact: true }).click();
  const table = card(page, 'Records in').getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Time', 'Join customers', 'Sink: warehouse', 'Source: orders']);
  await expect(table.getByRole('rowheader').first()).toHaveText('3 Mar 2026, 11:59');
  await card(page, 'Records in').getByRole('button', { name: 'Next page' }).click();
  await expect(table.getByRole('rowheader').first()).toHaveText('3 Mar 2026, 11:49');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Charts', exact: true }).click();

  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'All charts as CSV' }).click();
  const file = await csv;
  expect(file.suggestedFilename()).toBe('orders-metrics-2026-03-03T12-00.csv');
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
  expect(lines[0]?.split('","').length ?? 0).toBeGreaterThan(10);
  expect(lines[0]).toContain('Task / numRecordsIn / Sink: warehouse [Sum, quarter, 60 s, Count]');
  expect(lines[1]).toMatch(/^2026-03-03T09:00:00\.000Z,/);
  expect(lines).toHaveLength(182);

  const png = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save Downtime' }).click();
  await page.getByRole('menuitem', { name: 'Save as PNG' }).click();
  const image = readFileSync(await (await png).path());
  expect(image.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(image.readUInt32BE(16)).toBeGreaterThan(400);
});

test('nothing is wrong for assistive technology, in light and in dark, on a narrow screen too', async ({ page }) => {
  await openMetrics(page, { series: [...ordinary, ...subtasks] });
  await expect(plot(page, 'Uptime')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('body.awsui-dark-mode')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 700, height: 900 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(700);
});

test('what a metric is can be read beside its chart', async ({ page }) => {
  await openMetrics(page);
  await page.getByRole('button', { name: 'What Uptime is' }).click();
  await expect(page.getByText('How long the job has run without an interruption')).toBeVisible();
  await expect(page.getByText('Developer guide, page 435')).toBeVisible();
});

test('with the real engine and the simulator, series of every level are found, read and drawn', async ({ openFleet }) => {
  const page = await openApplication(openFleet);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await search(page).fill('metric:busyTimeMsPerSecond');
  const busy = card(page, 'Busy');
  await expect(busy.locator('canvas')).toBeVisible({ timeout: 60_000 });
  await expect(busy).toContainText('Maximum · 1 min · ratio · 6 series');
  await expect(busy.getByRole('listitem').filter({ hasText: 'warehouse: Writer' })).toHaveText(/\d %$/);
  await search(page).fill('metric:uptime');
  await expect(card(page, 'Uptime').getByRole('listitem')).toHaveText(/^uptime\d/);
});
