import { violations } from './axe.ts';
import { expect, rows, sortBy, test } from './world.ts';

const heading = (name: string) => ({ level: 1, name }) as const;

test('the theme that is chosen holds at once and after a reload', async ({ openFleet }) => {
  const page = await openFleet();
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Appearance' }).click();
    await page.getByRole('menuitemcheckbox', { name }).click();
  };
  await choose('Dark');
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await choose('Compact');
  await expect(page.locator('body')).toHaveClass(/awsui-compact-mode/);

  await page.reload();
  // Before the settings have come: a dark screen must not flash white.
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode.*awsui-compact-mode|awsui-compact-mode.*awsui-dark-mode/);

  await choose('As the system');
  await expect(page.locator('body')).not.toHaveClass(/awsui-dark-mode/);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await choose('Comfortable');
});

test('the keyboard goes everywhere', async ({ openFleet }) => {
  const page = await openFleet();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  const settings = page.getByRole('heading', heading('Settings'));
  await expect(settings).toBeVisible();
  // The new page's heading has the focus, so that Tab and a screen reader go on from there.
  await expect(settings.getByText('Settings')).toBeFocused();

  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page.getByRole('heading', heading('Fleet'))).toBeVisible();
  await page.keyboard.press('/');
  const filter = page.getByRole('combobox', { name: 'Find applications' });
  await expect(filter).toBeFocused();
  await expect(filter).toHaveValue('');
  // Keys that are typed into a field are text.
  await page.keyboard.type('gs?');
  await expect(filter).toHaveValue('gs?');
  await filter.fill('');
  await page.keyboard.press('Escape');
  await filter.blur();

  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expect(page.getByText('Go to the filter of the page')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeHidden();
});

test('arrow keys walk the table and Enter opens an application, from whatever cell', async ({ openFleet }) => {
  const page = await openFleet();
  // By name, so that no row moves while the keys do.
  await sortBy(page, 'Application');
  const link = rows(page).nth(1).getByRole('link');
  const name = await link.innerText();
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', heading(name))).toBeVisible();

  await page.goBack();
  await link.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', heading(name))).toBeVisible();
});

test('the list of pages leads to what needs attention', async ({ openFleet }) => {
  const page = await openFleet();
  await page.getByRole('button', { name: 'Show the pages' }).click();
  const sick = page.getByRole('navigation', { name: 'Pages' }).last().getByRole('link', { name: 'orders-enrichment' });
  await sick.click();
  await expect(page.getByRole('heading', heading('orders-enrichment'))).toBeVisible();
  await expect(sick).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Hide the pages' }).first().click();
});

test('the first Tab offers to skip the frame', async ({ openFleet }) => {
  const page = await openFleet();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the page' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', heading('Fleet')).getByText('Fleet')).toBeFocused();
});

test('the status bar tells the simulated time, speeds it up and holds it', async ({ openFleet }) => {
  const page = await openFleet();
  const simulator = page.getByRole('contentinfo', { name: 'Connections' }).getByRole('region', { name: 'Simulator' });
  await expect(simulator.getByText('Simulator: live')).toBeVisible();
  await expect(simulator).toContainText(/answered (now|\d+ s ago)/);
  const time = async () => Date.parse((await simulator.locator('time').getAttribute('datetime')) ?? '');

  await simulator.getByLabel('Speed').selectOption('300×');
  await expect(simulator.getByLabel('Speed')).toHaveValue('300');
  const before = await time();
  await expect.poll(time).toBeGreaterThan(before + 300_000);

  await simulator.getByRole('button', { name: 'Pause' }).click();
  await expect(simulator.getByRole('button', { name: 'Resume' })).toBeVisible();
  await simulator.getByRole('button', { name: 'Resume' }).click();
  await simulator.getByLabel('Speed').selectOption('30×');
  await expect(simulator.getByLabel('Speed')).toHaveValue('30');
});

test('an address that names nothing says so and leads back', async ({ openFleet }) => {
  const page = await openFleet();
  await page.goto(`${page.url().split('#')[0]}#/nowhere`);
  await expect(page.getByRole('heading', heading('No such page'))).toBeVisible();
  await page.getByRole('link', { name: 'Open the fleet' }).click();
  await expect(rows(page).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong with the fleet and the settings, ${colorScheme}`, async ({ page, openFleet }) => {
    await page.emulateMedia({ colorScheme });
    await openFleet();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('?');
    await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await expect(page.getByRole('heading', heading('Settings'))).toBeVisible();
    await expect(page.getByRole('row', { name: /Simulator/ })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Enter a region such as eu-west-1.')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
