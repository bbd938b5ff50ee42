import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { openScripted } from './scriptedHost.ts';
import { address, script, taskManager } from './threadsScript.ts';

const table = (page: Page) => page.getByRole('table', { name: 'Task managers' });
const open = (page: Page, change = {}) => openScripted(page, script(change), `${address}/task-managers`);

test('each task manager has its figures; what is worth a look is marked, the lost one told', async ({ page }) => {
  await open(page);
  const hot = table(page).getByRole('row', { name: /10\.0\.0\.2:6122/ });
  await expect(hot).toContainText('Hottest');
  await expect(hot).toContainText('heap nearly full, CPU high, much GC');
  await expect(hot).toContainText('97 %');
  await expect(table(page).getByRole('row', { name: /10\.0\.0\.3:6122/ })).toContainText('no heartbeat');
  await expect(page.getByText('10.0.0.9:6122: missed since 2 min ago', { exact: false })).toBeVisible();
  await expect(page.getByText('200 MiB of 1.5 GiB (13 %)')).toBeVisible();
});

test('rows are sorted by any figure', async ({ page }) => {
  await open(page);
  const names = () =>
    table(page)
      .getByRole('button', { name: /: show details/ })
      .allInnerTexts();
  await table(page).getByRole('button', { name: 'Heap' }).click();
  await table(page).getByRole('button', { name: 'Heap' }).click();
  await expect.poll(async () => (await names())[0]).toBe('10.0.0.2:6122');
});

test('one opens by keyboard, with its memory, its subtasks, its logs, and the way to its threads', async ({ page }) => {
  const scripted = await open(page);
  await table(page).getByRole('button', { name: '10.0.0.1:6122: show details' }).focus();
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: 'Task manager 10.0.0.1:6122' });
  await expect(details.getByRole('heading', { name: 'Task manager 10.0.0.1:6122' }).locator('span').first()).toBeVisible();
  await expect(details.getByText('800 MiB of 2 GiB (39 %)')).toBeVisible();
  await expect(details.getByText(/RocksDB’s caches and write buffers/)).toBeVisible();
  await expect(details.getByRole('row', { name: /Slow lookup/ })).toContainText('0–1, 3');
  const logs = () => scripted.calls.filter(({ name }) => name === 'taskManagers.log');
  expect(logs()).toEqual([]);
  await details.getByRole('button', { name: 'Logs', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(details.getByRole('region', { name: 'End of the log' })).toContainText('line 79');
  expect(logs()).toEqual([
    {
      name: 'taskManagers.log',
      input: expect.objectContaining({ process: '10.0.0.1:6122-aaaaaa', file: null, bytes: 65_536 }) as unknown,
    },
  ]);
  await details.getByPlaceholder('Find lines').fill('WARN');
  await expect(details.getByText('12 lines').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await details.getByRole('button', { name: 'Its threads' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Take a dump' })).toBeVisible();
  await page.getByRole('button', { name: 'Take a dump' }).click();
  await expect(page.getByRole('heading', { name: /Task manager 10\.0\.0\.1:6122/ })).toBeVisible();
  expect(scripted.calls.filter(({ name }) => name === 'threads.dump').map(({ input }) => input)).toEqual([
    expect.objectContaining({ process: '10.0.0.1:6122-aaaaaa' }),
  ]);
});

test('what is not told says so: of one task manager, of the job manager, of a large job, of none', async ({ page }) => {
  await open(page, { jobManager: null, unplaced: 7 });
  await table(page).getByRole('button', { name: '10.0.0.3:6122: show details' }).click();
  await expect(page.getByText('CPU, threads and managed memory are not known', { exact: false })).toBeVisible();
  await expect(page.getByText('The job manager’s metrics are not told.')).toBeVisible();
  await expect(page.getByText(/Where the subtasks of 7 vertices run is not known/)).toBeVisible();
  await page.evaluate(() => document.body.classList.add('awsui-dark-mode'));
  expect(await violations(page)).toEqual([]);
});

test('a cluster without task managers says what that means', async ({ page }) => {
  await open(page, { taskManagers: [], lost: [] });
  await expect(page.getByText('No task manager is registered: the job cannot run.', { exact: false })).toBeVisible();
});

test('256 subtasks of a vertex with a name of 300 characters keep their place', async ({ page }) => {
  const name = `Join(where=[${'(orderKey = orderKey0) AND '.repeat(10)}`.padEnd(300, 'x');
  const subtasks = Array.from({ length: 256 }, (_, index) => ({ vertex: 'wide', name, index, status: 'RUNNING' as const }));
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, { taskManagers: [taskManager('10.0.0.1:6122-aaaaaa', { slots: 256, freeSlots: 0, subtasks })] });
  await table(page).getByRole('button', { name: '10.0.0.1:6122: show details' }).click();
  const details = page.getByRole('region', { name: 'Task manager 10.0.0.1:6122' });
  const row = details.getByRole('table', { name: 'Subtasks on this task manager' }).getByRole('row').nth(1);
  await expect(row).toContainText(name);
  await expect(row.getByRole('cell', { name: '0–255', exact: true })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});
