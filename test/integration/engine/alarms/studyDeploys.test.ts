import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Output } from '#shared/contract/contract.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Scene } from '../simulatorScene.ts';
import { simulatorScene } from '../simulatorScene.ts';

// A whole simulator, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

/** The scenario updates the application so long before it begins. */
const BEFORE = 220 * MINUTE;
let scene: Scene;
let ref = { connection: 'simulator', id: '' };
let range = { from: millis(0), to: millis(0) };

beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'healthy-deploys', applications: 1, historyHours: 6 });
  const { now, region, accountId } = await scene.simulator.state();
  ref = { connection: 'simulator', id: `arn:aws:kinesisanalytics:${region}:${accountId}:application/orders-enrichment` };
  range = { from: millis(now - 6 * HOUR), to: millis(now) };
  await scene.engine.follow({ kind: 'activity', ref });
  await scene.engine.live({ kind: 'activity', ref }, ({ operations }) => operations.length > 0);
});
afterAll(() => scene.close());

it('a deploy is not learned from, and is no incident', async () => {
  const { engine, simulator } = scene;
  const question = { ref, alarm: 'source-lag-kafka', ...range };
  const began = simulator.start - BEFORE;
  const threshold = { basis: 'chosen', value: 10_000, hours: null };
  const candidates = [{ threshold, evaluationPeriods: 1, datapointsToAlarm: 1 }];
  const tried = (await engine.call('alarms.backtest', { ...question, candidates })) as Output<'alarms.backtest'>;
  if (!tried.ok) throw new Error(tried.error.message);
  // What came meanwhile waited for it: an alarm of one minute would have told.
  expect(tried.value.results[0]?.firings).toMatchObject([{ incident: null }]);
  expect(Math.abs((tried.value.results[0]?.firings[0]?.from ?? 0) - began)).toBeLessThan(10 * MINUTE);
  expect(tried.value.incidents).toEqual([]);

  const policy = { percentile: null, margin: null, byHour: null };
  const learned = (await engine.call('alarms.learn', { ...question, ...policy })) as Output<'alarms.learn'>;
  if (!learned.ok) throw new Error(learned.error.message);
  const deploy = learned.value.excluded.find(({ from, to }) => from <= began + 5 * MINUTE && to >= began);
  expect(deploy?.text).toMatch(/Updated|Version \d+ deployed/);
  expect((deploy?.to ?? 0) - (deploy?.from ?? 0)).toBeGreaterThanOrEqual(15 * MINUTE);
  expect((deploy?.to ?? 0) - (deploy?.from ?? 0)).toBeLessThan(40 * MINUTE);
});
