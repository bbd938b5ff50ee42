import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { FlameTrees, FrameTree } from '#shared/model/insight/flame.ts';
import { HOUR, millis, ratio } from '#shared/units/units.ts';
import { violations } from './axe.ts';
import { NO_TREES, capture, job, openFlame, treesOf } from './flameScript.ts';
import { NOW } from './scriptedFleet.ts';

const tree = (page: Page): Locator => page.getByRole('tree');
const focused = (page: Page): Locator => page.locator('g.frame:focus');
const library = (page: Page): Locator => page.getByRole('table', { name: 'Library of flame graphs' });
const open = (page: Page, title: string): Promise<void> =>
  page.getByRole('button', { name: `Open ${title}`, exact: true }).click();

const leaf = (name: string, value: number): FrameTree => ({ name, value, children: [] });
const on = (...children: FrameTree[]): FlameTrees => ({
  on: { name: 'root', value: children.reduce((sum, { value }) => sum + value, 0), children },
  off: NO_TREES.off,
});
/** Two frames, one of them with a narrow one of a narrow one below. */
const NARROW = on(
  {
    name: 'org.acme.orders.Enrich.flatMap:10',
    value: 60_000,
    children: [
      leaf('org.acme.orders.Price.total:7', 40_000),
      { ...leaf('org.rocksdb.RocksDB.get:-2', 1), children: [leaf('libc.so.memcpy', 1)] },
    ],
  },
  leaf('java.lang.Thread.sleep:-2', 40_000),
);

test('a graph is travelled, zoomed, searched and turned by the keyboard alone; hidden frames are counted and come with the zoom', async ({
  page,
}) => {
  await openFlame(page, { captures: [capture('narrow', NARROW)] });
  await open(page, 'narrow');
  await expect(page.getByText('2 frames (1 sample) are too narrow to be drawn and hidden.')).toBeVisible();
  // One of the frames is in the order of the Tab key.
  await expect(tree(page).locator('[tabindex="0"]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Tab');
  await expect(focused(page)).toHaveAccessibleName('root, 100 % of samples, 100,000 samples');
  await page.keyboard.press('ArrowDown');
  await expect(focused(page)).toHaveAccessibleName(/^org\.acme\.orders\.Enrich\.flatMap:10, 60 % of samples/);
  await page.keyboard.press('ArrowRight');
  await expect(focused(page)).toHaveAccessibleName(/^java\.lang\.Thread\.sleep:-2/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText('60 % of samples, 60,000 samples · Application')).toBeVisible();
  // Zoomed, what fills the width has the focus still.
  await page.keyboard.press('Enter');
  await expect(tree(page).getByRole('treeitem', { name: /Thread\.sleep/ })).toHaveCount(0);
  await expect(focused(page)).toHaveAccessibleName(/flatMap:10/);
  await page.keyboard.press('Escape');
  await expect(tree(page).getByRole('treeitem', { name: /Thread\.sleep/ })).toHaveCount(1);

  // The search finds what is not drawn.
  await page.getByRole('searchbox', { name: 'Find frames' }).fill('MEMCPY');
  await expect(page.getByRole('status').filter({ hasText: '1 frame: 0 %, 1 sample' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find frames' }).fill('price.total');
  await expect(page.locator('.frame--match')).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Find frames' }).fill('');
  await expect(page.locator('.frame--match, .flame__canvas--searched')).toHaveCount(0);

  // Around one method, chosen in the table that is the graph's twin.
  await page.getByRole('button', { name: 'Callers and callees of org.acme.orders.Price.total' }).press('Enter');
  const around = page.getByRole('region', { name: 'Around org.acme.orders.Price.total' });
  await expect(around.getByRole('tree', { name: /^Callers/ }).getByRole('treeitem', { name: /Enrich\.flatMap/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await around.getByRole('button', { name: 'Back to the whole graph' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Callers below' }).press('Space');
  await expect(tree(page).getByRole('treeitem', { name: /^org\.acme\.orders\.Price\.total/ })).toHaveAttribute('aria-level', '2');
});

test('of two captures the difference is shown, and of what was imported the line that cannot be read', async ({ page }) => {
  const world = await openFlame(page, {
    captures: [
      capture('before', on(leaf('a.A.a:1', 50), leaf('b.B.b:1', 50)), { at: millis(NOW - HOUR) }),
      capture('after', on(leaf('a.A.a:1', 900), leaf('b.B.b:1', 100))),
    ],
  });
  await library(page).getByRole('checkbox', { name: 'Choose all captures' }).check();
  await page.getByRole('button', { name: 'Difference' }).click();
  const changes = page.getByRole('table', { name: 'Top changes' });
  await expect(changes.getByRole('row').filter({ hasText: 'a.A.a' })).toContainText('40 points more');
  await expect(changes.getByRole('row').filter({ hasText: 'b.B.b' })).toContainText('40 points less');
  expect(await violations(page)).toEqual([]);

  const give = (text: string) =>
    page
      .getByLabel('File of folded stacks')
      .setInputFiles({ name: 'cpu.folded', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await give('main;work 3\nmain;work three\n');
  await expect(page.getByText(/Line 2 does not end in a space and a count/)).toBeVisible();
  await give('main;work 3\nmain;rest 1\n');
  await expect(page.getByRole('heading', { level: 2, name: 'cpu' })).toBeVisible();
  await expect(tree(page).getByRole('treeitem', { name: 'work, 75 % of samples, 3 samples' })).toBeVisible();
  expect([...world.kept.values()].map(({ origin }) => origin)).toContain('import');
  for (const title of ['before', 'after'])
    await library(page)
      .getByRole('checkbox', { name: `Choose ${title}` })
      .uncheck();
  await library(page).getByRole('checkbox', { name: 'Choose cpu' }).check();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('from the laptop');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(library(page).getByRole('row').filter({ hasText: 'from the laptop' })).toBeVisible();
});

test('a hot subtask is held against its siblings with one click', async ({ page }) => {
  const own = on(leaf('org.acme.Hot.key:1', 100));
  // Four subtasks: the hot one computes, the others wait.
  const all: FlameTrees = {
    on: { name: 'root', value: 100, children: [leaf('org.acme.Hot.key:1', 100)] },
    off: { name: 'root', value: 300, children: [leaf('jdk.internal.misc.Unsafe.park:-2', 300)] },
  };
  await openFlame(page, { captures: [capture('hot', own, { subtask: 2 })], sampling: { trees: all } });
  await open(page, 'hot');
  await page.getByRole('button', { name: 'Compare with its siblings' }).click();
  await expect(page.getByRole('table', { name: 'Top changes' }).getByRole('row').filter({ hasText: 'Hot.key' })).toContainText(
    '100 points more',
  );
  await expect(page.getByRole('button', { name: 'Stop sampling' })).toBeVisible();
});

test('the address says which vertex and subtask are offered; nothing is followed before and after', async ({ page }) => {
  const world = await openFlame(page, {}, '?vertex=prices&subtask=3');
  await expect(page.getByRole('button', { name: /^Vertex/ })).toContainText('Look up prices → Total');
  await expect(page.getByRole('button', { name: /^Subtasks/ })).toContainText('Subtask 3');
  expect(world.followed()).toBe(0);
  await page.getByRole('button', { name: 'Start sampling' }).click();
  await expect(page.getByText(/Round 2, [\d,]+ samples; stops by itself in \d:\d\d/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop sampling' }).click();
  await expect(page.getByText(/in 2 rounds\. Stopped by hand\./)).toBeVisible();
  const after = world.followed();
  await world.changed();
  expect(world.followed()).toBe(after);
});

test('the hot subtask of a skewed vertex is offered; what only waits is no work of the JDK', async ({ page }) => {
  const skewed = {
    ...job,
    vertices: job.vertices.map((each) => {
      if (each.id !== 'sink') return each;
      const subtasks = each.subtasks.map((subtask) => ({
        ...subtask,
        shares: { ...subtask.shares, busy: ratio(subtask.index === 2 ? 0.97 : 0.03) },
      }));
      return { ...each, mean: { ...each.mean, busy: ratio(0.27) }, subtasks };
    }),
  };
  const mailbox = 'org.apache.flink.streaming.runtime.tasks.mailbox';
  const park = leaf('jdk.internal.misc.Unsafe.park:-2', 75);
  const take = { name: `${mailbox}.TaskMailboxImpl.take:149`, value: 75, children: [park] };
  const wait = { name: `${mailbox}.MailboxProcessor.processMailsWhenDefaultActionUnavailable:398`, value: 75, children: [take] };
  const trees = on(wait, leaf('org.acme.Hot.key:7', 20), leaf('java.util.HashMap.get:5', 5));
  await openFlame(page, { job: { state: 'live', value: skewed, at: NOW }, sampling: { trees } });
  const choice = page.getByRole('button', { name: /^Subtasks/ });
  await expect(choice).toContainText('Subtask 2');
  await expect(page.getByText(/^Subtask 2 is 97 % busy, the mean of all 4 is 27 %/)).toBeVisible();
  await page.getByRole('button', { name: 'Sample all 4 subtasks instead' }).click();
  await expect(choice).toContainText('All 4 subtasks');
  await page.getByRole('button', { name: 'Start sampling' }).click();
  const legend = page.getByRole('list', { name: 'Colours of the flame graph' });
  await expect(legend).toContainText('Only waiting, for records or for room 75 %');
  await expect(legend).toContainText('JDK and Scala 5 %');
  await expect(legend).toContainText('Application 20 %');
});

test('a vertex of 256 subtasks, and frames and names of 300 characters, keep their place', async ({ page }) => {
  const name = `Join(where=[${'(orderKey = orderKey0) AND '.repeat(10)}`.padEnd(300, 'x');
  const wide = { ...job, vertices: job.vertices.map((each) => (each.id === 'prices' ? { ...each, name, parallelism: 256 } : each)) }; // prettier-ignore
  const frame = `org.acme.${'Generated'.repeat(30)}.join:7`;
  await page.emulateMedia({ colorScheme: 'dark' });
  await openFlame(
    page,
    { job: { state: 'live', value: wide, at: NOW }, sampling: { trees: on(leaf(frame, 25_600)) } },
    '?vertex=prices&subtask=255',
  );
  await expect(page.getByRole('button', { name: /^Vertex/ })).toContainText(name);
  await page.getByRole('button', { name: /^Subtasks/ }).click();
  await expect(page.getByRole('option', { name: /^All 256 subtasks/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Subtasks/ })).toContainText('Subtask 255');
  await page.getByRole('button', { name: 'Start sampling' }).click();
  await expect(tree(page).getByRole('treeitem', { name: new RegExp(`^${frame}, 100 %`) })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});

test('what keeps a vertex from being sampled is said in words', async ({ page }) => {
  const said: readonly (readonly [Parameters<typeof openFlame>[1], string | RegExp])[] = [
    [{ sampling: { state: 'disabled', trees: null, rounds: 0, samples: 0 } }, 'Flame graphs are switched off on this cluster'],
    [{ sampling: { state: 'ended', trees: null, rounds: 0, samples: 0 } }, /does not run$/],
    [{ sampling: { state: 'sampling', trees: null, rounds: 0, samples: 0 } }, /Flink takes its first samples: about 5 s/],
  ];
  for (const [world, words] of said) {
    const scripted = await page.context().newPage();
    await openFlame(scripted, world);
    await scripted.getByRole('button', { name: 'Start sampling' }).click();
    await expect(scripted.getByText(words).first()).toBeVisible();
    await scripted.close();
  }
  const error = {
    kind: 'not-running',
    source: 'Flink REST',
    message: 'The application does not run.',
    remedy: 'Start it.',
  } as const;
  await openFlame(page, { job: { state: 'failed', error } });
  await expect(page.getByText(/There is nothing to sample; captures below can be opened all the same/)).toBeVisible();
  await expect(page.getByText(/^Nothing is kept yet\. Save a sampling/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('of a moment in the past nothing can be sampled, and what was kept near it is offered', async ({ page }) => {
  const idle: FlameTrees = { on: NO_TREES.on, off: on(leaf('java.lang.Object.wait:-2', 10)).on };
  await openFlame(page, { captures: [capture('near', idle, { at: millis(NOW - 12 * 60_000) })] });
  await expect(page.getByRole('button', { name: 'Start sampling' })).toBeEnabled();
  await page.keyboard.press('<');
  await expect(page.getByText(/^Nothing tells which code ran at/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start sampling' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Vertex/ })).toBeDisabled();
  await expect(page.getByText(/^Choose a vertex and start sampling/)).toBeHidden();
  await page.getByRole('listitem').filter({ hasText: '2 min before' }).getByRole('button', { name: 'near' }).click();
  await page.getByRole('button', { name: 'On CPU' }).click();
  await expect(page.getByText(/^No sample was on the CPU/)).toBeVisible();
  await page.getByRole('button', { name: 'Go back to now' }).click();
  await expect(page.getByRole('button', { name: 'Start sampling' })).toBeEnabled();
});

test('both modes can be read, also a search and the samples that waited', async ({ page }, testInfo) => {
  const found = capture('backpressure opened: Look up prices is the bottleneck', treesOf(200, 9), {
    origin: 'finding',
    note: 'Busy 97 % for 5 min',
    subtask: 2,
  });
  await openFlame(page, { captures: [capture('Before the deploy', treesOf(300, 7)), found] });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, 'Before the deploy');
    await page.getByRole('searchbox', { name: 'Find frames' }).fill('rocksdb');
    await expect(page.locator('.frame--match').first()).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath(`search-${scheme}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('searchbox', { name: 'Find frames' }).fill('');
    await page.getByRole('button', { name: 'Mixed' }).click();
    await expect(page.getByRole('list', { name: 'Colours of the flame graph' })).toContainText('Off CPU: waits');
    await page.screenshot({ path: testInfo.outputPath(`mixed-${scheme}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Full' }).click();
  }
});
