import type { Locator, Page } from '@playwright/test';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, rows, test } from './world.ts';
import type { World } from './world.ts';

test.use({ scenario: 'operator-unhandled-exception' });
refuseComplaints();
// A scenario's history is simulated and read, on a machine that may be busy.
test.setTimeout(400_000);

/** A scenario's whole history is read first. */
const PATIENCE = { timeout: 120_000 };

const causes = (page: Page): Locator => page.getByRole('table', { name: 'Failures by cause' }).locator('button[aria-expanded]');
const count = async (page: Page): Promise<number> =>
  Number(/of (\d+) failures?/.exec((await page.getByText(/^1 cause of \d+ failure/).textContent()) ?? '')?.[1]);

/** What happened stays what happened, however long the test takes. */
async function stopTime({ control }: World): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${control}/clock`, { method: 'POST', headers, body: JSON.stringify({ paused: true }) });
  expect(answer.status).toBe(200);
}

test('names the exception that restarts a job, and shows the lines around it; its moment sets the time cursor', async ({
  page,
  world,
}) => {
  await page.goto(world.url());
  await expect(rows(page).first()).toBeVisible(PATIENCE);
  await page.getByRole('link', { name: 'cart-abandonment', exact: true }).first().click();
  await page.getByRole('tab', { name: 'Exceptions', exact: true }).click();
  await expect(causes(page)).toHaveText(['NumberFormatException: For input string: "n/a"'], PATIENCE);
  await expect(page.getByText(/All began with NumberFormatException: For input string: "n\/a" in Idle carts/)).toBeVisible();
  await stopTime(world);
  await expect.poll(() => count(page), PATIENCE).toBeGreaterThan(2);

  await causes(page).click();
  const chain = page.getByRole('group', { name: 'Root cause' });
  await expect(chain).toContainText('com.example.cart.abandonment.IdleCarts.processElement');
  await page.getByRole('button', { name: 'Ask CloudWatch Logs' }).click();
  const around = page.getByRole('region', { name: 'The log lines around' });
  await expect(around.getByText(/\d+ lines? \(CloudWatch Logs\)/)).toBeVisible(PATIENCE);
  await expect(around.getByRole('row').filter({ hasText: 'NumberFormatException' }).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);

  // From here on the whole app is of that moment.
  await page.locator('.facts').filter({ hasText: 'Subtask' }).getByRole('button').click();
  await expect(page).toHaveURL(/[?&]at=/);
});
