import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { openApplication, pass, refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

refuseComplaints();

/** From the fleet to the flame graphs of the application whose look-up of prices is the bottleneck's neighbour. */
async function openFlame(openFleet: () => Promise<Page>): Promise<Page> {
  const page = await openApplication(openFleet);
  await page.getByRole('tab', { name: 'Profiling' }).click();
  await expect(page.getByRole('heading', { name: 'Sample a vertex' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start sampling' })).toBeVisible();
  return page;
}

const frames = (page: Page): Locator => page.getByRole('tree').getByRole('treeitem');
const library = (page: Page): Locator => page.getByRole('table', { name: 'Library of flame graphs' });
const entry = (page: Page, title: string): Locator => library(page).getByRole('row').filter({ hasText: title });

/** Starts a sampling and waits for its first round. */
async function sample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start sampling' }).click();
  await expect(page.getByText(/Round \d+, [\d,]+ samples; stops by itself in \d+:\d\d/).first()).toBeVisible({ timeout: 60_000 });
}

async function save(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Save to the library' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Title').fill(title);
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await expect(entry(page, title)).toBeVisible();
}

const download = async (page: Page, kind: RegExp) => {
  const arrives = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
  const file = await arrives;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
};

test('a vertex is sampled, saved, opened, compared, deleted, had back and handed on', async ({ openFleet, world }) => {
  const page = await openFlame(openFleet);
  // Nothing is asked of the cluster before somebody says so; the bottleneck is what is offered.
  await expect(page.getByRole('button', { name: /^Vertex/ })).toContainText('warehouse: Writer → warehouse: Committer');
  await expect(page.getByText('The bottleneck of the job.')).toBeVisible();
  await expect(page.getByText(/Sampling costs the job: in each round Flink takes 100 stacks/)).toBeVisible();
  await expect(frames(page)).toHaveCount(0);

  await sample(page);
  await expect(frames(page).first()).toBeVisible();
  const hot = page.getByRole('table', { name: 'Hot methods' });
  await expect(hot.getByRole('row').nth(1)).toContainText('%');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop sampling' }).click();
  await expect(page.getByText(/[\d,]+ samples in \d+ rounds?\. Stopped by hand\./)).toBeVisible();

  // A search looks at the whole tree and says what it found.
  await page.getByRole('searchbox', { name: 'Find frames' }).fill('streamtask');
  await expect(page.getByRole('status').filter({ hasText: /\d+ frames?: \d/ })).toBeVisible();
  await expect(page.locator('.frame--match').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find frames' }).fill('');

  await save(page, 'before');
  await sample(page);
  await page.getByRole('button', { name: 'Stop sampling' }).click();
  await save(page, 'after');

  await page.getByRole('button', { name: 'Open before' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'before' })).toBeVisible();
  const folded = await download(page, /^Folded stacks/);
  expect(folded.name).toMatch(/^orders-enrichment-flame-before-.*\.folded$/);
  expect(folded.text).toMatch(/^\S.*;\S.* \d+\n/);
  const svg = await download(page, /^SVG/);
  expect(svg.text).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  const speedscope = JSON.parse((await download(page, /^Speedscope/)).text) as { profiles: { weights: number[] }[] };
  expect(speedscope.profiles[0]?.weights.length).toBeGreaterThan(1);

  await library(page).getByRole('checkbox', { name: 'Choose before' }).check();
  await library(page).getByRole('checkbox', { name: 'Choose after' }).check();
  await page.getByRole('button', { name: 'Difference' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'after against before' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Top changes' })).toBeVisible();
  await page.getByRole('button', { name: 'Merge' }).click();
  await expect(entry(page, '2 merged:')).toBeVisible();

  await library(page).getByRole('checkbox', { name: 'Choose after' }).uncheck();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(library(page).getByRole('button', { name: 'Open before' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(library(page).getByRole('button', { name: 'Open before' })).toBeVisible();
  await pass(world, 0);
});

test('closing the view stops the sampling, and what it gave is still there', async ({ openFleet }) => {
  const page = await openFlame(openFleet);
  await sample(page);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('tab', { name: 'Profiling' }).click();
  await expect(page.getByText(/Stopped when the view was closed/)).toBeVisible();
  await expect(frames(page).first()).toBeVisible();
});
