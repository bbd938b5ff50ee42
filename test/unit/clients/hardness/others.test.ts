import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { controlClient } from '#electron/clients/simulator/controlClient.ts';
import { repairSettings } from '#electron/settings/repairSettings.ts';
import { Settings } from '#shared/contract/settings.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { SourceError } from '#shared/model/sourceError.ts';
import { ScenarioList, SimulatorState, Truth } from '#shared/simulation/control.ts';
import { millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { damage, mutate, mutations, notFinite, textOf } from './mutate.ts';

const SEED = 20_261_130;
const signal = new AbortController().signal;

describe('damaged answers of a simulator’s control interface', () => {
  let simulator: TestSimulator;
  let answers: Record<'state' | 'scenarios' | 'truth', unknown>;
  beforeAll(async () => {
    simulator = await startTestSimulator({ historyHours: 0 });
    const ask = async (path: string): Promise<unknown> => (await fetch(`${simulator.addresses.control}/${path}`)).json();
    answers = { state: await ask('state'), scenarios: await ask('scenarios'), truth: await ask('truth') };
  }, 120_000);
  afterAll(() => simulator.close());
  afterEach(() => vi.unstubAllGlobals());

  const schemas = { state: SimulatorState, scenarios: ScenarioList, truth: Truth };

  it.each([
    [4_000, 'state'],
    [1_000, 'scenarios'],
    [1_000, 'truth'],
  ] as const)(
    '%i of %s',
    async (runs, what) => {
      const client = controlClient('http://simulator.test/control/topsecret', millis(60_000));
      await fc.assert(
        fc.asyncProperty(mutations, damage, fc.constantFrom(200, 200, 200, 400, 500), async (changes, how, status) => {
          const text = textOf(mutate(answers[what], changes), how);
          vi.stubGlobal('fetch', () => Promise.resolve(new Response(text, { status })));
          const answer: Result<unknown> = await client[what](signal);
          if (answer.ok) {
            expect(notFinite(answer.value)).toBeNull();
            expect(schemas[what].safeParse(answer.value).success).toBe(true);
          } else {
            expect(SourceError.safeParse(answer.error).success).toBe(true);
            expect(JSON.stringify(answer.error)).not.toContain('topsecret');
          }
        }),
        { seed: SEED, numRuns: runs },
      );
    },
    240_000,
  );
});

describe('damaged settings', () => {
  it('5000 files are read as far as they can be', () => {
    const whole = Settings.parse({
      connections: [
        { kind: 'simulator', id: 'sim', name: 'Simulator', scenario: 'demo', seed: 7, speed: 1, address: null },
        {
          kind: 'aws',
          id: 'prod',
          name: 'Production',
          profile: 'work',
          region: 'eu-west-1',
          endpoint: null,
          endpoints: { logs: 'https://logs.test' },
          role: { arn: 'arn:aws:iam::123456789012:role/r', externalId: 'external', mfaSerial: 'arn:aws:iam::1:mfa/phone' },
        },
        { kind: 'flink', id: 'local', name: 'Local', url: 'http://127.0.0.1:8081' },
      ],
      watched: ['sim', 'prod'],
    });
    fc.assert(
      fc.property(mutations, damage, (changes, how) => {
        const { settings } = repairSettings(textOf(mutate(whole, changes), how));
        expect(notFinite(settings)).toBeNull();
        expect(Settings.safeParse(settings).success).toBe(true);
      }),
      { seed: SEED, numRuns: 5_000 },
    );
  }, 240_000);
});
