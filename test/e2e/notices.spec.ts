import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { ALREADY } from '#shared/analysis/notices/quiet.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { Notifications } from '#shared/contract/settings.ts';
import { Settings } from '#shared/contract/settings.ts';
import { refKey } from '#shared/model/application.ts';
import type { Notice } from '#shared/model/notice.ts';
import { ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { violations } from './axe.ts';
import { AWS, NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const noticeOf = (application: string, change: Partial<Notice>): Notice => ({
  id: `${application}-${change.cause ?? 'down'}`,
  ref: { connection: AWS.id, id: `arn:aws:kinesisanalytics:eu-west-1:123456789012:application/${application}` },
  application,
  connectionName: AWS.name,
  severity: 'critical',
  cause: 'down',
  title: 'Application is down',
  text: 'downtime is above 0 ms. Read the first exception since it last ran; look for throttled or unreachable sources and sinks.',
  since: millis(NOW - 12 * MINUTE),
  at: NOW,
  told: 2,
  until: null,
  read: false,
  quiet: null,
  ...change,
});

const notices: readonly Notice[] = [
  noticeOf('orders', {}),
  noticeOf('clicks', {
    severity: 'warning',
    cause: 'throughput',
    title: 'Kinesis source is lagging',
    text: 'millisBehindLatest is above 90000 ms. A peak that fades was a restart; a steady delay asks for tuning, a growing one for resources.',
    told: 1,
  }),
  noticeOf('payments', {
    severity: 'warning',
    cause: 'memory',
    title: 'Heap memory nearly full',
    told: 0,
    quiet: 'Quiet hours, 22:00 to 07:00.',
  }),
  noticeOf('clicks', { cause: 'cpu', severity: 'warning', title: 'CPU nearly exhausted', told: 0, quiet: ALREADY, read: true }),
  noticeOf('orders', {
    id: 'old',
    cause: 'checkpoints',
    title: 'Checkpoints are failing',
    told: 1,
    since: millis(NOW - 30 * HOUR),
    until: millis(NOW - 29 * HOUR),
    read: true,
  }),
];

/** An engine that keeps what is read and what is muted. */
async function openNotices(page: Page, list: readonly Notice[] = notices, address = '#/') {
  let shown = list;
  let settings = Settings.parse({ connections: [AWS], watched: [AWS.id] });
  const fleet = scriptOf({ fleet: [application('orders'), application('clicks')] });
  const host = await openScripted(
    page,
    {
      says(topic) {
        if (topic.kind === 'notices') return { state: 'live', value: [...shown], at: NOW };
        return topic.kind === 'settings' ? { state: 'live', value: settings, at: NOW } : fleet.says(topic);
      },
      answers: {
        ...fleet.answers,
        'notices.trial': () => ({ ok: true, value: {} }),
        'notices.read': ({ ids }: { ids: readonly string[] | null }) => {
          shown = shown.map((each) => (ids === null || ids.includes(each.id) ? { ...each, read: true } : each));
          return { ok: true, value: {} };
        },
        'settings.save': ({ notifications }: { notifications: Omit<Notifications, 'muted'> }) =>
          (settings = { ...settings, notifications: { ...settings.notifications, ...notifications } }),
        'notices.mute': ({ ref, mute }: Input<'notices.mute'>): Output<'notices.mute'> => {
          const others = settings.notifications.muted.filter((each) => refKey(each.ref) !== refKey(ref));
          const muted = mute === null ? others : [...others, { ref, until: mute.until }];
          settings = { ...settings, notifications: { ...settings.notifications, muted } };
          return ok({});
        },
      },
    },
    address,
  );
  return { host, saved: () => settings.notifications };
}

const button = (page: Page) => page.getByRole('button', { name: /^Notices/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notices' });

for (const theme of ['light', 'dark'] as const)
  test(`what was told is listed, read, and leads to the alarms: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const { host } = await openNotices(page);
    await expect(button(page)).toHaveAccessibleName('Notices, 3 unread');
    await page.keyboard.press('n');
    const list = panel(page);
    await expect(list).toBeFocused();
    await expect(list.getByText('4 not over, 3 unread')).toBeVisible();
    const items = list.getByRole('listitem');
    await expect(items).toHaveCount(5);
    await expect(items.first()).toContainText('Application is down');
    await expect(items.first()).toContainText('since 14:05 · told 2 times');
    await expect(items.nth(3)).toContainText('not told · Quiet hours, 22:00 to 07:00');
    await expect(items.last()).toContainText('over after 1 h');
    expect(await violations(page)).toEqual([]);

    await list.getByRole('button', { name: 'Mark as read: clicks, Kinesis source is lagging' }).click();
    await host.changed();
    await expect(button(page)).toHaveAccessibleName('Notices, 2 unread');
    await items.first().getByRole('link', { name: 'orders' }).click();
    await expect(list).toBeHidden();
    await expect(page).toHaveURL(/#\/applications\/prod\/[^/]+orders\/alarms$/);
    expect(host.calls.filter(({ name }) => name === 'notices.read').map(({ input }) => input)).toEqual([
      { ids: ['clicks-throughput'] },
      { ids: ['orders-down'] },
    ]);
  });

test('the keyboard opens, reads, mutes and closes, and the focus goes back', async ({ page }) => {
  const { host, saved } = await openNotices(page);
  await button(page).focus();
  await page.keyboard.press('Enter');
  const list = panel(page);
  await expect(list).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(list.getByRole('button', { name: 'Mark all as read' })).toBeFocused();
  await page.keyboard.press('Enter');
  await host.changed();
  await expect(button(page)).toHaveAccessibleName('Notices');

  const mute = list.getByRole('button', { name: 'Mute orders' }).first();
  await mute.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Mute orders for 1 h' })).toBeFocused();
  // A menu's own Escape closes the menu alone.
  await page.keyboard.press('Escape');
  await expect(list).toBeVisible();
  await mute.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => saved().muted).toEqual([{ ref: notices[0]?.ref, until: null }]);
  await host.changed();
  await list.getByRole('button', { name: 'Unmute orders' }).first().click();
  await expect.poll(() => saved().muted).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(button(page)).toBeFocused();
});

test('two mutes one after the other, before the settings are told anew, both hold', async ({ page }) => {
  const { saved } = await openNotices(page);
  await button(page).click();
  for (const name of ['orders', 'clicks']) {
    await panel(page)
      .getByRole('button', { name: `Mute ${name}` })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Mute until I take it back' }).click();
  }
  await expect.poll(() => saved().muted.map(({ ref }) => ref.id.replace(/.*\//, ''))).toEqual(['orders', 'clicks']);
});

test('an empty list says what would be in it; a click elsewhere closes it', async ({ page }) => {
  await openNotices(page, []);
  await button(page).click();
  await expect(panel(page).getByText('Nothing has gone wrong')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('heading', { name: 'Fleet', level: 1 }).click();
  await expect(panel(page)).toBeHidden();
});

test('of very many the newest are shown first', async ({ page }) => {
  await openNotices(
    page,
    Array.from({ length: 120 }, (_, i) => noticeOf('orders', { id: `n${i}`, title: `Trouble ${i}` })),
  );
  await expect(button(page)).toHaveText('99+');
  await button(page).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(30);
  await panel(page).getByRole('button', { name: 'Show all 120' }).click();
  await expect(panel(page).getByRole('listitem')).toHaveCount(120);
});

for (const theme of ['light', 'dark'] as const)
  test(`when and how somebody is told is chosen in the settings: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const { host, saved } = await openNotices(page, notices, '#/settings');
    const form = page.locator('form').filter({ has: page.getByRole('heading', { name: 'Notifications' }) });
    await form.getByRole('button', { name: 'Show a test notification' }).click();
    await expect.poll(() => host.calls.map(({ name }) => name)).toContain('notices.trial');
    const save = form.getByRole('button', { name: 'Save' });
    await expect(save).toBeDisabled();
    await form.getByLabel('Keep quiet every day').check();
    await form.getByLabel('From').fill('25:00');
    await expect(form.getByText('Enter a time of day from 00:00 to 23:59, as 22:30.')).toBeVisible();
    await expect(save).toBeDisabled();
    await form.getByLabel('From').fill('07:00');
    await expect(form.getByText('Enter another time than the beginning, or switch the quiet hours off.')).toBeVisible();
    await form.getByLabel('From').fill('2130');
    await form.getByLabel('What is critical only').check();
    await form.getByLabel('With the system’s sound').check();
    expect(await violations(page)).toEqual([]);
    await save.click();
    await expect.poll(saved).toEqual({
      desktop: true,
      sound: true,
      least: 'critical',
      quiet: { from: '21:30', to: '07:00', exceptCritical: true },
      muted: [],
    });
  });
