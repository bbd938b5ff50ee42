import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { Scene } from '../simulatorScene.ts';
import { simulatorScene } from '../simulatorScene.ts';
import { connection, status } from './writing.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let scene: Scene;
beforeAll(async () => {
  scene = await simulatorScene({ scenario: 'demo', historyHours: 6 });
});
afterAll(() => scene?.close());

const fleet = { kind: 'fleet', connection } as const;
const alarms = { kind: 'alarms', connection } as const;
const cells = (rows: readonly AlarmRow[]) => rows.flatMap((row) => row.cells.map((cell) => ({ name: row.name, ...cell })));

it('has a row for each application of the fleet, with a cell for each recommended alarm, and why one does not apply', async () => {
  const { engine } = scene;
  await engine.follow(fleet, status, alarms);
  const applications = await engine.live(fleet);
  const rows = await engine.live(
    status,
    (each) => each.length === applications.length && cells(each).every(({ coverage }) => coverage !== 'unknown'),
  );
  expect(rows.map(({ name }) => name)).toEqual(applications.map(({ name }) => name));
  for (const row of rows) expect(row.cells.map(({ alarm }) => alarm)).toEqual(recommendedAlarmIds);
  const notebook = rows.find(({ ref }) => applications.some((each) => each.ref.id === ref.id && each.mode === 'INTERACTIVE'));
  expect(notebook?.cells.map(({ coverage }) => coverage)).toEqual(recommendedAlarmIds.map(() => 'not-applicable'));
  const gaps = cells(rows).filter(({ alarm, coverage }) => alarm === 'watermark-gap' && coverage === 'missing');
  expect(gaps.length).toBeGreaterThan(1);
  for (const { name, coverage, reason } of cells(rows)) if (coverage === 'not-applicable') expect(reason, name).not.toBeNull();
});

it('learns within moments the thresholds that the guide leaves to the owner, and judges by them', async () => {
  const running = (await scene.engine.live(fleet)).filter(({ status: is }) => is === 'RUNNING').map(({ ref }) => ref.id);
  const ofRunning = (rows: readonly AlarmRow[]) => cells(rows.filter(({ ref }) => running.includes(ref.id)));
  const isWanting = (cell: AlarmRow['cells'][number]) => cell.coverage !== 'not-applicable' && cell.own === null;
  const rows = await scene.engine.live(status, (each) => !ofRunning(each).some(isWanting));
  expect(ofRunning(rows).filter(({ basis }) => basis === 'learned').length).toBeGreaterThan(100);
  // The operators' series of which an alarm is made are polled for it.
  expect(cells(rows).find(({ alarm, own }) => alarm === 'watermark-gap' && own === 'OK')).toBeDefined();
  const [row] = rows;
  if (row === undefined) throw new Error('There is no row.');
  const topic = { kind: 'applicationAlarms', ref: row.ref } as const;
  await scene.engine.follow(fleet, status, alarms, topic);
  const { details } = await scene.engine.live(topic);
  const threads = details.find(({ cell }) => cell.alarm === 'thread-count-high');
  expect(threads?.learning).toBeNull();
  expect(threads?.definition?.description).toContain('Provisional: learned of less than a day.');
  expect(threads?.latest?.[1]).toBeLessThan(threads?.threshold?.value ?? 0);
  expect(threads?.points.filter(([, value]) => value !== null).length).toBeGreaterThan(50);
});

it('learns of the time before the slow sink and the hot key, which nobody saw begin', async () => {
  const rows = await scene.engine.live(status);
  const thresholdOf = (name: string, alarm: string): number =>
    cells(rows).find((cell) => cell.name === name && cell.alarm === alarm)?.threshold ?? Number.NaN;
  // Of the faults themselves: 1,500,000 ms, 260,000 records, 69 s and 630 records a second.
  expect(thresholdOf('clickstream-sessions', 'source-lag-kinesis')).toBeLessThanOrEqual(60_000);
  expect(thresholdOf('orders-enrichment', 'source-lag-kafka')).toBeLessThanOrEqual(2_000);
  expect(thresholdOf('orders-enrichment', 'checkpoint-duration-high')).toBeLessThanOrEqual(10_000);
  expect(thresholdOf('orders-enrichment', 'records-out-rate-low')).toBeGreaterThan(1_000);
  const applications = await scene.engine.live(fleet);
  for (const [name, alarm] of [
    ['clickstream-sessions', 'source-lag-kinesis'],
    ['orders-enrichment', 'source-lag-kafka'],
  ] as const) {
    const ref = applications.find((each) => each.name === name)?.ref;
    if (ref === undefined) throw new Error(`There is no ${name}.`);
    const topic = { kind: 'applicationAlarms', ref } as const;
    await scene.engine.follow(fleet, status, alarms, topic);
    const { details } = await scene.engine.live(topic);
    const detail = details.find(({ cell }) => cell.alarm === alarm);
    expect(detail?.cell.own, name).toBe('ALARM');
    expect(detail?.chosen).toBe(false);
  }
});

it('does not judge an application that does not run', async () => {
  const { engine } = scene;
  await engine.follow(fleet, status, alarms);
  const applications = await engine.live(fleet);
  const ready = applications.filter(({ status: is, mode }) => is === 'READY' && mode === 'STREAMING');
  expect(ready.length).toBeGreaterThan(0);
  const rows = await engine.live(status);
  for (const { ref } of ready)
    for (const { own } of rows.find((row) => row.ref.id === ref.id)?.cells ?? [])
      expect(['INSUFFICIENT_DATA', null]).toContain(own);
});

it('shows a snooze until it ends, by the clock of the connection', async () => {
  const { engine, simulator } = scene;
  const [row] = await engine.live(status);
  if (row === undefined) throw new Error('There is no row.');
  const { now } = await simulator.state();
  const until = now + 30 * 60_000;
  await engine.call('alarms.snooze', { ref: row.ref, alarm: 'downtime', snooze: { reason: 'Planned work', until } });
  const snoozed = (rows: readonly AlarmRow[]) => cells(rows).filter((cell) => cell.snoozed !== null);
  const shown = await engine.live(status, (rows) => snoozed(rows).length === 1);
  expect(snoozed(shown)[0]).toMatchObject({ name: row.name, alarm: 'downtime', snoozed: { reason: 'Planned work', until } });
  await simulator.advance(31 * 60_000);
  await engine.live(status, (rows) => snoozed(rows).length === 0);
});

it('is old while the connection is lost, with what was known, and of now when it is back', async () => {
  const { engine, line } = scene;
  const [row] = await engine.live(status);
  if (row === undefined) throw new Error('There is no row.');
  const topic = { kind: 'applicationAlarms', ref: row.ref } as const;
  await engine.follow(fleet, status, alarms, topic);
  await engine.live(topic);
  await line.cut();
  const old = await engine.when(status, ({ state }) => state === 'stale');
  expect(old.state === 'stale' ? old.value.length : 0).toBeGreaterThan(10);
  expect((await engine.when(topic, ({ state }) => state === 'stale')).state).toBe('stale');
  await line.mend();
  await engine.live(status);
  await engine.live(topic);
});
