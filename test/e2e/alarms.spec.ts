import type { Locator, Page } from '@playwright/test';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

test.use({ operator: true });
refuseComplaints();

const NAME = 'fleet-telemetry-py';
/** The account is read once a minute of simulated time, and the machine may be busy. */
const SOON = { timeout: 120_000 };
const matrix = (page: Page): Locator => page.getByRole('grid', { name: 'Recommended alarms of every application' });
const cell = (page: Page, name: RegExp): Locator =>
  matrix(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: NAME, exact: true }) })
    .getByRole('gridcell', { name });

/** The page of alarms, with one application alone, once its alarms are known. */
async function openMatrix(openFleet: () => Promise<Page>): Promise<Page> {
  const page = await openFleet();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1, name: 'Alarms' })).toBeVisible();
  await expect(matrix(page)).toBeVisible(SOON);
  await page.getByRole('searchbox', { name: 'Find applications' }).fill(NAME);
  await expect(cell(page, /^Heap memory nearly full: (missing|.*, missing)$/)).toBeVisible(SOON);
  return page;
}

test('what the simulated account lacks is shown, exported, and read of one application', async ({ openFleet }) => {
  const page = await openMatrix(openFleet);
  await expect(matrix(page).getByRole('rowheader')).toHaveCount(1);
  await page.getByRole('button', { name: 'Export as code…' }).click();
  const dialog = page.getByRole('dialog', { name: `Alarms of ${NAME} as code` });
  const code = dialog.getByRole('region', { name: /^Code of/ });
  await expect(code).toContainText(`${NAME}-downtime`, SOON);
  await expect(code).toContainText('AWS::CloudWatch::Alarm');
  await dialog.getByRole('button', { name: 'AWS CLI' }).click();
  await expect(code).toContainText('aws cloudwatch put-metric-alarm', SOON);
  await expect(dialog.getByRole('button', { name: /alarms? left out$/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await cell(page, /^Heap memory nearly full/).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  const heap = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Heap memory nearly full', exact: true }) });
  await expect(heap).toContainText('> 90 %', SOON);
  await expect(heap).toContainText('the guide’s own');
  await expect(heap).toContainText('no alarm');
  await expect(heap).toContainText('Developer guide, page 451');
  await expect(heap.locator('.alarm-item__figure')).toHaveText(/Now\d+ %/, SOON);
  expect(await violations(page)).toEqual([]);
});

test('missing alarms are created as they were shown, are then covered, and are taken back', async ({ openFleet }) => {
  const page = await openMatrix(openFleet);
  await page.getByRole('button', { name: 'Create missing alarms…' }).click();
  const dialog = page.getByRole('dialog', { name: `Alarms of ${NAME} in Simulator` });
  await dialog.getByLabel('SNS topic that the alarms tell').fill('arn:aws:sns:us-east-1:123456789012:on-call');
  await dialog.getByRole('button', { name: 'Save the topic' }).click();
  await expect(dialog).toContainText(/on-call/, SOON);
  await dialog.getByText('Exact request of PutMetricAlarm').first().click();
  await expect(dialog.getByRole('region', { name: `Request of ${NAME}-downtime` })).toContainText(
    'arn:aws:sns:us-east-1:123456789012:on-call',
    SOON,
  );
  const create = dialog.getByRole('button', { name: /^Create \d+ alarms$/ });
  await expect(create).toBeEnabled(SOON);
  const count = /\d+/.exec((await create.textContent()) ?? '')?.[0] ?? '';
  expect(Number(count)).toBeGreaterThanOrEqual(4);
  await create.click();
  await expect(dialog).toContainText(`${count} alarms written.`, SOON);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(cell(page, /^Heap memory nearly full: .*covered/)).toBeVisible(SOON);
  await expect(cell(page, /^Application is down: .*covered/)).toBeVisible(SOON);

  await page.getByRole('tab', { name: 'Changes' }).click();
  const changes = page.getByRole('table', { name: 'Changes of Simulator' });
  await expect(changes).toContainText(`${NAME}-heap-memory-high`, SOON);
  await changes
    .getByRole('button', { name: /^Undo…: / })
    .first()
    .click();
  const taken = page.getByRole('dialog', { name: 'Undo a change of Simulator' });
  await taken.getByRole('button', { name: `Delete ${count} alarms` }).click(SOON);
  await expect(taken).toContainText(`${count} alarms put back as they were`, SOON);
  await taken.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('tab', { name: 'Coverage' }).click();
  await expect(cell(page, /^Heap memory nearly full: (missing|.*, missing)$/)).toBeVisible(SOON);
});
