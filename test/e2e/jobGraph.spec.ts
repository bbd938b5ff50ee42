import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import type { Vertex } from '#shared/model/job.ts';
import { millis } from '#shared/units/units.ts';
import { graph, graphLayer, refuseComplaints, vertex, vertices } from './applicationPage.ts';
import { violations } from './axe.ts';
import { layeredJob, jobOf, openGraph, shares, vertexOf } from './jobGraphScript.ts';
import { NOW } from './scriptedFleet.ts';

refuseComplaints();

const stage = (page: Page) => page.locator('[data-drawn]');
const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('.graph-stage *').length);
const details = (page: Page, name: string) => page.getByRole('region', { name: `Details of ${name}` });
const isFound = (page: Page) => page.getByRole('search', { name: 'Vertices' }).getByRole('status');
const choose = async (page: Page, menu: string, item: RegExp) => {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

/** The same page as somebody sees it whose screen is dark. */
async function inTheDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('body.awsui-dark-mode')).toBeVisible();
}

/** Two sources, a join that is held back by a busy window, and a sink. */
const held = { worst: shares(0.2, 0.79), mean: shares(0.2, 0.7), level: 'high' } as const;
const orders = vertexOf('orders', 'Source: orders -> Parse', held);
const customers = vertexOf('customers', 'Source: customers');
const join = vertexOf('join', 'Join', held);
const window_ = vertexOf('window', 'Window', { worst: shares(0.98, 0), mean: shares(0.4, 0), watermark: millis(NOW - 65_000) });
const sink = vertexOf('sink', 'Sink: warehouse');
const joined = jobOf(
  [orders, customers, join, window_, sink],
  [
    ['orders', 'join'],
    ['customers', 'join', 'BROADCAST'],
    ['join', 'window'],
    ['window', 'sink', 'FORWARD'],
  ],
);

test('a card says all that is known of a vertex; an edge what passes along it and how', async ({ page }) => {
  await openGraph(page, joined);
  const card = vertex(page, 'Window');
  await expect(card).toHaveAccessibleName('Window, parallelism 4, busy 98 %, backpressured 0 %, bottleneck');
  await expect(card).toContainText(/×4.*98 %.*mean 40 %.*in 1.2k \/s.*out 1.2k \/s.*watermark 1 min 5 s behind/);
  await expect(page.getByText('Window is the bottleneck: one subtask is 98 % busy')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Window feeds Sink: warehouse, 1.2k /s, FORWARD' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Source: customers feeds Join, .*, BROADCAST$/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await inTheDark(page);
  expect(await violations(page)).toEqual([]);
});

test('event time that is late while nobody is held back is told, with where to look', async ({ page }) => {
  const calm = { watermark: millis(NOW - 27 * 60_000) };
  await openGraph(
    page,
    jobOf(
      [
        vertexOf('orders', 'Source: orders', { watermark: null }),
        vertexOf('window', 'Window', calm),
        vertexOf('sink', 'Sink', calm),
      ],
      [['orders', 'window'], ['window', 'sink']], // prettier-ignore
    ),
  );
  await expect(page.getByText('No vertex holds the others back.')).toBeVisible();
  await expect(
    page.getByText(
      'Event time is late: Window is the first whose watermark is far behind (27 min). Its Watermarks tab, and that of Source: orders before it, tell who holds it back.',
    ),
  ).toBeVisible();
  await expect(vertex(page, 'Window').locator('.vertex__late')).toHaveText('watermark 27 min behind');
  expect(await violations(page)).toEqual([]);
  await inTheDark(page);
  expect(await violations(page)).toEqual([]);
});

test('all of it goes by keyboard alone', async ({ page }) => {
  await openGraph(page, joined);
  await expect(vertices(page)).toHaveCount(5);
  await page.getByRole('button', { name: 'Graph', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(vertex(page, orders.name)).toBeFocused();
  for (const name of ['Join', 'Window']) {
    await page.keyboard.press('ArrowRight');
    await expect(vertex(page, name)).toBeFocused();
  }

  await page.keyboard.press('Enter');
  await expect(details(page, 'Window')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('vertex')).toBe('window');
  await page.keyboard.press('Escape');
  await expect(details(page, 'Window')).toBeHidden();
  await expect(vertex(page, 'Window')).toBeFocused();
  expect(new URL(page.url()).searchParams.get('vertex')).toBeNull();

  const before = await graphLayer(page).getAttribute('style');
  await page.keyboard.press('-');
  await expect(graphLayer(page)).not.toHaveAttribute('style', before ?? '');
  await page.keyboard.press('0');

  await page.keyboard.press('u');
  await expect(page.getByText('4 vertices upstream of Window')).toBeVisible();
  await expect(graph(page).locator('.graph-node--dim')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(graph(page).locator('.graph-node--dim')).toHaveCount(0);

  await page.keyboard.press('/');
  await page.keyboard.type('source');
  await expect(isFound(page)).toHaveText('2 found');
  await page.keyboard.press('Enter');
  await expect(isFound(page)).toHaveText('1 of 2');
  await page.keyboard.press('Shift+Enter');
  await expect(isFound(page)).toHaveText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(isFound(page)).toBeHidden();

  await vertex(page, 'Join').focus();
  await page.keyboard.press('c');
  const group = graph(page).getByRole('button', { name: /^Join … Sink: warehouse, 3 vertices, parallelism 12/ });
  await expect(group).toHaveAccessibleName(/busy 98 %, backpressured 79 %, bottleneck$/);
  await expect(vertices(page)).toHaveCount(3);
  await group.focus();
  await page.keyboard.press('Enter');
  await expect(vertices(page)).toHaveCount(5);
});

test('the rest of the job is dimmed or left out while a part is in focus', async ({ page }) => {
  await openGraph(page, joined);
  await vertex(page, 'Join').click();
  await choose(page, 'Vertex: what is up and down the stream', /Focus on what is downstream/);
  await expect(page.getByText('3 vertices downstream of Join')).toBeVisible();
  await expect(graph(page).locator('.graph-node--dim')).toHaveCount(2);
  expect(await violations(page)).toEqual([]);
  await inTheDark(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hide the rest' }).click();
  await expect(vertices(page)).toHaveCount(3);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all (Esc)' }).click();
  await expect(vertices(page)).toHaveCount(5);
});

test('new figures, a lost connection and another tab leave the view, the selection and what was collapsed', async ({ page }) => {
  const host = await openGraph(page, joined);
  await vertex(page, orders.name).click();
  await page.getByRole('button', { name: 'Close details' }).click();
  await choose(page, 'Collapse', /Chains/);
  await expect(vertices(page)).toHaveCount(3);
  await vertex(page, 'Source: customers').click();
  await expect(details(page, 'Source: customers')).toBeVisible();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  await page.getByRole('button', { name: 'Zoom out' }).click();
  const view = await graphLayer(page).getAttribute('style');

  const slower = { ...customers, worst: shares(0.11, 0) };
  const next = { ...joined, vertices: joined.vertices.map((each) => (each.id === 'customers' ? slower : each)) };
  await host.says({ state: 'live', value: next, at: NOW });
  await expect(vertex(page, 'Source: customers')).toHaveAccessibleName(/busy 11 %/);
  const error = { kind: 'unreachable', source: 'flink', message: 'Nobody answers.', remedy: 'Wait.' } as const;
  await host.says({ state: 'stale', value: next, at: NOW, error });
  await expect(page.getByText(/^Old figures: the job graph/)).toBeVisible();
  expect(await graphLayer(page).getAttribute('style')).toBe(view);

  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('tab', { name: 'Graph', exact: true }).click();
  await expect(details(page, 'Source: customers')).toBeVisible();
  await expect(vertices(page)).toHaveCount(3);
});

test('a vertex in the address is open from the start', async ({ page }) => {
  const host = await openGraph(page, joined);
  await vertex(page, 'Window').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('vertex')).toBe('window');
  await page.reload();
  await expect(details(page, 'Window')).toBeVisible();
  await expect.poll(() => host.sight()).toContain('window');
});

test('a vertex whose subtasks are not read shows the mean and says so', async ({ page }) => {
  const none = { busy: null, backpressured: null, idle: null };
  const unread: Partial<Vertex> = { detail: 'totals', worst: none, mean: shares(0.31, 0.6), subtasks: [], level: null };
  await openGraph(page, jobOf([{ ...orders, ...unread }, sink], [['orders', 'sink']]));
  const card = vertex(page, orders.name);
  await expect(card).toHaveAccessibleName(/busy mean 31 %, backpressured mean 60 %$/);
  await expect(card).toContainText('mean of its subtasks');
  await expect(card.locator('.vertex--backpressured')).toBeVisible();
});

test('long names and many subtasks stay within their card', async ({ page }) => {
  const name = `Join ${'of the orders with all that is known of them '.repeat(7)}`.slice(0, 300);
  const wide = vertexOf('wide', name, { parallelism: 256, ...held });
  await openGraph(page, jobOf([wide, window_, sink], [['wide', 'window'], ['window', 'sink']])); // prettier-ignore
  const card = vertex(page, name);
  await expect(card).toContainText('×256');
  await expect(card.locator('.vertex')).toHaveAttribute('title', name);
  const overflowing = await card.evaluate((node) => {
    const outer = node.getBoundingClientRect();
    const inside = Array.from(node.querySelectorAll('.vertex *'), (each) => each.getBoundingClientRect());
    return inside.filter(({ right, bottom }) => right > outer.right + 1 || bottom > outer.bottom + 1).length;
  });
  expect(overflowing).toBe(0);
  // 256 subtasks are no 256 elements.
  expect(await card.locator('.heat-strip *').count()).toBeLessThan(12);
  const verdict = page.getByText('Window is the bottleneck');
  expect((await verdict.boundingBox())?.height).toBeLessThan(70);
  expect(await violations(page)).toEqual([]);
});

test('one vertex alone, and a job that runs in circles', async ({ page }) => {
  const host = await openGraph(page, jobOf([sink], []));
  await expect(vertices(page)).toHaveCount(1);
  await vertex(page, sink.name).focus();
  await page.keyboard.press('ArrowRight');
  await expect(vertex(page, sink.name)).toBeFocused();

  const step = vertexOf('step', 'Step');
  const loop = jobOf([orders, join, step, sink], [['orders', 'join'], ['join', 'step'], ['step', 'join', 'FORWARD'], ['step', 'sink'], ['sink', 'sink']]); // prettier-ignore
  await host.says({ state: 'live', value: loop, at: NOW });
  await expect(vertices(page)).toHaveCount(4);
  await expect(page.getByRole('img', { name: /^Step feeds Join, .*, FORWARD$/ })).toBeVisible();
  await vertex(page, 'Step').focus();
  await page.keyboard.press('d');
  await expect(page.getByText('3 vertices downstream of Step')).toBeVisible();
});

test('a finished and a failed job keep their last figures and say what they are', async ({ page }) => {
  const done = { status: 'FINISHED' } as const;
  const host = await openGraph(page, {
    ...joined,
    state: 'FINISHED',
    vertices: joined.vertices.map((each) => ({ ...each, ...done })),
  });
  await expect(page.getByText('The job is FINISHED: the figures are the last that Flink measured.')).toBeVisible();
  await expect(vertex(page, 'Join')).toHaveAccessibleName(/, FINISHED$/);
  // Time goes on, but its watermarks do not.
  await expect(vertex(page, 'Join')).not.toContainText('watermark');

  const failed = joined.vertices.map((each) => ({
    ...each,
    status: each.id === 'join' ? ('FAILED' as const) : ('CANCELED' as const),
  }));
  await host.says({ state: 'live', value: { ...joined, state: 'FAILED', vertices: failed }, at: NOW });
  await expect(page.getByText('The job is FAILED')).toBeVisible();
  await expect(vertex(page, 'Join')).toHaveAccessibleName(/, FAILED$/);
  expect(await violations(page)).toEqual([]);
});

test('of a thousand vertices only those that can be read are elements, and asked about', async ({ page }) => {
  test.slow();
  const host = await openGraph(page, layeredJob(1000, 25, 2));
  await expect(stage(page)).toHaveAttribute('data-drawn', '1000', { timeout: 60_000 });
  await expect(stage(page)).toHaveAttribute('data-level', 'far');
  expect(await elements(page)).toBeLessThan(60);
  expect(host.sight()).toEqual([]);

  await page.keyboard.press('/');
  await page.keyboard.type('join-575');
  await expect(isFound(page)).toHaveText('1 found');
  await page.keyboard.press('Enter');
  await expect(vertex(page, 'Join-575 -> Map')).toBeVisible();
  await expect.poll(() => host.sight()).toContain('v575');
  expect(host.sight().length).toBeLessThan(64);
  expect([...host.sight()].sort()).toEqual(host.sight());
  expect(await elements(page)).toBeLessThan(2000);
  for (const topic of host.followed()) if (topic.kind === 'sight') expect(topic.vertices.length).toBeLessThanOrEqual(64);

  // From afar again: nothing can be read, nothing is asked about.
  await page.getByRole('button', { name: 'Show the whole graph' }).click();
  await expect.poll(() => host.sight()).toEqual([]);
  await choose(page, 'Collapse', /Vertices of the same name/);
  await expect(vertices(page)).toHaveCount(8);
});

test('the table has the same figures of a thousand vertices, a page at a time', async ({ page }) => {
  test.slow();
  const host = await openGraph(page, layeredJob(1000, 25, 2));
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const table = page.getByRole('table', { name: 'Vertices of the job' });
  const rows = table.getByRole('row');
  await expect(rows).toHaveCount(51, { timeout: 60_000 });
  await expect.poll(() => host.sight().length).toBe(50);
  await expect(rows.nth(1)).toContainText(/Source: topic-0 → Decode.*okRUNNING2.*52 %.*1.2k \/s.*4.2 s.*48 %/);
  await table.getByRole('columnheader', { name: 'Backpressured', exact: true }).getByRole('button').click();
  await table.getByRole('columnheader', { name: 'Backpressured', exact: true }).getByRole('button').click();
  await expect(rows.nth(1)).toContainText('backpressured');
  await page.getByRole('searchbox', { name: 'Find a vertex or an operator' }).fill('join-575');
  await expect(rows).toHaveCount(2);
  await expect.poll(() => host.sight()).toEqual(['v575']);
  expect(await violations(page)).toEqual([]);
});
