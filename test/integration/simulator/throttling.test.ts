import { expect, it, onTestFinished } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

const alarms = (aws: string, region?: string) =>
  rawAws(
    aws,
    'GraniteServiceVersion20100801.PutMetricAlarm',
    {},
    region === undefined ? {} : { region, headers: { 'x-amzn-query-mode': 'true' } },
  );

it('more requests than the service takes are refused, until there is room again; other operations go on', async () => {
  const simulator = await startTestSimulator({ historyHours: 0.1, throttled: true });
  onTestFinished(() => simulator.close());
  const { aws } = simulator.addresses;
  const codes: (string | undefined)[] = [];
  for (let i = 0; i < 10; i += 1) codes.push((await alarms(aws)).body.__type);
  // Three a second; after a pause two seconds’ worth at once.
  expect(codes.filter((code) => code === 'ValidationException')).toHaveLength(6);
  expect(codes.slice(6)).toEqual(Array.from({ length: 4 }, () => 'ThrottlingException'));

  const refusal = await alarms(aws, 'us-east-1');
  expect(refusal).toMatchObject({ status: 400, body: { __type: 'ThrottlingException', message: 'Rate exceeded' } });
  expect(refusal.headers.get('x-amzn-query-error')).toBe('Throttling;Sender');
  expect((await rawAws(aws, 'GraniteServiceVersion20100801.ListMetrics', {})).status).toBe(200);

  simulator.pass(1_000);
  const later = await Promise.all(Array.from({ length: 4 }, () => alarms(aws)));
  expect(later.filter(({ body }) => body.__type === 'ThrottlingException')).toHaveLength(1);

  // Each was written down, refused or not, with what GetMetricData is paid by.
  await rawAws(aws, 'GraniteServiceVersion20100801.GetMetricData', { MetricDataQueries: [{ Id: 'a' }, { Id: 'b' }] });
  const written = await simulator.requests();
  const refused = written.filter(({ throttled }) => throttled);
  expect(refused.map(({ operation, region }) => `${operation} in ${region}`)).toEqual(
    Array.from({ length: 6 }, () => 'PutMetricAlarm in us-east-1'),
  );
  expect(written.filter(({ operation }) => operation === 'PutMetricAlarm')).toHaveLength(15);
  expect(written.at(-1)).toMatchObject({ service: 'monitoring', operation: 'GetMetricData', queries: 2, throttled: false });
});
