import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { ALREADY } from '#shared/analysis/notices/quiet.ts';
import { Settings } from '#shared/contract/settings.ts';
import type { Notice } from '#shared/model/notice.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from './hurriedClock.ts';
import { connectionTo } from './simulatorScene.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

// Whole simulators, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const fleet = { kind: 'fleet', connection: 'simulator' } as const;
const notices = { kind: 'notices' } as const;
const status = { kind: 'alarmStatus', connection: 'simulator' } as const;

async function simulated(): Promise<TestSimulator> {
  const simulator = await startTestSimulator({ scenario: 'healthy', applications: 2, historyHours: 1 });
  open.push(() => simulator.close());
  await simulator.setClock({ paused: true });
  return simulator;
}

async function watched(simulator: TestSimulator, settingsFile: string | null = null): Promise<Watching> {
  const { now } = await simulator.state();
  const engine = await watching(connectionTo(simulator.addresses.control), hurriedClock(20, now), settingsFile);
  await engine.follow(fleet, notices, status);
  return engine;
}

/** Lets simulated minutes pass, each seen by the engine, until the notices are as wanted. */
async function until(
  { simulator, engine }: { readonly simulator: TestSimulator; readonly engine: Watching },
  most: number,
  wanted: (list: readonly Notice[]) => boolean,
): Promise<readonly Notice[]> {
  for (let minute = 0; minute < most; minute++) {
    const { now } = await simulator.advance(MINUTE);
    await engine.when(fleet, (snapshot) => snapshot.state === 'live' && snapshot.at >= now - MINUTE);
    const snapshot = engine.now(notices);
    if (snapshot.state === 'live' && wanted(snapshot.value)) return snapshot.value;
  }
  throw new Error(`The notices are not as wanted after ${most} minutes: ${JSON.stringify(engine.now(notices))}`);
}

/** Minutes that are seen one by one. */
const pass = (of: { readonly simulator: TestSimulator; readonly engine: Watching }, minutes: number): Promise<unknown> =>
  until(of, minutes, () => false).catch(() => undefined);

const words = ({ application, cause, severity, told, until: over, quiet }: Notice) =>
  `${application} ${cause} ${severity} told ${told}${over === null ? '' : ' over'}${quiet === null ? '' : ` ${quiet}`}`;

const downOf = (list: readonly Notice[]): Notice | undefined => list.find(({ cause }) => cause === 'down');

it('tells an outage once however often it is seen, does not tell it again after a restart, and says when it is over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streamgauge-notices-'));
  open.push(() => rm(folder, { recursive: true, force: true }));
  const settingsFile = join(folder, 'settings.json');
  const simulator = await simulated();
  let engine = await watched(simulator, settingsFile);
  open.push(() => engine.close());
  const rows = await engine.live(fleet, (each) => each.length === 2 && each.every(({ health }) => health.level === 'ok'));
  const [{ ref, name } = { ref: null, name: '' }] = rows;
  await pass({ simulator, engine }, 4);
  expect(engine.now(notices)).toMatchObject({ state: 'live', value: [] });

  await simulator.setFault({
    change: 'on',
    id: 'outage',
    kind: 'operator-unhandled-exception',
    application: name,
    severity: 'severe',
  });
  const worst = await until({ simulator, engine }, 20, (list) => downOf(list)?.severity === 'critical');
  const told = downOf(worst)?.told ?? 0;
  expect(downOf(worst)).toMatchObject({
    ref,
    application: name,
    connectionName: 'Simulator',
    until: null,
    read: false,
    quiet: null,
  });
  // Once for a restart, and once more when it did not come back.
  expect(told).toBeLessThanOrEqual(2);
  await pass({ simulator, engine }, 6);
  const lasting = await engine.live(notices);
  expect(lasting.map(words)).toEqual([`${name} down critical told ${told}`]);

  await engine.call('notices.read', { ids: null });
  await engine.close();
  engine = await watched(simulator, settingsFile);
  await engine.live(fleet, (each) => each.some(({ health }) => health.level === 'critical'));
  await pass({ simulator, engine }, 2);
  expect(await engine.live(notices)).toEqual(lasting.map((notice) => ({ ...notice, read: true })));

  await simulator.setFault({ change: 'off', id: 'outage' });
  const over = await until({ simulator, engine }, 60, (list) => downOf(list)?.until != null);
  expect(over.map(words)).toEqual([`${name} down critical told ${told} over`]);
});

it('keeps what was so before in the list, and what happens to a muted application', async () => {
  const simulator = await simulated();
  const [first = '', second = ''] = findScenario('healthy')?.applications.map(({ name }) => name) ?? [];
  await simulator.setFault({
    change: 'on',
    id: 'a',
    kind: 'operator-unhandled-exception',
    application: first,
    severity: 'severe',
  });
  await simulator.advance(20 * MINUTE);
  const engine = await watched(simulator);
  open.push(() => engine.close());
  const rows = await engine.live(fleet, (each) => each.some(({ health }) => health.level === 'critical'));
  const before = await until({ simulator, engine }, 10, (list) => list.length > 0);
  expect(before.map(words)).toEqual([`${first} down critical told 0 ${ALREADY}`]);

  const [ref = null] = rows.filter(({ name }) => name === second).map((row) => row.ref);
  if (ref === null) throw new Error(`${second} is not in the fleet`);
  await engine.call('notices.mute', { ref, mute: { until: null } });
  await simulator.setFault({
    change: 'on',
    id: 'b',
    kind: 'operator-unhandled-exception',
    application: second,
    severity: 'severe',
  });
  const quiet = await until({ simulator, engine }, 20, (list) => list.some(({ application }) => application === second));
  expect(quiet.filter(({ application }) => application === second).map(words)).toEqual([
    expect.stringMatching(/^\S+ down (warning|critical) told 0 The application is muted\.$/),
  ]);
  // What is saved beside it leaves it muted.
  const saved = await engine.call('settings.save', {
    notifications: { desktop: true, sound: false, least: 'warning', quiet: null },
  });
  expect(Settings.parse(saved).notifications.muted).toEqual([{ ref, until: null }]);
  await engine.call('notices.mute', { ref, mute: null });
  await until({ simulator, engine }, 5, (list) => list.some(({ application, told }) => application === second && told > 0));
});
