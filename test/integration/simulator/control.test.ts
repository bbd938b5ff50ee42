import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ScenarioList } from '#shared/simulation/control.ts';
import { HOUR, MINUTE, SECOND } from '#shared/units/units.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

let simulator: TestSimulator;
beforeEach(async () => {
  simulator = await startTestSimulator({ historyHours: 0.1, speed: 30 });
});
afterEach(() => simulator.close());

const now = async () => (await simulator.state()).now;
const post = async (path: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
  const response = await fetch(`${simulator.addresses.control}/${path}`, { method: 'POST', body, headers });
  return { status: response.status, body: (await response.json()) as { error?: string } };
};

it('tells what is simulated and where', async () => {
  expect(await simulator.state()).toMatchObject({
    scenario: 'demo',
    seed: 7,
    now: simulator.start,
    speed: 30,
    paused: false,
    aws: simulator.addresses.aws,
    flink: simulator.addresses.flink,
  });
});

describe('the clock', () => {
  it('runs at its speed beside real time', async () => {
    simulator.pass(10 * SECOND);
    expect(await now()).toBe(simulator.start + 300 * SECOND);
    await simulator.setClock({ speed: 2 });
    simulator.pass(10 * SECOND);
    expect(await now()).toBe(simulator.start + 320 * SECOND);
  });

  it('stands still while it is paused, and goes on from there', async () => {
    expect(await simulator.setClock({ paused: true })).toMatchObject({ paused: true });
    simulator.pass(HOUR);
    expect(await now()).toBe(simulator.start);
    await simulator.setClock({ paused: false });
    simulator.pass(SECOND);
    expect(await now()).toBe(simulator.start + 30 * SECOND);
  });

  it('jumps ahead at once, paused or not', async () => {
    await simulator.setClock({ paused: true });
    expect((await simulator.advance(2 * HOUR)).now).toBe(simulator.start + 2 * HOUR);
  });

  it('does not make up for the days that a computer slept', async () => {
    simulator.pass(48 * HOUR);
    expect(await now()).toBe(simulator.start + HOUR);
  });
});

describe('faults', () => {
  const fault = {
    change: 'on',
    id: 'test',
    kind: 'sink-bottleneck',
    application: 'orders-enrichment',
    severity: 'severe',
  } as const;

  it('are switched on and off again by their id; what the scenario does itself stays hidden', async () => {
    expect((await simulator.state()).faults).toEqual([]);
    expect((await simulator.setFault(fault)).faults).toEqual([
      {
        id: 'test',
        kind: 'sink-bottleneck',
        application: 'orders-enrichment',
        where: null,
        severity: 'severe',
        since: simulator.start,
      },
    ]);
    expect((await simulator.setFault({ change: 'off', id: 'test' })).faults).toEqual([]);
  });

  it('are refused when they are on already, are not on, or are for nobody', async () => {
    await simulator.setFault(fault);
    const refused = async (body: object) => post('fault', JSON.stringify(body));
    expect(await refused(fault)).toEqual({ status: 400, body: { error: 'id: a fault test is on already.' } });
    expect(await refused({ change: 'off', id: 'other' })).toEqual({ status: 400, body: { error: 'id: no fault other is on.' } });
    expect(await refused({ ...fault, id: 'b', application: 'nobody' })).toEqual({
      status: 400,
      body: { error: 'application: there is no nobody.' },
    });
  });

  it('are refused where they cannot be', async () => {
    expect(await post('fault', JSON.stringify({ ...fault, kind: 'kinesis-source-throttling' }))).toEqual({
      status: 400,
      body: { error: 'kind: orders-enrichment has nothing that kinesis-source-throttling could befall.' },
    });
    expect((await post('fault', JSON.stringify({ ...fault, where: 'orders-source' }))).body.error).toMatch(
      /^where: sink-bottleneck can only be at /,
    );
    expect((await simulator.setFault({ ...fault, where: 'warehouse' })).faults).toMatchObject([{ where: 'warehouse' }]);
  });

  it('are all told when the truth is asked for: what was, what is, and since when', async () => {
    await simulator.setClock({ paused: true });
    const planned = await simulator.truth();
    expect(planned.map(({ application, by, state }) => [application, by, state])).toContainEqual([
      'orders-enrichment',
      'scenario',
      'on',
    ]);
    await simulator.advance(HOUR);
    await simulator.setFault({ ...fault, application: 'fraud-scores', severity: 'mild' });
    await simulator.advance(HOUR);
    await simulator.setFault({ change: 'off', id: 'test' });
    expect(await simulator.truth()).toEqual([
      ...planned,
      {
        id: 'test',
        problem: 'sink-bottleneck',
        title: expect.any(String),
        truth: expect.any(String),
        application: 'fraud-scores',
        region: 'eu-west-1',
        where: null,
        severity: 'mild',
        onset: simulator.start + HOUR,
        until: simulator.start + 2 * HOUR,
        state: 'over',
        by: 'hand',
      },
    ]);
  });
});

describe('a scenario', () => {
  it('is one of those that are listed, each with its title', async () => {
    const { scenarios, faults } = ScenarioList.parse(await (await fetch(`${simulator.addresses.control}/scenarios`)).json());
    expect(scenarios.map(({ id }) => id)).toEqual(expect.arrayContaining(['demo', 'healthy']));
    expect(scenarios.find(({ id }) => id === 'healthy')).toMatchObject({ title: 'A day without trouble', kind: 'healthy' });
    expect(faults.find(({ kind }) => kind === 'beam-checkpoint-finished-tasks')).toMatchObject({
      title: expect.any(String),
      applications: ['ads-impressions-beam'],
    });
  });

  it('takes the place of the one before, at the same addresses, with a clock that goes on as it went', async () => {
    await simulator.setClock({ paused: true, speed: 9 });
    await simulator.setFault({
      change: 'on',
      id: 'mine',
      kind: 'data-skew',
      application: 'clickstream-sessions',
      severity: 'mild',
    });
    const before = await simulator.state();
    const start = simulator.start - 48 * HOUR;
    const state = await simulator.startScenario({ scenario: 'healthy', seed: 11, start, history: 6 * MINUTE, applications: 3 });
    expect(state).toMatchObject({
      scenario: 'healthy',
      seed: 11,
      world: before.world + 1,
      applications: 3,
      now: start,
      speed: 9,
      paused: true,
      faults: [],
      starting: null,
      aws: before.aws,
    });
    expect(await simulator.truth()).toEqual([]);
    const again = await simulator.startScenario({ scenario: 'demo', start, history: 0 });
    expect(again).toMatchObject({ seed: 11, applications: 3, world: before.world + 2 });
  });

  it('gives the same world as a simulator that was started with it', async () => {
    const start = simulator.start + HOUR;
    await simulator.startScenario({ scenario: 'demo', seed: 3, start, history: 6 * MINUTE, applications: 4 });
    const fresh = await startTestSimulator({ seed: 3, start, historyHours: 0.1, applications: 4 });
    const figures = async ({ addresses }: TestSimulator) =>
      (await fetch(`${addresses.aws}/flink/orders-enrichment/jobs/overview`)).text();
    expect(await figures(simulator)).toBe(await figures(fresh));
    await fresh.close();
  });

  it('leaves the one before to be asked while its own history is simulated', async () => {
    const starting = simulator.startScenario({ scenario: 'healthy', history: 6 * HOUR });
    let meanwhile = await simulator.state();
    while (meanwhile.starting === null) meanwhile = await simulator.state();
    expect(meanwhile).toMatchObject({ scenario: 'demo', starting: { scenario: 'healthy' } });
    expect(await post('scenario', '{"scenario":"demo"}')).toEqual({
      status: 409,
      body: { error: 'healthy is being started already.' },
    });
    expect(await starting).toMatchObject({ scenario: 'healthy', starting: null });
  });
});

describe('refuses', () => {
  it.each([
    ['clock', '{"speed":0}', /^speed: .*1\.$/],
    ['clock', '{"speed":"fast"}', /^speed: .*number/],
    ['clock', '{"advance":-1}', /^advance: /],
    ['clock', '{"advance":86400001}', /^advance: /],
    ['clock', '{"hurry":true}', /hurry/],
    ['clock', '{"speed":', /^The body is not JSON\.$/],
    ['fault', '{"change":"on","id":""}', /^id: /],
    ['fault', '{"change":"maybe"}', /^change: /],
    ['fault', '{"change":"on","id":"a","kind":"bad-luck","application":"stream-copy","severity":"mild"}', /^kind: /],
    ['network', '{"change":"on","service":"s3","kind":"latency","severity":"mild"}', /^service: /],
    ['network', '{"change":"on","service":"logs","kind":"hiccup","severity":"mild"}', /^kind: /],
    ['network', '{"change":"off","service":"logs","kind":"latency"}', /^kind: logs has no latency now\.$/],
    [
      'network',
      '{"change":"on","service":"logs","kind":"latency","severity":"mild","application":"x"}',
      /^application: only flink/,
    ],
    [
      'network',
      '{"change":"on","service":"flink","kind":"latency","severity":"mild","application":"x"}',
      /^application: there is no x/,
    ],
    ['scenario', '{"scenario":"none-of-these"}', /^scenario: there is no none-of-these\.$/],
    ['scenario', '{"scenario":"demo","seed":4294967296}', /^seed: .*4294967295/],
    ['scenario', '{"scenario":"demo","applications":501}', /^applications: .*500/],
    ['scenario', '{"scenario":"demo","history":604800001}', /^history: /],
  ])('%s %s in one sentence', async (path, body, sentence) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(sentence);
    expect(await now()).toBe(simulator.start);
  });

  it('what other sites’ pages could send', async () => {
    expect((await post('clock', '{"speed":5}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('a wrong secret, another method, an unknown path', async () => {
    const { control } = simulator.addresses;
    const status = async (url: string, method = 'GET') => (await fetch(url, { method })).status;
    expect(await status(`${control.slice(0, -1)}/state`)).toBe(403);
    expect(await status(`${control}x/state`)).toBe(403);
    expect(await status(`${simulator.addresses.aws}/control/`)).toBe(403);
    expect(await status(`${control}/clock`)).toBe(405);
    expect(await status(`${control}/state`, 'POST')).toBe(405);
    expect(await status(`${control}/elsewhere`)).toBe(404);
  });
});
