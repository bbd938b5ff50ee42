import { expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator, TestSimulatorOptions } from '#test/support/simulator.ts';
import { HOUR, MINUTE, SECOND } from '#shared/units/units.ts';
import { rawAws } from './rawAws.ts';

/** Every answer of a simulator, byte by byte, in an order of one's choice. */
async function everything(simulator: TestSimulator, order: 'forwards' | 'backwards'): Promise<Map<string, string>> {
  const { region, now } = await simulator.state();
  const asked: (readonly [string, () => Promise<string>])[] = [];
  const aws = (target: Parameters<typeof rawAws>[1], body: object) =>
    asked.push([
      `${target} ${JSON.stringify(body)}`,
      async () => JSON.stringify((await rawAws(simulator.addresses.aws, target, body, { region })).body),
    ]);

  aws('KinesisAnalytics_20180523.ListApplications', {});
  aws('GraniteServiceVersion20100801.ListMetrics', { Namespace: 'AWS/KinesisAnalytics' });
  aws('Logs_20140328.DescribeLogGroups', {});
  for (const [name, base] of Object.entries(simulator.addresses.flink)) {
    const dimensions = [{ Name: 'Application', Value: name }];
    aws('KinesisAnalytics_20180523.DescribeApplication', { ApplicationName: name, IncludeAdditionalDetails: true });
    aws('GraniteServiceVersion20100801.GetMetricData', {
      StartTime: now / 1000 - 7200,
      EndTime: now / 1000,
      MetricDataQueries: ['cpuUtilization', 'uptime', 'lastCheckpointDuration', 'numRecordsInPerSecond'].map((MetricName, i) => ({
        Id: `m${i}`,
        MetricStat: {
          Metric: { Namespace: 'AWS/KinesisAnalytics', MetricName, Dimensions: dimensions },
          Period: 60,
          Stat: 'Sum',
        },
      })),
    });
    aws('Logs_20140328.FilterLogEvents', { logGroupName: `/aws/kinesis-analytics/${name}` });
    const links = [...(await (await fetch(base)).text()).matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
    // Every third is every kind of answer, of one vertex or another.
    for (const link of links.filter((_, i) => i % 3 === 0))
      asked.push([`${name}/${link}`, async () => (await fetch(base + link)).text()]);
  }
  if (order === 'backwards') asked.reverse();
  const answers = new Map<string, string>();
  for (const [what, ask] of asked) answers.set(what, await ask());
  return answers;
}

async function withSimulator<T>(options: TestSimulatorOptions, use: (simulator: TestSimulator) => Promise<T>): Promise<T> {
  const simulator = await startTestSimulator(options);
  try {
    return await use(simulator);
  } finally {
    await simulator.close();
  }
}

it(
  'same seed, same times: same bytes, whatever the speed, the steps and the order of questions',
  { timeout: 120_000 },
  async () => {
    const inOneJump = await withSimulator({ seed: 11, historyHours: 0.5 }, async (simulator) => {
      await simulator.advance(HOUR / 2);
      return everything(simulator, 'forwards');
    });
    const inSmallSteps = await withSimulator({ seed: 11, historyHours: 0.5 }, async (simulator) => {
      for (let i = 0; i < 6; i += 1) {
        await simulator.advance(5 * MINUTE);
        if (i === 2) await everything(simulator, 'forwards');
      }
      return everything(simulator, 'backwards');
    });
    const atFullSpeed = await withSimulator({ seed: 11, historyHours: 0.5, speed: 30 }, async (simulator) => {
      simulator.pass(30 * SECOND);
      await simulator.state();
      simulator.pass(30 * SECOND);
      return everything(simulator, 'forwards');
    });
    expect(inOneJump.size).toBeGreaterThan(50);
    for (const [what, bytes] of inOneJump) {
      expect([what, inSmallSteps.get(what)]).toEqual([what, bytes]);
      expect([what, atFullSpeed.get(what)]).toEqual([what, bytes]);
    }
  },
);

it('another seed: another world', async () => {
  const [one, other] = await Promise.all(
    [11, 12].map((seed) => withSimulator({ seed, historyHours: 0.5 }, (simulator) => everything(simulator, 'forwards'))),
  );
  const differing = [...(one ?? [])].filter(([what, bytes]) => other?.get(what) !== bytes);
  expect(differing.length).toBeGreaterThan(10);
});
