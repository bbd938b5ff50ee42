import { openApplication, refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

refuseComplaints();

test('an application that does not run says that it has no job, and shows what is configured', async ({ openFleet }) => {
  const page = await openApplication(openFleet, 'stream-copy');
  await expect(page.getByText('The application is READY: it has no Flink job.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Checkpoints' }).click();
  await expect(page.getByText('Nothing is known of the checkpoints')).toBeVisible();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByText('Runtime environment')).toBeVisible();
});

test('one hot key is seen as one hot subtask', async ({ openFleet }) => {
  const page = await openApplication(openFleet, 'clickstream-sessions');
  const hot = page.getByRole('button', { name: /, bottleneck$/ });
  await expect(hot).toHaveAccessibleName(/busy (9\d|100) %/);
  await expect(hot).toContainText(/mean \d+ %/);
  await expect(page.getByText(/one subtask is .* busy while the mean is .* \(skewed\)/).first()).toBeVisible();
});
