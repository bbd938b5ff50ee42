import type { Page } from '@playwright/test';
import { SimulatorState } from '#shared/simulation/control.ts';
import { violations } from './axe.ts';
import { expect, rows, test } from './world.ts';

// Worlds are replaced here: not those that other tests look at.
test.use({ scenario: 'healthy' });

async function openSimulator(page: Page): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { level: 1, name: 'Simulator' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Scenarios' }).getByText('Plays now')).toBeVisible();
}

const state = async (control: string) => SimulatorState.parse(await (await fetch(`${control}/state`)).json());
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const section = (page: Page, name: string) => page.getByRole('table', { name });

test('a scenario that is started takes the place of what played: the fleet shows it', async ({ openFleet, world }) => {
  const page = await openFleet();
  await openSimulator(page);
  await page.getByPlaceholder('Find scenarios').fill('slow sink and a hot key');
  await page.getByRole('button', { name: /^Start A fleet with a slow sink/ }).click();
  const start = dialog(page, 'Start demo?');
  await start.getByLabel('Seed').fill('4294967296');
  await expect(start.getByText('Enter a whole number from 0 to 4294967295.')).toBeVisible();
  await expect(start.getByRole('button', { name: 'Start' })).toBeDisabled();
  await start.getByLabel('Seed').fill('11');
  await start.getByLabel('Applications').fill('4');
  await start.getByRole('button', { name: 'Start' }).click();
  await expect(start).toBeHidden();
  await expect(section(page, 'What was done').getByText('Started demo with seed 11')).toBeVisible();
  expect(await state(world.control)).toMatchObject({ scenario: 'demo', seed: 11, applications: 4 });
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(rows(page)).toHaveCount(4);
});

test('the truth is hidden, told to who asks twice, and hidden again', async ({ openFleet, world }) => {
  const page = await openFleet();
  await fetch(`${world.control}/scenario`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario: 'demo', applications: 5 }),
  });
  await openSimulator(page);
  // The page hears of the new world a moment later, and what was asked about the old one is void then.
  await expect(section(page, 'Scenarios').getByRole('row').filter({ hasText: 'Plays now' })).toContainText('demo');
  const truth = section(page, 'The truth');
  await expect(truth).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the truth' }).click();
  const asked = dialog(page, 'Show the truth?');
  await asked.getByRole('button', { name: 'Keep looking' }).click();
  await expect(truth).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the truth' }).click();
  await asked.getByRole('button', { name: 'Show it' }).click();
  await expect(truth.getByText('orders-enrichment')).toBeVisible();
  await expect(truth.getByText('sink-bottleneck')).toBeVisible();
  await page.getByRole('button', { name: 'Hide the truth' }).click();
  await expect(truth).toHaveCount(0);
});

test('time stands while it is paused, jumps when told, and runs as fast as the slider says', async ({ openFleet, world }) => {
  const page = await openFleet();
  await openSimulator(page);
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Pause' }).click();
  await expect(main.getByText('Paused', { exact: true }).first()).toBeVisible();
  const { now } = await state(world.control);
  await main.getByRole('button', { name: 'Jump ahead by 1 hour' }).click();
  await expect(section(page, 'What was done').getByText('Jumped ahead by 1 h')).toBeVisible();
  expect((await state(world.control)).now).toBe(now + 3_600_000);

  const slider = page.getByRole('slider', { name: 'Speed' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(main.getByText('1000× real time')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(main.getByText('1× real time', { exact: true })).toBeVisible();
  await expect.poll(async () => (await state(world.control)).speed).toBe(1);
  await main.getByRole('button', { name: 'Resume' }).click();
  await expect(main.getByText('Runs at 1× real time')).toBeVisible();
});

test('a fault and a disturbed network are switched on, seen, and taken back', async ({ openFleet, world }) => {
  const page = await openFleet();
  await openSimulator(page);
  await page.getByRole('button', { name: 'Switch a fault on' }).click();
  const fault = dialog(page, 'Switch a fault on');
  await fault.getByRole('button', { name: /^Fault/ }).click();
  await page.getByLabel('Find faults').fill('sink-bottleneck');
  await page.getByRole('option', { name: /sink-bottleneck/ }).click();
  await fault.getByRole('button', { name: /^Application/ }).click();
  await page.getByRole('option', { name: 'orders-enrichment', exact: true }).click();
  await fault.getByRole('radio', { name: 'Severe' }).check();
  await fault.getByRole('button', { name: 'Switch on' }).click();
  await expect(section(page, 'Faults').getByRole('row', { name: /Sink bottleneck orders-enrichment Severe/ })).toBeVisible();
  expect((await state(world.control)).faults).toMatchObject([{ kind: 'sink-bottleneck', application: 'orders-enrichment' }]);
  await page.getByRole('button', { name: /^Undo: Switched on: Sink bottleneck/ }).click();
  await expect(section(page, 'Faults').getByText('No fault was switched on here.')).toBeVisible();

  await page.getByRole('button', { name: 'Disturb the network' }).click();
  await dialog(page, 'Disturb the network').getByRole('button', { name: 'Switch on' }).click();
  await expect(
    section(page, 'Network faults').getByRole('row', { name: /CloudWatch Throttles requests every request/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Switch off: CloudWatch/ }).click();
  await expect(section(page, 'Network faults').getByText('Every request is answered as it should be.')).toBeVisible();
});

test('the page keeps what it knew when the simulator is gone, and has nothing that axe finds wrong', async ({
  openFleet,
  world,
}) => {
  const page = await openFleet();
  await openSimulator(page);
  expect(await violations(page)).toEqual([]);
  await world.stopSimulator();
  await expect(page.getByText(/Old figures: the simulator as of/)).toBeVisible();
  await expect(section(page, 'Scenarios').getByText('Plays now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show the truth' })).toBeDisabled();
  await world.startSimulator();
  await expect(page.getByRole('button', { name: 'Show the truth' })).toBeEnabled();
});

test('without a simulator the page says so', async ({ openFleet }) => {
  const page = await openFleet();
  await page.goto(`${page.url().replace(/#.*/, '')}#/simulator/nothing`);
  await expect(page.getByText('There is no such simulator')).toBeVisible();
  await page.getByRole('button', { name: 'Open the settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});
