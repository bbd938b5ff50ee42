import type { Locator, Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract.ts';
import type { Marker } from '#shared/model/history.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { violations } from './axe.ts';
import { AWS, NOW, application, scriptOf, viewOf } from './scriptedFleet.ts';
import type { Scripted } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';
import { expect, test } from '@playwright/test';

const orders = application('orders');
/** History knows the fleet from an hour ago on; each minute has an application of its own name. */
const nameAt = (at: number) => `orders-${new Date(at).toISOString().slice(11, 16).replace(':', '')}`;
const past = ({ topic, at }: Input<'past'>) => {
  const key = 'connection' in topic ? `${topic.kind}|${topic.connection}` : topic.kind;
  const error = {
    kind: 'not-found',
    source: 'History',
    message: 'Nothing is kept of that moment.',
    remedy: 'Choose a later one.',
  };
  const known = { state: 'live', value: [{ ...orders, name: nameAt(at) }], at };
  return { kind: topic.kind, key, snapshot: at < NOW - HOUR ? { state: 'failed', error } : known };
};
const restart: Marker = { ref: orders.ref, at: millis(NOW - 20 * MINUTE), until: null, kind: 'restart', text: 'Job restarted' };

const open = (page: Page, address = '#/', change: Partial<Scripted> = {}) =>
  openScripted(page, scriptOf({ fleet: [orders], ...change }, { past, 'markers.read': () => [restart] }), address);

const time = (page: Page) => page.getByRole('region', { name: 'Time' });
const shown = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });

test('the cursor is moved by keys, the window says so, and one key is live again', async ({ page }) => {
  await open(page);
  await expect(shown(page, 'orders')).toBeVisible();
  await expect(time(page)).toHaveCount(0);
  await page.keyboard.press('<');
  await expect(time(page).getByRole('status')).toHaveText('Past: Tue 14:07:00 UTC');
  await expect(time(page)).toContainText('10 min before now');
  await expect(page.locator('body')).toHaveClass(/shows-past/);
  await expect(shown(page, 'orders-1407')).toBeVisible();
  await page.keyboard.press(',');
  await expect(shown(page, 'orders-1406')).toBeVisible();
  await page.keyboard.press('.');
  await expect(shown(page, 'orders-1407')).toBeVisible();
  await page.keyboard.press('l');
  await expect(shown(page, 'orders')).toBeVisible();
  await expect(page.locator('body')).not.toHaveClass(/shows-past/);

  await page.keyboard.press('<');
  await expect(shown(page, 'orders-1407')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shown(page, 'orders')).toBeVisible();
  // Forth from the past, and no further than now.
  await page.keyboard.press(',');
  await page.keyboard.press('>');
  await expect(time(page)).toHaveCount(0);
});

test('the bar is opened by a key, moved with the arrows and by typing, and leads to what happened', async ({ page }) => {
  await open(page);
  await expect(shown(page, 'orders')).toBeVisible();
  await page.keyboard.press('t');
  const slider = time(page).getByRole('slider', { name: 'Moment that is shown' });
  await expect(slider).toBeFocused();
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now');
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Tue 14:16:00 UTC');
  await expect(shown(page, 'orders-1416')).toBeVisible();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 'Now');
  await expect(shown(page, 'orders')).toBeVisible();

  const typed = time(page).getByRole('textbox', { name: /^Date and time in UTC/ });
  await typed.fill('nonsense');
  await expect(typed).toHaveAttribute('aria-invalid', 'true');
  await typed.fill('13:45');
  await typed.press('Enter');
  await expect(shown(page, 'orders-1345')).toBeVisible();
  await time(page).getByRole('button', { name: 'Events (1)' }).click();
  await page.getByRole('menuitem', { name: /Job restarted/ }).click();
  await expect(shown(page, 'orders-1357')).toBeVisible();
  await time(page).getByRole('button', { name: 'Live' }).click();
  await expect(shown(page, 'orders')).toBeVisible();
});

test('a moment is in the address: it can be shared, survives a reload, and goes along to other pages', async ({ page }) => {
  await open(page, '?at=2025-10-14T13:50:00Z#/');
  await expect(shown(page, 'orders-1350')).toBeVisible();
  await page.keyboard.press('.');
  await expect(shown(page, 'orders-1351')).toBeVisible();
  expect(page.url()).toContain('?at=2025-10-14T13:51:00Z#/');
  await page.reload();
  await expect(shown(page, 'orders-1351')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(time(page)).toContainText('This page shows now.');
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1, name: 'Alarms' })).toBeVisible();
  await expect(time(page)).not.toContainText('This page shows now.');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  expect(page.url()).toContain('?at=2025-10-14T13:51:00Z#/settings');
  await page.keyboard.press('l');
  expect(page.url()).not.toContain('?at=');
  // Going back is going to another page, not to another time.
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Alarms' })).toBeVisible();
  expect(page.url()).not.toContain('?at=');
});

test('a moment that history does not know says so, and names what can be done', async ({ page }) => {
  await open(page, '?at=2025-10-14T11:00:00Z#/');
  await expect(page.getByText('Production: not known at that moment')).toBeVisible();
  await expect(page.getByText('Nothing is kept of that moment. Choose a later one.')).toBeVisible();
  await expect(page.getByText(/It is tried again/)).toHaveCount(0);
});

test('the bar is one line on a laptop’s screen, with a full date and the way back to live', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, '?at=2025-09-17T12:00:00Z#/');
  await expect(time(page).getByRole('status')).toHaveText(/^Past: .* 2025 /);
  const middleOf = async (part: Locator) => {
    const box = await part.boundingBox();
    return box === null ? Number.NaN : box.y + box.height / 2;
  };
  const first = await middleOf(time(page).getByRole('status'));
  const last = await middleOf(time(page).getByRole('button', { name: 'Live' }));
  expect(Math.abs(last - first)).toBeLessThan(8);
});

test('connections whose clocks differ each say how far the moment is from their own now', async ({ page }) => {
  const later = millis(NOW + 24 * HOUR);
  const simulator = viewOf(
    { kind: 'simulator', id: 'sim', name: 'Practice', scenario: 'demo', seed: 1, speed: 30, address: null },
    { clock: { now: later, real: NOW, speed: 30, paused: true } },
  );
  await open(page, '?at=2025-10-14T14:00:00Z#/', { connections: [viewOf(AWS), simulator] });
  await expect(time(page)).toContainText('(Production: 17 min before now, Practice: 1 d before now)');
});

test('keys that are typed, and keys in a dialog, do not move the time', async ({ page }) => {
  await open(page);
  await page.keyboard.press('/');
  await page.keyboard.type('a,.<l');
  await expect(page.getByRole('combobox', { name: 'Find applications' })).toHaveValue('a,.<l');
  await expect(time(page)).toHaveCount(0);
  await page.goto(page.url().replace(/#.*/, '#/settings'));
  await page.getByRole('button', { name: 'Add a connection' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'AWS' }).press(',');
  await expect(time(page)).toHaveCount(0);
});

test('Escape closes what is open, and only then the past', async ({ page }) => {
  await open(page, '?at=2025-10-14T14:00:00Z#/settings');
  await page.getByRole('button', { name: 'Add a connection' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('body')).toHaveClass(/shows-past/);
  await time(page).getByRole('button', { name: 'Events (1)' }).click();
  await expect(page.getByRole('menuitem', { name: /Job restarted/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menuitem', { name: /Job restarted/ })).toBeHidden();
  await expect(page.locator('body')).toHaveClass(/shows-past/);
  await page.keyboard.press('Escape');
  await expect(page.locator('body')).not.toHaveClass(/shows-past/);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing wrong with the time bar, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await page.keyboard.press('t');
    await expect(time(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('<');
    await expect(shown(page, 'orders-1407')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
