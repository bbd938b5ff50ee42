import { afterEach, expect, it } from 'vitest';
import { systemClock } from '#electron/clock.ts';
import { HOUR } from '#shared/units/units.ts';
import { rawAws } from './rawAws.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator, TestSimulatorOptions } from '#test/support/simulator.ts';

const JUMP = 2 * HOUR;
const open: TestSimulator[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function setup(options: TestSimulatorOptions): Promise<TestSimulator> {
  const simulator = await startTestSimulator({ historyHours: 0, applications: 40, ...options });
  open.push(simulator);
  await simulator.setClock({ paused: true });
  return simulator;
}

const figures = async ({ addresses, start }: TestSimulator) => {
  const answer = await rawAws(
    addresses.aws,
    'GraniteServiceVersion20100801.GetMetricData',
    {
      StartTime: start / 1000,
      EndTime: (start + JUMP) / 1000,
      MetricDataQueries: [
        {
          Id: 'all',
          Expression: "SEARCH('{AWS/KinesisAnalytics,Application} MetricName=\"numRecordsInPerSecond\"', 'Sum', 60)",
        },
      ],
    },
    { region: 'eu-west-1' },
  );
  return answer.body['MetricDataResults'];
};

it('a jump of a large fleet lets answers through, which see time run; the world is the one of a jump in one piece', async () => {
  const simulator = await setup({ clock: systemClock });
  const target = (await simulator.state()).now + JUMP;
  const seen: number[] = [];
  const jump = simulator.advance(JUMP);
  for (let told = await simulator.state(); told.now < target; told = await simulator.state()) {
    if (told.jumpingTo !== null) expect(told.jumpingTo).toBe(target);
    seen.push(told.now);
  }
  await jump;
  expect(seen.some((now) => now > simulator.start && now < target)).toBe(true);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(await simulator.state()).toMatchObject({ now: target, jumpingTo: null });

  const atOnce = await setup({});
  await atOnce.advance(JUMP);
  const answer = await figures(simulator);
  expect(Array.isArray(answer) ? answer.length : 0).toBeGreaterThan(10);
  expect(answer).toEqual(await figures(atOnce));
});
