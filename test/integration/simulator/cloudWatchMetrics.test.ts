import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import type { GetMetricStatisticsCommandInput, MetricDataQuery, MetricDatum, Statistic } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

const MINUTE = 60_000;
const NAMESPACE = 'AWS/KinesisAnalytics';
let simulator: TestSimulator;
let client: CloudWatchClient;
beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 0.5 });
  client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
});
afterAll(async () => {
  client.destroy();
  await simulator.close();
});

const put = (datum: MetricDatum, Namespace = 'Shop') => client.send(new PutMetricDataCommand({ Namespace, MetricData: [datum] }));
const at = (minutesAgo: number, seconds = 0) => new Date(simulator.start - minutesAgo * MINUTE + seconds * 1000);

const metric = (Id: string, MetricName: string, Stat: string, Period = 60, Namespace = 'Shop'): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace, MetricName }, Period, Stat },
});
const cpu = (Id: string, Application: string): MetricDataQuery => ({
  Id,
  ReturnData: false,
  MetricStat: {
    Metric: { Namespace: NAMESPACE, MetricName: 'cpuUtilization', Dimensions: [{ Name: 'Application', Value: Application }] },
    Period: 60,
    Stat: 'Average',
  },
});

async function read(...MetricDataQueries: MetricDataQuery[]) {
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({ MetricDataQueries, StartTime: at(10), EndTime: at(-1), ScanBy: 'TimestampAscending' }),
  );
  return MetricDataResults;
}
const values = async (...queries: MetricDataQuery[]) => (await read(...queries)).map(({ Values }) => Values);

describe('a metric of one’s own', () => {
  it('is listed and read at once, with every value that it was given', async () => {
    await put({ MetricName: 'latency', Values: [1, 2, 100], Counts: [50, 49, 1], Unit: 'Milliseconds', Timestamp: at(3, 20) });
    await put({ MetricName: 'latency', Value: 5, Unit: 'Milliseconds', Timestamp: at(3, 40) });
    const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: 'Shop', MetricName: 'latency' }));
    expect(Metrics).toEqual([{ Namespace: 'Shop', MetricName: 'latency', Dimensions: [] }]);
    expect(
      await values(
        metric('a', 'latency', 'SampleCount'),
        metric('b', 'latency', 'p50'),
        metric('c', 'latency', 'p99'),
        metric('d', 'latency', 'PR(:2)'),
      ),
    ).toEqual([[101], [2], [5], [expect.closeTo(98.0198, 3)]]);
  });

  it('of which only sums were kept is added up, and of other units is another matter', async () => {
    const StatisticValues = { SampleCount: 4, Sum: 20, Minimum: 2, Maximum: 9 };
    await put({ MetricName: 'bytes', StatisticValues, Unit: 'Bytes', Timestamp: at(5) });
    await put({ MetricName: 'bytes', StatisticValues, Unit: 'Bytes', Timestamp: at(5, 30) });
    await put({ MetricName: 'bytes', Value: 1, Unit: 'Kilobytes', Timestamp: at(5) });
    expect(
      await values(metric('a', 'bytes', 'Sum'), {
        Id: 'b',
        MetricStat: { Metric: { Namespace: 'Shop', MetricName: 'bytes' }, Period: 60, Stat: 'Sum', Unit: 'Bytes' },
      }),
    ).toEqual([[41], [40]]);
  });

  it('of high resolution is read by the second', async () => {
    for (const [seconds, value] of [
      [0, 1],
      [1, 2],
      [5, 3],
    ] as const)
      await put({ MetricName: 'fine', Value: value, StorageResolution: 1, Timestamp: at(2, seconds) });
    const [byMinute, bySecond, byFive] = await read(
      metric('a', 'fine', 'Sum'),
      metric('b', 'fine', 'Sum', 1),
      metric('c', 'fine', 'Sum', 5),
    );
    expect([byMinute?.Values, bySecond?.Values, byFive?.Values]).toEqual([[6], [1, 2, 3], [3, 3]]);
    expect(bySecond?.Timestamps).toEqual([at(2), at(2, 1), at(2, 5)]);
  });

  it.each<[string, MetricDatum, string, RegExp]>([
    ['no value', { MetricName: 'a' }, 'MissingRequiredParameterException', /At least one of/],
    [
      'two kinds of values',
      { MetricName: 'a', Value: 1, Values: [1] },
      'InvalidParameterCombinationException',
      /mutually exclusive/,
    ],
    ['what is no number', { MetricName: 'a', Value: Number.NaN }, 'InvalidParameterValueException', /must be a number/],
    ['what is too large', { MetricName: 'a', Value: 2 ** 361 }, 'InvalidParameterValueException', /2\^360/],
    ['counts for other values', { MetricName: 'a', Values: [1, 2], Counts: [1] }, 'InvalidParameterValueException', /same size/],
    [
      'three weeks ago',
      { MetricName: 'a', Value: 1, Timestamp: new Date(Date.UTC(2026, 8, 22)) },
      'InvalidParameterValueException',
      /two weeks/,
    ],
    [
      'tomorrow',
      { MetricName: 'a', Value: 1, Timestamp: new Date(Date.UTC(2026, 9, 14)) },
      'InvalidParameterValueException',
      /two hours/,
    ],
    ['another resolution', { MetricName: 'a', Value: 1, StorageResolution: 5 }, 'InvalidParameterValueException', /1 or 60/],
  ])('with %s is refused', async (_what, datum, name, sentence) => {
    await expect(put(datum)).rejects.toMatchObject({ name, message: expect.stringMatching(sentence) as string });
  });

  it('in a namespace of the services is refused', async () => {
    await expect(put({ MetricName: 'a', Value: 1 }, 'AWS/KinesisAnalytics')).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });
});

describe('metric math on what applications publish', () => {
  it('refers to other queries whatever their order, and leaves out what is not to be returned', async () => {
    const results = await read(
      { Id: 'e2', Expression: 'e1 / 2', Label: 'half of the mean, at most ${MAX}' },
      { Id: 'e1', Expression: 'AVG(METRICS())', ReturnData: false },
      cpu('m1', 'orders-enrichment'),
      cpu('m2', 'fraud-scores'),
    );
    const [m1, m2] = await values(
      { ...cpu('m1', 'orders-enrichment'), ReturnData: true },
      { ...cpu('m2', 'fraud-scores'), ReturnData: true },
    );
    expect(results.map(({ Id }) => Id)).toEqual(['e2']);
    results[0]?.Values?.forEach((value, i) => expect(value).toBeCloseTo(((m1?.[i] ?? 0) + (m2?.[i] ?? 0)) / 4, 9));
    expect(results[0]?.Values?.length).toBe(10);
    expect(results[0]?.Label).toMatch(/^half of the mean, at most \d+/);
  });

  it('finds metrics by a search, each under the name that tells it from the others', async () => {
    const search = `SEARCH('{${NAMESPACE},Application} MetricName="cpuUtilization"', 'Average', 300)`;
    const results = await read({ Id: 'e1', Expression: search }, { Id: 'e2', Expression: `MAX(${search})`, Label: 'busiest' });
    const found = results.filter(({ Id }) => Id === 'e1');
    expect(found.length).toBeGreaterThan(5);
    expect(found.map(({ Label }) => Label)).toContain('orders-enrichment');
    expect(new Set(found.map(({ Label }) => Label)).size).toBe(found.length);
    expect(results.at(-1)).toMatchObject({ Id: 'e2', Label: 'busiest' });
  });

  it.each<[string, MetricDataQuery[], RegExp]>([
    ['an unknown id', [{ Id: 'e1', Expression: 'm9 * 2' }], /Error in expression 'e1': Unrecognized id 'm9'/],
    [
      'a circle',
      [
        { Id: 'e1', Expression: 'e2' },
        { Id: 'e2', Expression: 'e1' },
      ],
      /Circular reference/,
    ],
    ['itself', [{ Id: 'e1', Expression: 'e1' }], /Circular reference/],
    ['a number', [{ Id: 'e1', Expression: '1 + 1' }], /The result is a number/],
    ['a query language', [{ Id: 'q1', Expression: 'SELECT AVG(x) FROM y' }], /Metrics Insights/],
    ['an unknown statistic', [{ Id: 'e1', Expression: "SEARCH('{A}', 'Median', 60)" }], /does not know the statistic/],
  ])('refuses %s', async (_what, queries, sentence) => {
    await expect(read(...queries)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(sentence) as string,
    });
  });
});

describe('GetMetricStatistics', () => {
  const ask = (change: Partial<GetMetricStatisticsCommandInput> = {}) =>
    client.send(
      new GetMetricStatisticsCommand({
        Namespace: NAMESPACE,
        MetricName: 'cpuUtilization',
        Dimensions: [{ Name: 'Application', Value: 'orders-enrichment' }],
        StartTime: at(10),
        EndTime: at(0),
        Period: 60,
        Statistics: ['Average', 'Maximum', 'SampleCount'] satisfies Statistic[],
        ...change,
      }),
    );

  it('counts periods from where the range begins, and tells the unit', async () => {
    const { Label, Datapoints = [] } = await ask({ StartTime: at(8), Period: 300 });
    expect(Label).toBe('cpuUtilization');
    expect(Datapoints.map(({ Timestamp }) => Timestamp)).toEqual([at(8), at(3)]);
    for (const { Unit, Average = 0, Maximum = 0, SampleCount = 0 } of Datapoints) {
      expect(Unit).toBe('Percent');
      expect(Maximum).toBeGreaterThanOrEqual(Average);
      expect(SampleCount).toBeGreaterThan(0);
    }
  });

  it('gives percentiles by their names', async () => {
    const { Datapoints = [] } = await ask({ Statistics: undefined, ExtendedStatistics: ['p99', 'tm90'] });
    expect(Object.keys(Datapoints[0]?.ExtendedStatistics ?? {})).toEqual(['p99', 'tm90']);
  });

  it.each<[string, Partial<GetMetricStatisticsCommandInput>, RegExp]>([
    ['no statistic', { Statistics: undefined }, /At least one of the parameters/],
    ['both kinds', { ExtendedStatistics: ['p9'] }, /mutually exclusive/],
    ['too many datapoints', { StartTime: new Date(Date.UTC(2026, 9, 11)) }, /exceeds the limit of 1440/],
    ['an end before the start', { EndTime: new Date(0) }, /StartTime must be less/],
    ['an odd period', { Period: 61 }, /multiple of 60/],
  ])('refuses %s', async (_what, change, sentence) => {
    await expect(ask(change)).rejects.toMatchObject({ message: expect.stringMatching(sentence) as string });
  });
});
