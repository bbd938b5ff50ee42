import { expect, test } from '@playwright/test';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { Activity } from '#shared/model/activity.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { violations } from './axe.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const { ref } = application('orders');
const ago = (duration: number) => millis(NOW - duration);
const activity: Activity = {
  versions: [
    { version: 7, status: 'RUNNING', at: ago(2 * HOUR) },
    { version: 6, status: 'ROLLED_BACK', at: null },
  ],
  operations: Array.from({ length: 12 }, (_, at) => ({
    id: `operation-${at}`,
    operation: 'UpdateApplication',
    status: at === 0 ? 'FAILED' : 'SUCCESSFUL',
    from: ago(2 * HOUR + at * MINUTE),
    to: ago(2 * HOUR + at * MINUTE - 90_000),
    failure: at === 0 ? 'The job could not be started from the snapshot.' : null,
  })),
  snapshots: [{ name: 'before-deploy', status: 'READY', at: ago(3 * HOUR), version: 6 }],
  tags: [{ key: 'team', value: 'orders' }],
  trail: null,
  missing: ['Who did what is not known: cloudtrail:LookupEvents is not allowed.'],
};

test('the activity tells what was done and what failed; a moment of it leads to the past, and what may not be read is named', async ({
  page,
}) => {
  const script = scriptOf(
    {},
    {
      past: ({ topic }: { topic: { kind: string } }) => ({
        kind: topic.kind,
        key: '',
        snapshot: {
          state: 'failed',
          error: { kind: 'not-found', source: 'History', message: 'Nothing is kept.', remedy: 'Wait.' },
        },
      }),
    },
  );
  await openScripted(
    page,
    {
      ...script,
      says: (topic) => (topic.kind === 'activity' ? { state: 'live', value: activity, at: NOW } : script.says(topic)),
    },
    `#${applicationPath(ref)}`,
  );
  await expect(page.getByRole('heading', { level: 1, name: 'orders' })).toBeVisible();
  await page.keyboard.press('9');
  await expect(page.getByRole('tab', { name: 'Activity' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('cloudtrail:LookupEvents is not allowed.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Who did what' })).toHaveCount(0);
  const operations = page.getByRole('table', { name: 'Operations' });
  await expect(operations.getByRole('row')).toHaveCount(11);
  await expect(operations.getByRole('row').nth(1)).toContainText(
    /UpdateApplication.*Failed.*1 min 30 s.*could not be started from the snapshot/,
  );
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(operations.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('table', { name: 'Snapshots' })).toContainText('before-deploy');
  await expect(page.getByRole('definition').filter({ hasText: 'orders' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('table', { name: 'Versions' }).getByRole('button', { name: '14 Oct 2025, 12:17' }).click();
  await expect(page.getByRole('region', { name: 'Time' }).getByRole('status')).toHaveText('Past: Tue 12:17:00 UTC');
});
