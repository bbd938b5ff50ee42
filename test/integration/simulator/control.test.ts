import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '#shared/units/units.ts';
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
  const slowSink = (application: string) => ({
    change: 'on' as const,
    id: 'test',
    kind: 'slow-sink' as const,
    application,
    severity: 'severe' as const,
  });

  it('are switched on and off again by their id', async () => {
    const { flink, faults } = await simulator.state();
    const [application = ''] = Object.keys(flink);
    expect((await simulator.setFault(slowSink(application))).faults).toEqual([...faults, 'test']);
    expect((await simulator.setFault({ change: 'off', id: 'test' })).faults).toEqual(faults);
  });

  it('are refused when they are on already, are not on, or are for nobody', async () => {
    const [application = ''] = Object.keys((await simulator.state()).flink);
    await simulator.setFault(slowSink(application));
    const refused = async (body: object) => post('fault', JSON.stringify(body));
    expect(await refused(slowSink(application))).toEqual({ status: 400, body: { error: 'id: a fault test is on already.' } });
    expect(await refused({ change: 'off', id: 'other' })).toEqual({ status: 400, body: { error: 'id: no fault other is on.' } });
    expect(await refused({ ...slowSink('nobody'), id: 'b' })).toEqual({
      status: 400,
      body: { error: 'application: there is no nobody.' },
    });
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
