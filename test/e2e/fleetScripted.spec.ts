import { expect, test } from '@playwright/test';
import { HOUR, MINUTE, millis, recordsPerSecond } from '#shared/units/units.ts';
import { AWS, NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const trend = (current: number) => ({
  current: recordsPerSecond(current),
  points: Array.from({ length: 60 }, (_, i): [typeof NOW, number] => [millis(NOW - (60 - i) * MINUTE), current + (i % 7)]),
});
const busy = (name: string, region: string) =>
  application(name, {
    ref: { connection: AWS.id, id: `arn:aws:kinesisanalytics:${region}:123456789012:application/${name}` },
    region,
    health: {
      level: 'critical',
      reasons: ['The job restarts again and again: 12 times in the last 10 min.'],
    },
    lag: { kind: 'time', behind: millis(3 * HOUR + 25 * MINUTE) },
    recordsIn: trend(123_000),
    recordsOut: trend(45_600),
    lastCheckpoint: millis(NOW - 25 * MINUTE),
    restarts: 128,
    parallelism: 128,
    kpus: 64,
  });
const fleet = [busy('clickstream-sessions', 'ap-southeast-2'), busy('orders-enrichment', 'eu-central-1')];

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
] as const)
  test(`every column of a fleet in two regions is in sight, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openScripted(page, scriptOf({ fleet }));
    const table = page.getByRole('grid', { name: 'Applications' });
    await expect(table.getByRole('columnheader', { name: 'Region' })).toBeVisible();
    await expect(table.getByText('Critical')).toHaveCount(2);
    const hidden = await table.evaluate((grid) => grid.scrollWidth - (grid.parentElement?.clientWidth ?? 0));
    expect(hidden).toBeLessThanOrEqual(1);
  });
