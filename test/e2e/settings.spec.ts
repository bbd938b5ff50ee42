import { expect, rows, test } from './world.ts';

test('a connection is added, tried, watched beside the first one, changed and removed', async ({ openFleet, world }) => {
  const page = await openFleet();
  const before = await rows(page).count();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Add a connection' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter a name of at most 80 characters.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'Simulator' }).check();
  await dialog.getByLabel('Name').fill('Practice');
  await dialog.getByLabel('Speed').fill('5000');
  await expect(dialog.getByText('Enter a number from 1 to 1000.')).toBeVisible();
  await dialog.getByLabel('Speed').fill('10');
  await dialog.getByLabel(/^Control address/).fill('http://127.0.0.1:1/control/nothing');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText('The simulator does not answer.')).toBeVisible();
  await dialog.getByLabel(/^Control address/).fill(world.control);
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText(/\d+ applications in/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  const row = page.getByRole('row', { name: /Practice/ });
  await expect(row.getByText('Live')).toBeVisible();
  await page.getByRole('link', { name: 'Fleet' }).first().click();
  await expect(rows(page)).toHaveCount(before * 2);
  await expect(page.getByRole('columnheader', { name: 'Connection' })).toHaveCount(1);

  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await row.getByRole('checkbox', { name: 'Watch Practice' }).or(row.getByLabel('Watch Practice')).first().click({ force: true });
  await expect(row.getByText('Not watched')).toBeVisible();
  await row.getByRole('button', { name: 'Edit Practice' }).click();
  await dialog.getByLabel('Name').fill('Rehearsal');
  await dialog.getByLabel('Name').press('Enter');
  await expect(dialog).toBeHidden();
  const renamed = page.getByRole('row', { name: /Rehearsal/ });
  await renamed.getByRole('button', { name: 'Remove Rehearsal' }).click();
  await expect(page.getByRole('dialog', { name: 'Remove Rehearsal?' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(renamed).toBeVisible();
  await renamed.getByRole('button', { name: 'Remove Rehearsal' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(renamed).toBeHidden();
});

test('with nothing watched, the fleet says so and leads to the settings', async ({ openFleet }) => {
  const page = await openFleet();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  const watch = page.getByLabel('Watch Simulator');
  await watch.click({ force: true });
  await expect(watch).not.toBeChecked();
  await page.getByRole('link', { name: 'Fleet' }).first().click();
  await expect(page.getByText('No connection is watched').first()).toBeVisible();
  await page.getByRole('button', { name: 'Open the settings' }).click();
  await watch.click({ force: true });
  await page.getByRole('link', { name: 'Fleet' }).first().click();
  await expect(rows(page).first()).toBeVisible();
});
