import type { Page } from '@playwright/test';
import { openApplication, refuseComplaints } from './applicationPage.ts';
import { expect, test } from './world.ts';

test.use({ scenario: 'checkpoint-long-alignment' });
refuseComplaints();

/** By day automatic scaling has doubled them, by night there are as many as were configured. */
const named = (subtasks: string) =>
  new RegExp(
    `^Checkpoint \\d+ took \\d.*: all ${subtasks} subtasks of Join customers waited up to \\d.* for alignment \\(9\\d %\\); its inputs had sent every barrier`,
  );
const gantt = (page: Page) => page.getByRole('treegrid');

test('the checkpoints of the sick application name what is wrong with it; an old one is told from history', async ({
  openFleet,
}) => {
  const page = await openApplication(openFleet, 'orders-enrichment');
  await page.getByRole('tab', { name: 'Checkpoints' }).click();
  const parallelism = page.getByText(/^\d+ on \d+ KPUs$/);
  const [subtasks = ''] = ((await parallelism.textContent()) ?? '').split(' ');
  await expect(page.getByText(named(subtasks)).first()).toBeVisible();
  await expect(gantt(page).getByRole('row', { expanded: true })).toContainText('Join customers');
  // All of them are as slow: other vertices, which do other work, are no measure.
  await expect(page.getByText(/All subtasks wait alike, so it is not one hot key/)).toBeVisible();
  await expect(page.getByText(/over the subtasks of the other vertices/)).toBeHidden();
  // What the service and the job say of how it is done.
  await expect(page.getByText('exactly once')).toBeVisible();

  // One is chosen and stays, in the address and on screen, while newer ones come.
  const history = page.getByRole('table', { name: 'Checkpoint history' });
  // The lines move on meanwhile: which one it was is in the address.
  await history
    .getByRole('button', { name: /^Show checkpoint/ })
    .nth(2)
    .press('Enter');
  await expect(page).toHaveURL(/checkpoint=\d+#/);
  const [, id = ''] = /checkpoint=(\d+)#/.exec(page.url()) ?? [];
  const heading = page.getByRole('heading', { name: `Checkpoint ${id}`, exact: true });
  await expect(heading).toBeVisible();
  await expect(gantt(page)).toHaveAccessibleName(`Phases of checkpoint ${id} by operator and subtask`);
  await page.reload();
  await expect(heading).toBeVisible();
  await expect(gantt(page)).toHaveAccessibleName(`Phases of checkpoint ${id} by operator and subtask`);

  // The moment of its trigger is a minute of history like any other: the page shows what was then.
  await page.getByText('Triggered', { exact: true }).locator('..').getByRole('button').click();
  await expect(page.locator('body')).toHaveClass(/shows-past/);
  await expect(heading).toBeVisible();

  // Another page has another checkpoint of this number: it is not named in its address.
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click();
  await expect(page).not.toHaveURL(/checkpoint=/);
});
