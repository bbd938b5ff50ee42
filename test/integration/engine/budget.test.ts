import { afterEach, expect, it, vi } from 'vitest';
import { Telemetry } from '#shared/contract/settings.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { RequestEntry } from '#shared/simulation/control.ts';
import { MINUTE, SECOND } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { watching } from './watching.ts';

// A hundred applications, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

const MINUTES = 3;
/** Less than half of a minute: whatever is late by a step is still in its minute. */
const STEP = 20 * SECOND;
/** CloudWatch takes so many queries in a request. */
const MOST_QUERIES = 500;
/** Series that the recommended alarms of one application look at. */
const MOST_OF_ONE = 20;
/** Enough to learn from what is normal. */
const HOURS = 4;
const fleet = { kind: 'fleet', connection: 'simulator' } as const;
const status = { kind: 'alarmStatus', connection: 'simulator' } as const;

/** A fleet whose time, and the engine's, passes only when the test says so. */
async function setup(applications: number) {
  const clock = standingClock(Date.UTC(2026, 9, 13, 12, 0, 20));
  const simulator = await startTestSimulator({
    scenario: 'healthy',
    applications,
    historyHours: HOURS,
    clock,
    start: clock.now(),
  });
  open.push(simulator);
  const { control } = simulator.addresses;
  const connection: Connection = {
    kind: 'simulator',
    id: 'simulator',
    name: 'Simulator',
    scenario: 'healthy',
    seed: 7,
    speed: 1,
    address: control,
  };
  const engine = await watching(connection, clock);
  open.push(engine);
  await engine.follow(fleet, { kind: 'budget' });
  const asked = async (): Promise<RequestEntry[]> =>
    (await simulator.requests()).filter(({ operation }) => operation === 'GetMetricData');
  /** Waits in real time, without any of it passing for what is watched. */
  const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 25));
  };
  /** Lets so much time pass, in steps, after each of which everything is asked that is due: nothing new comes for a while of real time. */
  const pass = async (duration: number): Promise<void> => {
    for (let left = duration; left > 0; left -= STEP) {
      clock.pass(Math.min(left, STEP));
      let [count, same] = [-1, 0];
      await until(async () => {
        const now = (await asked()).length;
        same = now === count ? same + 1 : 0;
        count = now;
        return same >= 3;
      });
    }
  };
  const budget = async () => {
    const [first] = await engine.live({ kind: 'budget' });
    if (first === undefined) throw new Error('no budget');
    return first;
  };
  /** Descriptions wait for their turn: time has to pass until the fleet is there. */
  const filled = (): Promise<void> =>
    until(() => {
      clock.pass(SECOND / 2);
      const snapshot = engine.now(fleet);
      const known = snapshot.state === 'live' ? snapshot.value.filter(({ recordsIn }) => recordsIn.current !== null) : [];
      return known.length >= applications * 0.9;
    });
  /**
   * What is normal is read once of each application, one after the other, while time passes: all of them have a learned threshold. Answers how
   * many these are.
   */
  const learned = async (): Promise<number> => {
    await engine.follow(fleet, { kind: 'budget' }, status);
    let count = 0;
    await until(() => {
      clock.pass(SECOND / 4);
      const snapshot = engine.now(status);
      const rows = snapshot.state === 'live' ? snapshot.value : [];
      const wanted = rows.filter(({ cells }) => cells.some(({ coverage }) => coverage !== 'not-applicable'));
      count = wanted.length;
      return count >= applications * 0.9 && wanted.every(({ cells }) => cells.some(({ basis }) => basis === 'learned'));
    });
    return count;
  };
  return { clock, engine, asked, until, pass, budget, filled, learned };
}

it('a hundred applications cost ⌈queries / 500⌉ requests a minute, and the price that is shown is theirs', async () => {
  const { clock, asked, until, pass, budget, filled, learned } = await setup(100);
  await filled();
  const count = await learned();
  // One question of each, paid and counted like any other.
  expect((await asked()).filter(({ queries }) => queries <= MOST_OF_ONE)).toHaveLength(count);
  await pass(75 * SECOND);
  // From the middle between two polls on.
  const started = ((await asked()).at(-1)?.at ?? 0) + MINUTE / 2;
  await pass(started - clock.now());

  for (let minute = 0; minute < MINUTES; minute += 1) {
    await pass(MINUTE);
    const from = started + minute * MINUTE;
    const polled = (await asked()).filter(({ at }) => at >= from && at < from + MINUTE);
    const byRegion = new Map<string, RequestEntry[]>();
    for (const each of polled) byRegion.set(each.region, [...(byRegion.get(each.region) ?? []), each]);
    expect(byRegion.size).toBeGreaterThan(0);
    for (const [region, requests] of byRegion) {
      const queries = requests.reduce((sum, each) => sum + each.queries, 0);
      expect(requests.length, `${region}, minute ${minute + 1}`).toBe(Math.ceil(queries / MOST_QUERIES));
    }
    // Of every application at least the nine figures of the alarms that are recommended for all.
    expect(polled.reduce((sum, each) => sum + each.queries, 0)).toBeGreaterThan(100 * 9);
  }

  const all = await asked();
  const queries = all.reduce((sum, each) => sum + each.queries, 0);
  // The budget is told once a second.
  clock.pass(2 * SECOND);
  const shown = async () => (await budget()).operations.find(({ operation }) => operation === 'GetMetricData');
  await until(async () => (await shown())?.requests === all.length);
  expect(await shown()).toMatchObject({ service: 'cloudwatch', requests: all.length, units: queries, throttled: 0, failed: 0 });
  expect((await shown())?.dollars).toBeCloseTo((queries / 1000) * 0.01, 12);
});

it('a cap is kept by asking less often, said so, and let go when it is lifted; the connection is as well as before', async () => {
  const { clock, engine, asked, until, pass, budget, filled, learned } = await setup(8);
  await filled();
  await learned();
  // What was asked once weighs little in the forecast by then.
  await pass(6 * MINUTE);
  const { forecast } = await budget();
  expect(forecast).toBeGreaterThan(1);
  const telemetry = Telemetry.parse({});
  await engine.call('settings.save', { telemetry: { ...telemetry, monthlyCap: forecast / 4 } });
  await pass(5 * MINUTE);

  const started = clock.now();
  await pass(12 * MINUTE);
  const capped = await budget();
  // A little less than four: the forecast began with what was asked once, at the start.
  expect(capped.slowdown).toBeGreaterThan(2);
  expect(capped.slowdown).toBeLessThan(5);
  // A poll that has just been sent raises the forecast until the slowdown follows, which it does within seconds.
  const settledBy = clock.now() + MINUTE;
  await until(async () => {
    if ((await budget()).forecast < (forecast / 4) * 1.05) return true;
    clock.pass(SECOND);
    return clock.now() > settledBy;
  });
  expect((await budget()).forecast).toBeLessThan((forecast / 4) * 1.05);
  expect(capped.metricsEvery).toBeGreaterThan(2 * MINUTE);
  const inOneRegion = async (from: number) => {
    const later = (await asked()).filter(({ at }) => at >= from);
    return later.filter(({ region }) => region === later[0]?.region).length;
  };
  // Natively twelve.
  expect(await inOneRegion(started)).toBeLessThanOrEqual(6);
  expect(await engine.connection(() => true)).toMatchObject({ state: 'live', error: null });

  await engine.call('settings.save', { telemetry });
  const lifted = clock.now();
  await pass(4 * MINUTE);
  expect(await inOneRegion(lifted)).toBeGreaterThanOrEqual(3);
  await until(async () => {
    clock.pass(SECOND);
    const { cap, slowdown, metricsEvery } = await budget();
    return cap === null && slowdown === 1 && metricsEvery === MINUTE;
  });
});
