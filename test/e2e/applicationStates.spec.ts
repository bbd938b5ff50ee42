import type { NetworkChange } from '#shared/simulation/control.ts';
import { MINUTE } from '#shared/units/units.ts';
import { SLOW_SINK, graphLayer, openApplication, pass, refuseComplaints, vertex } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, rows, test } from './world.ts';

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

test('a lost simulator leaves the figures and the view of the graph, says how old they are, and is found again', async ({
  openFleet,
  world,
}) => {
  const page = await openApplication(openFleet);
  await vertex(page, 'Join customers').click();
  const details = page.getByRole('region', { name: 'Details of Join customers' });
  await expect(details).toBeVisible();
  const viewport = graphLayer(page);
  await page.getByRole('button', { name: 'Zoom out' }).click();
  const view = await viewport.getAttribute('style');

  await world.stopSimulator();
  const old = page.getByText(/^Old figures: the job graph as of/);
  await expect(old).toBeVisible();
  // Three parts are old for the same reason: it is said once.
  await expect(page.getByText(/^Old figures: the application as of/)).toBeVisible();
  await expect(page.getByText(/It is tried again/)).toHaveCount(1);
  await expect(details).toBeVisible();
  expect(await viewport.getAttribute('style')).toBe(view);

  await world.startSimulator();
  await expect(old).toBeHidden({ timeout: 60_000 });
  await expect(vertex(page, SLOW_SINK)).toBeVisible();
});

test('figures that nobody looked at meanwhile are old when somebody comes back, until new ones have come', async ({
  openFleet,
  world,
}) => {
  const network = async (change: NetworkChange) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${world.control}/network`, { method: 'POST', body: JSON.stringify(change), headers });
    expect(answer.status).toBe(200);
  };
  const slow = { service: 'monitoring', kind: 'latency', application: null } as const;
  const page = await openApplication(openFleet);
  await expect(page.getByText('Last checkpoint', { exact: true }).last()).toBeVisible();
  const old = page.getByText(/^Old figures: the metrics as of/);
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click();
  await expect(rows(page).first()).toBeVisible();
  const clock = page.getByText(/^Simulated time/).locator('time');
  const shown = async () => Date.parse((await clock.getAttribute('datetime')) ?? '');
  const before = await shown();
  await pass(world, 30 * MINUTE);
  // What is old is judged by the time that the engine knows.
  await expect.poll(async () => (await shown()) - before).toBeGreaterThan(25 * MINUTE);
  // What is new takes long, so that what is shown until then can be seen.
  await network({ change: 'on', severity: 'severe', ...slow });
  await page.goBack();
  await expect(old).toBeVisible();
  await expect(page.getByText('Nobody looked at it meanwhile.')).toBeVisible();
  await network({ change: 'off', ...slow });
  await expect(old).toBeHidden({ timeout: 60_000 });
});
