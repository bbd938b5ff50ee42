import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { SeriesSelector, SeriesWindow } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from './hurriedClock.ts';
import { connectionTo } from './simulatorScene.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const fleet = { kind: 'fleet', connection: 'simulator' } as const;
const name = 'orders-enrichment';
let folder: string;
let simulator: TestSimulator;
let engine: Watching;
let ref: ApplicationSummary['ref'];
let now = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throttled-'));
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 3 });
  ({ now } = await simulator.setClock({ paused: true }));
  engine = await watching(connectionTo(simulator.addresses.control), hurriedClock(20, now), join(folder, 'settings.json'));
  await engine.follow(fleet);
  const rows = await engine.live(fleet, (each) => each.some((row) => row.name === name && row.recordsIn.current !== null));
  ref = rows.find((row) => row.name === name)?.ref ?? { connection: 'simulator', id: 'none' };
});
afterAll(async () => {
  await engine.close();
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

const selectorOf = (metric: string): SeriesSelector => {
  const series = { namespace: 'AWS/KinesisAnalytics', metric, dimensions: { Application: name } };
  const { statistic, transform } = listingOf(series);
  return { name: series, statistic, transform, period: null };
};

/** So much of the past that something of it was never asked for. */
const read = async (metric: string, source: 'history' | 'fill', hours: number): Promise<Result<SeriesWindow[]>> => {
  const question = {
    ref,
    selectors: [selectorOf(metric)],
    from: millis(now - hours * HOUR),
    to: millis(now),
    columns: 400,
    source,
  };
  return (await engine.call('metrics.read', question)) as Result<SeriesWindow[]>;
};

const disturb = (change: 'on' | 'off', kind: 'throttling' | 'timeout') =>
  simulator.setNetworkFault(
    change === 'on'
      ? { change, service: 'monitoring', kind, severity: 'severe', application: null }
      : { change, service: 'monitoring', kind, application: null },
  );

it('lists what is kept of an application while CloudWatch does not tell its metrics, and then all of them', async () => {
  await disturb('on', 'timeout');
  const topic = { kind: 'metrics', ref } as const;
  await engine.follow(fleet, topic);
  const first = await engine.live(topic);
  expect(first).toMatchObject({ ref, kept: true });
  expect(first.series.map((each) => each.name.metric)).toContain('cpuUtilization');
  await disturb('off', 'timeout');
  const all = await engine.live(topic, ({ kept }) => kept !== true);
  expect(all.series.length).toBeGreaterThan(first.series.length);
});

it.each([
  ['throttling', 24],
  ['timeout', 48],
] as const)('has the kept points at once and a reason in time: %s', async (kind, hours) => {
  await disturb('on', kind);
  const kept = await read('cpuUtilization', 'history', hours);
  expect(kept.ok && kept.value[0]?.latest).not.toBeNull();
  const filled = await read('cpuUtilization', 'fill', hours);
  if (!filled.ok) throw new Error(filled.error.message);
  expect(filled.value[0]?.latest).toEqual(kept.ok && kept.value[0]?.latest);
  expect(['throttled', 'timeout']).toContain(filled.value[0]?.unread?.kind);
  expect(await read('ordersRejected', 'fill', hours)).toMatchObject({ ok: false });
  await disturb('off', kind);
  await vi.waitFor(
    async () => {
      const again = await read('cpuUtilization', 'fill', hours);
      expect(again.ok && again.value[0]?.unread).toBeUndefined();
    },
    { timeout: 90_000, interval: 500 },
  );
});
