import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import type { GetMetricDataCommandInput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

const NAMESPACE = 'AWS/KinesisAnalytics';
const MINUTE = 60_000;
let simulator: TestSimulator;
let client: CloudWatchClient;
let dimensions: { readonly Name: string; readonly Value: string }[];

beforeAll(async () => {
  simulator = await startTestSimulator();
  client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
  const [application = ''] = Object.keys((await simulator.state()).flink);
  dimensions = [{ Name: 'Application', Value: application }];
});
afterAll(async () => {
  client.destroy();
  await simulator.close();
});

const query = (Id: string, Stat: string, Period = 60, MetricName = 'cpuUtilization'): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: NAMESPACE, MetricName, Dimensions: dimensions }, Period, Stat },
});

const read = (queries: MetricDataQuery[], change: Partial<GetMetricDataCommandInput> = {}) =>
  client.send(
    new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(simulator.start - 30 * MINUTE),
      EndTime: new Date(simulator.start),
      ScanBy: 'TimestampAscending',
      ...change,
    }),
  );

describe('ListMetrics', () => {
  it('pages through every metric of the namespace, each once', async () => {
    const seen: string[] = [];
    for await (const page of paginateListMetrics({ client }, { Namespace: NAMESPACE })) {
      expect(page.Metrics?.length).toBeLessThanOrEqual(500);
      for (const { MetricName, Dimensions } of page.Metrics ?? []) seen.push(JSON.stringify([MetricName, Dimensions]));
    }
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('filters by name, by a dimension and by its value', async () => {
    const metrics = async (input: object) => (await client.send(new ListMetricsCommand(input))).Metrics ?? [];
    const ours = await metrics({ Namespace: NAMESPACE, Dimensions: dimensions });
    expect(ours.length).toBeGreaterThan(5);
    expect(ours.every(({ Dimensions = [] }) => Dimensions.some(({ Value }) => Value === dimensions[0]?.Value))).toBe(true);
    const named = await metrics({ MetricName: 'cpuUtilization', Dimensions: [{ Name: 'Application' }] });
    expect(new Set(named.map(({ MetricName }) => MetricName))).toEqual(new Set(['cpuUtilization']));
    expect(await metrics({ Namespace: 'AWS/Nothing' })).toEqual([]);
  });

  it('of those that got data lately leaves out what fell silent', async () => {
    const all = (await client.send(new ListMetricsCommand({ Namespace: NAMESPACE }))).Metrics ?? [];
    const recent = (await client.send(new ListMetricsCommand({ Namespace: NAMESPACE, RecentlyActive: 'PT3H' }))).Metrics ?? [];
    expect(recent.length).toBeGreaterThan(0);
    expect(recent.length).toBeLessThanOrEqual(all.length);
  });
});

describe('GetMetricData', () => {
  it('gives the five statistics of the same samples', async () => {
    const { MetricDataResults = [] } = await read([
      query('count', 'SampleCount'),
      query('sum', 'Sum'),
      query('mean', 'Average'),
      query('least', 'Minimum'),
      query('most', 'Maximum'),
    ]);
    const values = Object.fromEntries(MetricDataResults.map(({ Id = '', Values = [] }) => [Id, Values]));
    expect(values['sum']?.length).toBe(30);
    for (let i = 0; i < 30; i += 1) {
      const at = (id: string) => values[id]?.[i] ?? Number.NaN;
      expect(at('mean')).toBeCloseTo(at('sum') / at('count'), 9);
      expect(at('least')).toBeLessThanOrEqual(at('mean') + 1e-9);
      expect(at('most')).toBeGreaterThanOrEqual(at('mean') - 1e-9);
    }
  });

  it('gathers minutes into periods that begin on the clock', async () => {
    const { MetricDataResults = [] } = await read([query('minutes', 'Sum'), query('fives', 'Sum', 300)]);
    const [minutes, fives] = MetricDataResults;
    expect(fives?.Timestamps?.every((at) => at.getTime() % (5 * MINUTE) === 0)).toBe(true);
    const total = (result: MetricDataResult | undefined) => (result?.Values ?? []).reduce((sum, value) => sum + value, 0);
    expect(total(fives)).toBeCloseTo(total(minutes), 6);
  });

  it('gives no point before its minute is over', async () => {
    const { MetricDataResults: before = [] } = await read([query('a', 'Sum')], {
      EndTime: new Date(simulator.start + 10 * MINUTE),
    });
    expect(before[0]?.Timestamps?.at(-1)).toEqual(new Date(simulator.start - MINUTE));
  });

  it('scans newest first unless told otherwise, and pages by datapoints', async () => {
    const queries = [query('a', 'Average'), query('b', 'Maximum')];
    const whole = await read(queries);
    const paged = new Map<string, [number, number][]>();
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await read(queries, { MaxDatapoints: 7, ...(token === undefined ? {} : { NextToken: token }) });
      pages += 1;
      let points = 0;
      for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
        points += Values.length;
        const into = paged.get(Id) ?? [];
        Timestamps.forEach((at, i) => into.push([at.getTime(), Values[i] ?? Number.NaN]));
        paged.set(Id, into);
      }
      expect(points).toBeLessThanOrEqual(7);
      token = page.NextToken;
    } while (token !== undefined);
    expect(pages).toBe(Math.ceil(60 / 7));
    for (const { Id = '', Timestamps = [], Values = [] } of whole.MetricDataResults ?? [])
      expect(paged.get(Id)).toEqual(Timestamps.map((at, i) => [at.getTime(), Values[i]]));

    const newest = await read(queries, { ScanBy: undefined });
    const times = newest.MetricDataResults?.[0]?.Timestamps ?? [];
    expect(times[0]?.getTime()).toBeGreaterThan(times.at(-1)?.getTime() ?? Infinity);
  });

  it('answers an unknown metric with nothing, completely, and leaves out what is not to be returned', async () => {
    const { MetricDataResults = [] } = await read([
      query('unknown', 'Sum', 60, 'noSuchMetric'),
      { ...query('hidden', 'Sum'), ReturnData: false },
      { ...query('named', 'Sum'), Label: 'CPU of orders' },
    ]);
    expect(MetricDataResults).toMatchObject([
      { Id: 'unknown', Label: 'noSuchMetric', Timestamps: [], Values: [], StatusCode: 'Complete' },
      { Id: 'named', Label: 'CPU of orders', StatusCode: 'Complete' },
    ]);
  });

  it.each<[string, MetricDataQuery[], Partial<GetMetricDataCommandInput>, RegExp]>([
    [
      'too many queries',
      Array.from({ length: 501 }, (_, i) => query(`q${i}`, 'Sum')),
      {},
      /must not have a size greater than 500/,
    ],
    [
      'an end before the start',
      [query('a', 'Sum')],
      { EndTime: new Date(0) },
      /StartTime must be less than the parameter EndTime/,
    ],
    ['the same id twice', [query('a', 'Sum'), query('a', 'Sum')], {}, /not unique/],
    ['an id in capitals', [query('A', 'Sum')], {}, /not matching the expected pattern/],
    ['an odd period', [query('a', 'Sum', 61)], {}, /Period must be a multiple of 60/],
    ['an unknown statistic', [query('a', 'Mode')], {}, /Stat is not supported/],
    ['metric math', [{ Id: 'a', Expression: 'm1/4' }], {}, /Error in expression 'a'/],
    ['neither metric nor expression', [{ Id: 'a' }], {}, /Exactly one of/],
    ['too many datapoints', [query('a', 'Sum')], { MaxDatapoints: 100_801 }, /between 1 and 100800/],
  ])('refuses %s', async (_what, queries, change, sentence) => {
    await expect(read(queries, change)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(sentence) as string,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('refuses another request’s token', async () => {
    const { NextToken } = await read([query('a', 'Sum')], { MaxDatapoints: 1 });
    await expect(read([query('b', 'Sum')], { MaxDatapoints: 1, NextToken })).rejects.toMatchObject({ name: 'InvalidNextToken' });
  });

  it('tells the Query protocol’s code to clients that still want it', async () => {
    const { region } = await simulator.state();
    const answer = await rawAws(
      simulator.addresses.aws,
      'GraniteServiceVersion20100801.GetMetricData',
      {},
      {
        region,
        headers: { 'x-amzn-query-mode': 'true' },
      },
    );
    expect(answer.body.__type).toBe('ValidationException');
    expect(answer.headers.get('x-amzn-query-error')).toBe('ValidationError;Sender');
  });
});
