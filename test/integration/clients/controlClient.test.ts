import { afterEach, describe, expect, it } from 'vitest';
import { controlClient } from '#electron/clients/simulator/controlClient.ts';
import type { SimulatorState } from '#shared/simulation/control.ts';
import { millis } from '#shared/units/units.ts';
import type { HttpServer } from './httpServer.ts';
import { httpServer, json } from './httpServer.ts';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});
const patient = AbortSignal.timeout(20_000);
const state: SimulatorState = {
  scenario: 'demo',
  seed: 1,
  world: 1,
  applications: 19,
  region: 'eu-west-1',
  regions: ['eu-west-1'],
  accountId: '123456789012',
  now: millis(1_700_000_000_000),
  speed: 30,
  paused: false,
  jumpingTo: null,
  starting: null,
  aws: 'http://127.0.0.1:1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  flink: {},
  faults: [],
  network: [],
};

async function setup(answer: Parameters<typeof httpServer>[0]) {
  const server = await httpServer(answer);
  open.push(server);
  return { server, client: controlClient(`${server.origin}/control/topsecret`, millis(200)) };
}

describe('controlClient', () => {
  it('reads the state and changes the clock below the address with its secret', async () => {
    const { server, client } = await setup((_, response) => json(response, state));
    expect(await client.state(patient)).toEqual({ ok: true, value: state });
    expect(await client.setClock({ paused: true }, patient)).toEqual({ ok: true, value: state });
    expect(server.requests).toEqual(['GET /control/topsecret/state', 'POST /control/topsecret/clock']);
  });

  it.each([
    [404, {}, 'not-found'],
    [403, {}, 'access-denied'],
    [400, {}, 'bad-request'],
    [500, {}, 'server-error'],
    [200, { hello: 'world' }, 'bad-response'],
  ])('%i is %s, without the address', async (status, body, kind) => {
    const { client } = await setup((_, response) => json(response, body, status));
    const result = await client.state(patient);
    expect(result).toMatchObject({ ok: false, error: { kind, source: 'Simulator' } });
    expect(JSON.stringify(result)).not.toContain('topsecret');
  });

  it('says what the simulator does not like', async () => {
    const { client } = await setup((_, response) => json(response, { error: 'scenario: there is no nope.' }, 400));
    expect(await client.startScenario({ scenario: 'nope' }, patient)).toMatchObject({
      ok: false,
      error: { kind: 'bad-request', message: 'The simulator refused the change. scenario: there is no nope.' },
    });
  });

  it('says that it is gone, or too slow', async () => {
    const { server, client } = await setup(() => undefined);
    expect(await client.state(patient)).toMatchObject({ ok: false, error: { kind: 'timeout' } });
    await server.close();
    expect(await client.state(patient)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});
