import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { BacktestQuestion, LearnQuestion } from '#shared/model/alarms/backtest.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from '../hurriedClock.ts';
import type { Watching } from '../watching.ts';
import { watching } from '../watching.ts';

// A whole simulator with more than a day of history, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const HISTORY = 26;
let simulator: TestSimulator;
let engine: Watching;
let ref = { connection: 'simulator', id: '' };
let [started, now] = [millis(0), millis(0)];

/** A day without trouble, then an outage of 40 minutes and half an hour after it; nobody watched any of it. */
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: HISTORY });
  const { now: noon, region, accountId } = await simulator.setClock({ paused: true });
  const application = 'orders-enrichment';
  ref = { connection: 'simulator', id: `arn:aws:kinesisanalytics:${region}:${accountId}:application/${application}` };
  started = millis(noon);
  await simulator.setFault({ change: 'on', id: 'outage', kind: 'dependency-outage', application, severity: 'severe' });
  await simulator.advance(40 * MINUTE);
  await simulator.setFault({ change: 'off', id: 'outage' });
  now = millis((await simulator.advance(30 * MINUTE)).now);
  engine = await watching(
    {
      kind: 'simulator',
      id: 'simulator',
      name: 'Simulator',
      scenario: 'healthy',
      seed: 7,
      speed: 1,
      address: simulator.addresses.control,
    },
    hurriedClock(20, now),
  );
  const status = { kind: 'alarmStatus', connection: 'simulator' } as const;
  await engine.follow(status);
  await engine.live(
    status,
    (rows) => rows.length > 0 && rows.every(({ cells }) => cells.every(({ coverage }) => coverage !== 'unknown')),
  );
});
afterAll(async () => {
  await engine.close();
  await simulator.close();
});

const learn = async (change: Partial<LearnQuestion> = {}): Promise<Output<'alarms.learn'>> =>
  (await engine.call('alarms.learn', {
    ref,
    alarm: 'records-out-rate-low',
    from: millis(started - HISTORY * HOUR),
    to: now,
    percentile: null,
    margin: null,
    byHour: null,
    ...change,
  })) as Output<'alarms.learn'>;
const learned = async (change: Partial<LearnQuestion> = {}) => {
  const answer = await learn(change);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

const guide = { threshold: { basis: 'guide', value: 0 }, evaluationPeriods: null, datapointsToAlarm: null } as const;
const tried = async (change: Partial<BacktestQuestion> = {}) => {
  const question = { ref, alarm: 'downtime', from: millis(started - HISTORY * HOUR), to: now, candidates: [guide], ...change };
  const answer = (await engine.call('alarms.backtest', question)) as Output<'alarms.backtest'>;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

describe('a threshold that is learned of a past with an outage in it', () => {
  it('is that of the time before it, and the outage is told of', async () => {
    const before = await learned({ to: started });
    const whole = await learned();
    expect(before.excluded).toEqual([]);
    expect(before.threshold?.value).toBeGreaterThan(0);
    expect(Math.abs((whole.threshold?.value ?? 0) / (before.threshold?.value ?? 1) - 1)).toBeLessThan(0.03);
    const [outage, ...others] = whole.excluded;
    expect(others).toEqual([]);
    expect(outage?.text).toContain('Down');
    expect(Math.abs((outage?.from ?? 0) - started)).toBeLessThanOrEqual(2 * MINUTE);
    expect(outage?.to).toBeGreaterThan(started + 40 * MINUTE);
    // It is drawn all the same.
    const low = whole.points.filter(([at, value]) => at >= started && value !== null && value < (whole.threshold?.value ?? 0));
    expect(low.length).toBeGreaterThan(0);
    expect(whole.points.length).toBeLessThanOrEqual(1_250);
    expect(whole.complete).toBeGreaterThan(0.99);
    expect(whole.why).toContain('were left out');
  });

  it('is another with another margin, and none of a past that is too short', async () => {
    const [one, two] = [await learned({ margin: 1.5 }), await learned({ margin: 3 })];
    expect((one.threshold?.value ?? 0) / (two.threshold?.value ?? 1)).toBeCloseTo(2, 1);
    const short = await learned({ from: millis(started - 5 * HOUR), to: started });
    expect(short.threshold).toBeNull();
    expect(short.why).toContain('24 h are needed: choose a longer time');
  });
});

describe('a threshold that is tried on that past', () => {
  it('fires for the outage, some minutes after it began, and for nothing else', async () => {
    const eager = { ...guide, evaluationPeriods: 1, datapointsToAlarm: 1 };
    const { incidents, results, complete } = await tried({ candidates: [guide, eager] });
    expect(incidents).toHaveLength(1);
    expect(Math.abs((incidents[0]?.from ?? 0) - started)).toBeLessThanOrEqual(2 * MINUTE);
    expect(incidents[0]?.to).toBeGreaterThanOrEqual(started + 38 * MINUTE);
    const [usual, quick] = results;
    expect(usual?.firings).toMatchObject([{ incident: 0 }]);
    expect(usual?.leads).toEqual([-1 * MINUTE * alarmEntry('downtime').datapointsToAlarm]);
    expect(quick?.leads).toEqual([-1 * MINUTE]);
    expect(usual?.share).toBeGreaterThan((35 * MINUTE) / (now - started + HISTORY * HOUR));
    expect(complete).toBeGreaterThan(0.99);
  });

  it('by a threshold that was learned of it: the output falls, and is back', async () => {
    const { threshold } = await learned();
    if (threshold === null) throw new Error('none');
    const { results } = await tried({
      alarm: 'records-out-rate-low',
      candidates: [
        { ...guide, threshold },
        { ...guide, threshold: { basis: 'chosen', value: 1e9, hours: null } },
      ],
    });
    const [good, absurd] = results;
    expect(good?.firings.length).toBeGreaterThan(0);
    expect(good?.firings.every(({ incident }) => incident === 0)).toBe(true);
    expect(good?.leads[0]).toBeLessThan(0);
    // One that always fires foretells nothing.
    expect(absurd?.share).toBeGreaterThan(0.98);
    expect(absurd).toMatchObject({ firings: [{ to: null, incident: null }], leads: [null] });
  });
});

describe('what cannot be studied is said', () => {
  const range = (from: number, to: number) => ({ from: millis(from), to: millis(to) });
  it.each<[string, Partial<LearnQuestion>, string, RegExp]>([
    [
      'an application that there is not',
      { ref: { connection: 'simulator', id: 'arn:gone' } },
      'not-found',
      /no such application/,
    ],
    ['a connection that there is not', { ref: { connection: 'gone', id: 'arn:gone' } }, 'not-found', /connection is not watched/],
    ['an alarm that does not apply', { alarm: 'source-lag-kinesis' }, 'not-found', /does not apply. It reads no Kinesis stream/],
    ['a range that is reversed', range(2e12, 1e12), 'bad-request', /“from” is not before “to”/],
    ['a range that is empty', range(1e12, 1e12), 'bad-request', /“from” is not before “to”/],
    ['a range that is to come', range(4e12, 5e12), 'bad-request', /in the future.*“from”/],
    ['a range that nothing is kept of', range(1e12, 3e12), 'bad-request', /63 d.*“from” is before that/],
  ])('%s', async (_, change, kind, message) => {
    expect(await learn(change)).toMatchObject({
      ok: false,
      error: { kind, message: expect.stringMatching(message) as string },
    });
  });
});

it('of history alone everything is the same, and what is not kept is missed', async () => {
  const [threshold, backtest] = [await learned(), await tried()];
  await simulator.setNetworkFault({ change: 'on', service: 'monitoring', kind: 'access-denied', severity: 'severe' });
  expect(await learned()).toEqual({
    ...threshold,
    threshold: threshold.threshold && { ...threshold.threshold, learned: expect.anything() as object },
  });
  expect(await tried()).toEqual(backtest);
  const older = await learned({ from: millis(started - 2 * DAY) });
  expect(older.unread).toMatchObject({ kind: 'access-denied' });
  expect(older.threshold?.value).toBe(threshold.threshold?.value);
  expect(older.complete).toBeLessThan(0.6);
  // Nobody knows what came out in the last hour: that is no reason to fire.
  const { threshold: low } = threshold;
  if (low === null) throw new Error('none');
  const output = { alarm: 'records-out-rate-low', candidates: [{ ...guide, threshold: low }] } as const;
  const known = await tried({ ...output, candidates: [...output.candidates] });
  await simulator.advance(HOUR);
  await engine.connection(({ clock }) => (clock?.now ?? 0) >= now + HOUR);
  const later = await tried({ ...output, candidates: [...output.candidates], to: millis(now + HOUR) });
  expect(later.unread).toBeDefined();
  expect(later.results[0]?.firings).toEqual(known.results[0]?.firings);
  await simulator.setNetworkFault({ change: 'off', service: 'monitoring', kind: 'access-denied' });
});
