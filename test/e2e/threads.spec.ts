import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { openScripted } from './scriptedHost.ts';
import { NOW } from './scriptedFleet.ts';
import { address, dump, script } from './threadsScript.ts';

const stacks = (page: Page) => page.getByRole('list', { name: 'Stacks' });

async function open(page: Page, answers: Parameters<typeof script>[1] = {}) {
  const scripted = await openScripted(page, script({}, answers), `${address}/profiling`);
  await page.getByRole('button', { name: 'Threads', exact: true }).click();
  return scripted;
}

test('a dump is taken only when asked for, tells deadlocks and chains first, and every stack once', async ({ page }) => {
  const scripted = await open(page);
  await expect(page.getByText(/All its threads stop for a moment/)).toBeVisible();
  const dumps = () => scripted.calls.filter(({ name }) => name === 'threads.dump');
  expect(dumps()).toEqual([]);
  await page.getByRole('button', { name: 'Take a dump' }).click();
  await expect(page.getByText('“worker-a” waits for com.acme.Left, which “worker-b” holds', { exact: false })).toBeVisible();
  await expect(
    page.getByText('“Slow lookup (1/2)#0” holds com.acme.Cache, for which 3 threads wait.', { exact: false }),
  ).toBeVisible();
  expect(dumps()).toHaveLength(1);
  const slow = stacks(page)
    .getByRole('button', { name: /Slow lookup/ })
    .first();
  await expect(slow).toContainText('Sleeps in the job’s code');
  await expect(slow).toContainText('Slow lookup (2 subtasks)');
  await slow.click();
  await expect(stacks(page).getByText('probe.BackpressureJob$Slow.map(BackpressureJob.java:52)')).toBeVisible();
  const fold = stacks(page).getByRole('button', { name: /frames of Java, Flink and libraries/ });
  await expect(page.getByText('MailboxProcessor.runMailboxLoop(MailboxProcessor.java:231)', { exact: false })).toBeHidden();
  await fold.click();
  await expect(page.getByText('MailboxProcessor.runMailboxLoop(MailboxProcessor.java:231)', { exact: false })).toBeVisible();
});

test('the processes are read until they are known, and again when somebody asks', async ({ page }) => {
  const scripted = await open(page);
  await expect(page.getByText(/All its threads stop for a moment/)).toBeVisible();
  const isRead = () => scripted.followed().some(({ kind }) => kind === 'taskManagers');
  await expect.poll(isRead).toBe(false);
  await page.getByRole('button', { name: 'Read the processes again' }).click();
  await expect.poll(isRead).toBe(true);
  await expect(page.getByText(/All its threads stop for a moment/)).toBeVisible();
});

test('threads are narrowed down by text, state and kind, and to those of tasks', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Take a dump' }).click();
  const rows = stacks(page).getByRole('listitem');
  await expect(rows.first()).toBeVisible();
  const all = await rows.count();
  await page.getByText('Only threads of tasks').click();
  await expect(page.getByRole('heading', { name: /13 of 102 threads/ })).toBeVisible();
  expect(await rows.count()).toBeLessThan(all);
  await page.getByPlaceholder('Find in names and frames').fill('blockinglookup');
  await expect(rows).toHaveCount(1);
  await page.getByPlaceholder('Find in names and frames').fill('nowhere');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows).toHaveCount(all);
});

test('a dump is kept, opened again and compared, by keyboard alone', async ({ page }) => {
  const scripted = await open(page);
  const take = page.getByRole('button', { name: 'Take a dump' });
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(stacks(page)).toBeVisible();
  await page.getByRole('button', { name: 'Keep', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keep this dump' });
  await dialog.getByLabel('Title').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Before the deploy');
  await page.keyboard.press('Tab');
  await page.keyboard.type('slow since noon');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await scripted.changed();
  const kept = page.getByRole('table', { name: 'Kept dumps' });
  await expect(kept.getByText('Before the deploy')).toBeVisible();
  await expect(kept.getByText('slow since noon')).toBeVisible();
  await take.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Compared with')).toBeVisible();
  await page.getByRole('button', { name: 'Compare with Before the deploy' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Comparison of two dumps' })).toBeVisible();
  await expect(page.getByText(/5 s apart: 102 threads with the same stack, 0 with another, 0 new, 0 gone/)).toBeVisible();
  await expect(
    page.getByRole('table', { name: 'Threads with the same stack in both dumps' }).getByText('Slow lookup (2/2)#0'),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a stack opens by keyboard; in both themes axe finds nothing', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Take a dump' }).click();
  const first = stacks(page).getByRole('button').first();
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  expect(await violations(page)).toEqual([]);
  await page.evaluate(() => document.body.classList.add('awsui-dark-mode'));
  expect(await violations(page)).toEqual([]);
});

test('at a moment of the past dumps are said to be of now only, and kept ones are offered', async ({ page }) => {
  const scripted = await open(page);
  await page.getByRole('button', { name: 'Take a dump' }).click();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep', exact: true }).click();
  await scripted.changed();
  const kept = page.getByRole('table', { name: 'Kept dumps' });
  await kept.getByRole('button', { name: /14 Oct 2025/ }).click();
  await expect(
    page.getByText('A thread dump is of now: Flink keeps none of the past. Below are those that were kept.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take a dump' })).toBeHidden();
  await expect(kept.getByRole('button', { name: /^Open / })).toBeVisible();
  await page.getByRole('button', { name: 'Go back to now' }).click();
  await expect(page.getByRole('button', { name: 'Take a dump' })).toBeVisible();
});

test('256 subtasks with names of 300 characters are one stack that keeps its place', async ({ page }) => {
  const name = `Join(where=[${'(orderKey = orderKey0) AND '.repeat(10)}`.padEnd(300, 'x');
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, {
    'threads.dump': ({ process }: { readonly process: string }) => {
      const { threads, ...taken } = dump(process, NOW);
      const frames = ['com.acme.Join.processElement(Join.java:12)'];
      const wide = Array.from({ length: 256 }, (_, i) => ({ ...threads[0], id: 2000 + i, name: `${name} (${i + 1}/256)#0`, frames })); // prettier-ignore
      return { ok: true, value: { ...taken, threads: [...threads, ...wide] } };
    },
  });
  await page.getByRole('button', { name: 'Take a dump' }).click();
  const wide = stacks(page).getByRole('button', { name: /256 subtasks/ });
  await expect(wide).toHaveCount(1);
  await wide.click();
  await expect(stacks(page).getByRole('heading', { name: 'Threads (256)' })).toBeVisible();
  await stacks(page).getByRole('button', { name: 'Show all 256' }).click();
  await expect(stacks(page).getByText(`${name} (256/256)#0`)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});
