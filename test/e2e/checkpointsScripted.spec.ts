import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { applicationPath } from '#renderer/ui/paths.ts';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import type { VertexOf } from './checkpointsScript.ts';
import {
  NAMES,
  ORDERS,
  checkpointOf,
  checkpointScript,
  detailOf,
  details,
  history,
  jobWith,
  slowAt,
} from './checkpointsScript.ts';
import { openScripted } from './scriptedHost.ts';
import { NOW } from './scriptedFleet.ts';

refuseComplaints();

type World = Parameters<typeof checkpointScript>[0];
const ADDRESS = `#${applicationPath(ORDERS.ref)}/checkpoints`;

const open = (page: Page, world: World = () => ({}), search = '') =>
  openScripted(page, checkpointScript(world), `${search}${ADDRESS}`);
const gantt = (page: Page) => page.getByRole('treegrid');
const line = (page: Page, name: string | RegExp) =>
  gantt(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) });
const active = (page: Page) => gantt(page).locator('.gantt__row--active');

const shots = process.env['STREAMGAUGE_SHOTS'];
/** A picture to look at, where somebody asks for one. */
const look = async (page: Page, name: string) => {
  if (shots === undefined) return;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: 1440, height: Math.max(900, height) });
  await page.screenshot({ path: `${shots}/${name}.png` });
  await page.setViewportSize({ width: 1440, height: 900 });
};

test('the verdict names the vertex, subtask, phase and share of the newest that is over, and what would help', async ({
  page,
}) => {
  await open(page);
  const sentence =
    'Checkpoint 813 took 30.0 s: both subtasks of Discard: Writer waited up to 24.0 s for alignment (80 %); the last barrier came from Slow write, subtask 1, 24.0 s after the first of its siblings.';
  await expect(page.getByText(sentence)).toHaveCount(2);
  await expect(
    page.getByText(
      'If its alignment took the median (0 ms, over its subtasks in checkpoint 810), the checkpoint would take 6 s.',
    ),
  ).toBeVisible();
  await expect(line(page, 'Discard: Writer')).toHaveAttribute('aria-expanded', 'true');
  await expect(line(page, /Subtask 1/)).toContainText('what the checkpoint took its time for');
  await expect(line(page, /Subtask 1/).locator('.gantt__segment--critical')).toHaveClass(/segment--alignment/);
});

test('by keyboard alone: the timeline opens, closes and is gone through; the trend leads to a checkpoint; two are compared', async ({
  page,
}) => {
  await open(page);
  await gantt(page).focus();
  await expect(active(page)).toContainText('Source: orders');
  await page.keyboard.press('ArrowRight');
  await expect(line(page, 'Source: orders')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(active(page)).toContainText('Subtask 0');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(line(page, 'Source: orders')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('End');
  await expect(active(page)).toContainText('Subtask 1');
  const id = await active(page).getAttribute('id');
  await expect(gantt(page)).toHaveAttribute('aria-activedescendant', id ?? '');

  await page.getByRole('application', { name: /^Duration of 29 checkpoints/ }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByText(/^Checkpoint 812 \(failed\), .*: 10 min$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?checkpoint=812#/);
  await expect(page.getByRole('heading', { name: 'Checkpoint 812', exact: true })).toBeVisible();

  await page
    .getByRole('radio', { name: 'Table' })
    .or(page.getByRole('button', { name: 'Table', exact: true }))
    .first()
    .press('Enter');
  await expect(page.getByRole('table', { name: 'Subtasks of checkpoint 812' })).toContainText('not acknowledged');

  await page.getByRole('checkbox', { name: 'Compare checkpoint 813' }).press(' ');
  await page.getByRole('checkbox', { name: 'Compare checkpoint 810' }).press(' ');
  await expect(
    page.getByText(/^Checkpoint 813 took 29.2 s longer than 810; most changed: start delay of Slow write, \+30.0 s\.$/),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Differences of phases' }).getByRole('row').nth(1)).toContainText('Slow write');
  await expect(page.getByRole('checkbox', { name: 'Compare checkpoint 811' })).toBeDisabled();
  await look(page, 'compare');
  expect(await violations(page)).toEqual([]);
});

test('a failed one says why and what to do; its address can be shared; back to the newest', async ({ page }) => {
  await open(page, undefined, '?checkpoint=812');
  await expect(
    page.getByText(
      'Checkpoint 812 failed after 10 min: Slow write, subtask 1 had not acknowledged. One vertex behind waited for the barriers.',
    ),
  ).toBeVisible();
  await expect(page.getByText(/^Expired: not all subtasks acknowledged within the timeout\. See which subtask/)).toBeVisible();
  await expect(page.getByText('Flink says: Checkpoint expired before completing.')).toBeVisible();
  await expect(line(page, /Subtask 1/)).toContainText('no answer');
  await look(page, 'failed');
  await page.getByRole('button', { name: 'Show the newest' }).click();
  await expect(page.getByRole('heading', { name: 'Checkpoint 813', exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/checkpoint=/);
});

test('one in progress is told as far as it is, and moves on', async ({ page }) => {
  let answered = false;
  const world = () => ({
    details: new Map(details).set(814, detailOf(history[0] ?? checkpointOf(814, 0), answered ? slowAt(false) : slowAt(true))),
  });
  const script = await open(page, world, '?checkpoint=814');
  await expect(page.getByText('Checkpoint 814 is in progress: Slow write, subtask 1 has not acknowledged yet.')).toBeVisible();
  await expect(line(page, 'Slow write')).toContainText('1 of 2');
  await look(page, 'in-progress');
  answered = true;
  await script.changed();
  await expect(line(page, 'Slow write')).toContainText('×2');
});

test('256 subtasks of 24 operators with long names draw what is in view', async ({ page }) => {
  const long = Array.from({ length: 24 }, (_, i) =>
    `${i}: ${'Rowtime window over partitioned orders joined with customers, '.repeat(5)}`.slice(0, 300),
  );
  const checkpoint = checkpointOf(813, 60 * SECOND, { duration: millis(25_040) });
  const vertices = long.map((name, v): VertexOf => [
    name,
    Array.from(
      { length: 256 },
      (_, i) => [v === 23 && i === 200 ? 25_000 : 5 + i, v === 12 ? i * 3 : 0, 4, 30 + (i % 9)] as const,
    ),
  ]);
  await open(page, () => ({
    job: jobWith({ history: [checkpoint] }, long),
    kept: [checkpoint],
    details: new Map([[813, detailOf(checkpoint, vertices)]]),
  }));
  await expect(page.getByText(/subtask 200 waited 25.0 s for its first barrier \(100 %\)/).first()).toBeVisible();
  await gantt(page).focus();
  await page.keyboard.press('End');
  await expect(active(page)).toContainText('Subtask 255');
  await expect(gantt(page)).toHaveAttribute('aria-rowcount', String(1 + 24 + 256));
  expect(await gantt(page).getByRole('row').count()).toBeLessThan(60);
  // Nothing is wider than the page.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await look(page, 'many');
  expect(await violations(page)).toEqual([]);
});

test('switched off, none yet, and a job that is gone say so; what is kept stays', async ({ page }) => {
  let world: ReturnType<World> = { job: jobWith({ enabled: false, interval: null, history: [] }), kept: [] };
  const script = await open(page, () => world);
  await expect(page.getByText('Checkpoints are switched off.')).toBeVisible();
  await expect(page.getByText('No checkpoint is known of this time.')).toBeVisible();
  world = { job: { ...jobWith({ history: [] }), started: millis(NOW - 60 * SECOND) }, kept: [] };
  await script.changed();
  await expect(page.getByText('No checkpoint has completed yet.')).toBeVisible();
  world = { job: { ...jobWith({ history: [] }), started: millis(NOW - 3_600 * SECOND) }, kept: [] };
  await script.changed();
  await expect(page.getByText('No checkpoint completed for 1 h (interval 1 min).')).toBeVisible();
  // A notebook has none: nothing is wrong with it.
  world = { job: jobWith({ enabled: false, interval: null, history: [] }), kept: [], mode: 'INTERACTIVE' };
  await script.changed();
  await expect(page.getByText('This notebook takes no checkpoints.')).toBeVisible();
  await expect(page.getByText('Checkpoints are switched off.')).toBeHidden();
  // As the fleet warns.
  world = { job: jobWith({ history: [checkpointOf(813, 2 * MINUTE, { duration: millis(61 * SECOND) })] }) };
  await script.changed();
  await expect(page.getByText('The last checkpoint took 1 min 1 s of a 1 min interval.')).toBeVisible();
  // A quick one is no matter: its sentence and phases, and what is measured.
  world = { job: jobWith({ history: [checkpointOf(810, MINUTE)] }), kept: [checkpointOf(810, MINUTE)] };
  await script.changed();
  await expect(page.getByText(/^Last checkpoint completed .* ago \(interval 1 min\)\.$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Figures' })).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByText(/^Nothing is known before .*: the axis begins there, not 6 h ago\.$/)).toBeVisible();
  await look(page, 'quiet');
  await page.close();
});

test('of a job that is gone, the history is told', async ({ page }) => {
  await open(page, () => ({ job: null }));
  await expect(page.getByText('It is gone.').first()).toBeVisible();
  const rows = page.getByRole('table', { name: 'Checkpoint history' });
  await expect(rows).toContainText('812');
  await expect(rows).toContainText('kept');
  await page
    .getByRole('radio', { name: 'Failed' })
    .or(page.getByRole('button', { name: 'Failed', exact: true }))
    .first()
    .click();
  await expect(rows.getByRole('row')).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await expect(gantt(page)).toBeVisible();
    await expect(page.getByRole('table', { name: 'Savepoints and snapshots' })).toContainText('before-release');
    await expect(page.getByRole('table', { name: 'Savepoints and snapshots' })).toContainText('Savepoint 811');
    await look(page, colorScheme);
    expect(await violations(page)).toEqual([]);
    expect(NAMES).toHaveLength(4);
  });
