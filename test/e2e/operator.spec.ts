import { violations } from './axe.ts';
import { expect, test } from './world.ts';

test.describe.configure({ timeout: 120_000 });

test('operator mode is switched on for one connection, with what it means, is seen from everywhere, and is switched off again', async ({
  openFleet,
}) => {
  const page = await openFleet();
  const bar = page.getByRole('contentinfo', { name: 'Connections' });
  const sign = bar.getByText('Operator mode');
  await expect(sign).toHaveCount(0);
  await page.getByRole('link', { name: 'Settings' }).first().click();
  const row = page.getByRole('row', { name: /Simulator/ }).first();
  const dialog = page.getByRole('dialog');
  await row.getByRole('button', { name: 'Edit Simulator' }).click();
  const allow = dialog.getByRole('checkbox', { name: 'Allow writes to the simulated account' });
  await expect(allow).not.toBeChecked();
  await expect(dialog.getByText(/Whoever opens this app/)).toHaveCount(0);
  // By the keyboard alone.
  await allow.focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText('Whoever opens this app can change the simulated account.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await expect(sign).toBeVisible();
  await expect(row.getByText('Operator mode')).toBeVisible();
  // What is watched goes on being watched.
  await expect(row.getByText('Live')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Fleet' }).first().click();
  await expect(sign).toBeVisible();

  await page.getByRole('link', { name: 'Settings' }).first().click();
  await row.getByRole('button', { name: 'Duplicate Simulator' }).click();
  await expect(dialog.getByRole('checkbox', { name: /^Allow writes/ })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await row.getByRole('button', { name: 'Edit Simulator' }).click();
  await expect(allow).toBeChecked();
  await allow.focus();
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(sign).toHaveCount(0);
});

test('a cluster of one’s own has no operator mode', async ({ openFleet }) => {
  const page = await openFleet();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('checkbox', { name: 'Allow writes to this account' })).toBeVisible();
  await dialog.getByRole('radio', { name: 'Flink cluster' }).check();
  await expect(dialog.getByRole('checkbox', { name: /^Allow writes/ })).toHaveCount(0);
});
