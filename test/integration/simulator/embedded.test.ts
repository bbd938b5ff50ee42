import { expect, it } from 'vitest';
import { embedSimulator } from '#electron/simulator/embedSimulator.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import { SimulatorState } from '#shared/simulation/control.ts';
import { HOUR, millis } from '#shared/units/units.ts';

const never = new AbortController().signal;
const options = { scenario: 'demo', seed: 1, speed: 30, history: millis(HOUR / 2) };

async function embed() {
  const started = await embedSimulator(options);
  if (!started.ok) throw new Error(started.error);
  const state = SimulatorState.parse(await (await fetch(`${started.value.control}/state`)).json());
  return { simulator: started.value, state };
}

it('runs in a thread with a key of its own, that only the control interface tells', async () => {
  const [one, other] = await Promise.all([embed(), embed()]);
  expect(one.state.credentials).not.toEqual(other.state.credentials);
  const list = async (endpoint: string, credentials: SimulatorState['credentials']) => {
    const service = managedService({
      region: one.state.region,
      endpoint,
      credentials: { kind: 'keys', ...credentials },
      connectTimeout: millis(2_000),
      requestTimeout: millis(5_000),
    });
    const answer = await service.list(never);
    service.close();
    return answer;
  };
  expect((await list(one.state.aws, one.state.credentials)).ok).toBe(true);
  expect(await list(one.state.aws, other.state.credentials)).toMatchObject({ error: { kind: 'credentials-missing' } });
  await Promise.all([one.simulator.close(), other.simulator.close()]);
  expect(await list(one.state.aws, one.state.credentials)).toMatchObject({ error: { kind: 'unreachable' } });
});

it('says why it did not start', async () => {
  expect(await embedSimulator({ ...options, scenario: 'none-of-these' })).toEqual({
    ok: false,
    error: 'There is no scenario none-of-these.',
  });
});
