import { expect, it } from 'vitest';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import { alarms } from '#electron/engine/aws/collect/alarms.ts';
import type { Parts } from '#electron/engine/aws/collect/collector.ts';
import type { CollectorLoop } from '#electron/engine/aws/collect/collectorLoops.ts';
import { realTime } from '#electron/engine/sourceClock.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { MINUTE } from '#shared/units/units.ts';
import { fakeClock } from '../fakeClock.ts';
import { alarm } from '../telemetry/recording.ts';

const denied: SourceError = {
  kind: 'access-denied',
  source: 'CloudWatch',
  message: 'CloudWatch denied the call.',
  remedy: 'Allow cloudwatch:DescribeAlarmHistory for this identity.',
};

const notOffered: SourceError = { ...denied, kind: 'bad-request', message: 'There is no such operation.' };

it.each([denied, notOffered])('shows alarms whose changes cannot be read ($kind), and tells what is missing', async (error) => {
  const reported: Result<unknown>[] = [];
  let started: CollectorLoop<unknown> | undefined;
  const clock = fakeClock();
  const parts = {
    connection: { id: 'prod', name: 'Production', region: 'eu-west-1' },
    services: {
      metrics: { alarms: async () => ok([alarm('ALARM', 0)]), alarmHistory: async () => failed(error) },
    } as unknown as AwsServices,
    inventory: { listed: () => [], described: () => null },
    time: realTime(clock),
    context: {
      store: { report: (_: unknown, result: Result<unknown>) => void reported.push(result) },
      recorder: { alarms: () => undefined },
    },
    loops: {
      has: () => false,
      start(loop: CollectorLoop<unknown>) {
        started = loop;
      },
    },
  } as unknown as Parts;
  alarms(parts, { sources: async () => [] }).settle();

  if (started === undefined) throw new Error('the collector did not begin');
  const told = started.take(await started.poll(new AbortController().signal), clock.now(), MINUTE);
  expect(reported).toMatchObject([{ ok: true, value: [{ name: 'cpu', state: 'ALARM', history: [] }] }]);
  expect(told).toEqual(failed(error));
});
