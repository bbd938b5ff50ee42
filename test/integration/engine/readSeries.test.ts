import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { derivedOf } from '#shared/catalogue/derived.ts';
import { DERIVED } from '#shared/catalogue/metricEntry.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { Point } from '#shared/model/application.ts';
import type { SeriesName, SeriesSelector, SeriesWindow, Statistic } from '#shared/model/metric.ts';
import { seriesKey } from '#shared/model/metric.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import { hurriedClock } from './hurriedClock.ts';
import type { Watching } from './watching.ts';
import { watching } from './watching.ts';

// A whole simulator, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const SAMPLE = 200;
let simulator: TestSimulator;
let engine: Watching;
let service: CloudWatchClient;
let names: readonly SeriesName[];
let now = 0;
/** Whole minutes that are long over. */
let range = { from: millis(0), to: millis(0) };

beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'demo', historyHours: 1 });
  await simulator.setClock({ paused: true });
  // An application that was starting runs now, and its Kinesis source had nothing to report at first.
  ({ now } = await simulator.advance(12 * MINUTE));
  range = { from: millis(now - 40 * MINUTE), to: millis(now - 5 * MINUTE) };
  service = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
  names = await listed();
  engine = await watching(
    {
      kind: 'simulator',
      id: 'simulator',
      name: 'Simulator',
      scenario: 'demo',
      seed: 7,
      speed: 1,
      address: simulator.addresses.control,
    },
    hurriedClock(20, now),
  );
  await engine.connection(({ state }) => state === 'live');
});
afterAll(async () => {
  service.destroy();
  await engine.close();
  await simulator.close();
});

/** Every series of the region, by another way than ours. */
async function listed(): Promise<SeriesName[]> {
  const found: SeriesName[] = [];
  for await (const { Metrics = [] } of paginateListMetrics({ client: service }, {}))
    for (const { Namespace = '', MetricName = '', Dimensions = [] } of Metrics)
      found.push({
        namespace: Namespace,
        metric: MetricName,
        dimensions: Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])),
      });
  return found.sort((a, b) => (seriesKey(a) < seriesKey(b) ? -1 : 1));
}

/** Some of every level and metric, until there are so many: one of each kind before a second one. */
function sampleOfEach(most: number): SeriesName[] {
  const kinds = new Map<string, SeriesName[]>();
  for (const name of names) {
    const kind = `${listingOf(name).level}|${name.namespace}|${name.metric}|${Object.keys(name.dimensions).sort().join()}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), name]);
  }
  const chosen: SeriesName[] = [];
  for (let round = 0; chosen.length < most; round += 1) {
    for (const kind of kinds.values()) {
      const next = kind[(round * 7) % Math.max(1, kind.length)];
      if (next !== undefined && chosen.length < most && !chosen.includes(next)) chosen.push(next);
    }
    if (round > 50) throw new Error('too few series');
  }
  return chosen;
}

const refOf = async () => {
  const state = await simulator.state();
  return {
    connection: 'simulator',
    id: `arn:aws:kinesisanalytics:${state.region}:${state.accountId}:application/orders-enrichment`,
  };
};

async function read(
  selectors: readonly SeriesSelector[],
  source: 'history' | 'fill' = 'fill',
  { from, to } = range,
): Promise<SeriesWindow[]> {
  const windows: SeriesWindow[] = [];
  const ref = await refOf();
  for (let i = 0; i < selectors.length; i += 100) {
    const question = { ref, selectors: selectors.slice(i, i + 100), from, to, columns: 4000, source };
    const answer = (await engine.call('metrics.read', question)) as Output<'metrics.read'>;
    if (!answer.ok) throw new Error(answer.error.message);
    windows.push(...answer.value);
  }
  return windows;
}

const selectorOf = (name: SeriesName, how: Partial<SeriesSelector> = {}): SeriesSelector => {
  const { statistic, transform } = listingOf(name);
  return { name, statistic, transform, period: null, ...how };
};

const metricOf = ({ namespace, metric, dimensions }: SeriesName) => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

const stat = (Id: string, name: SeriesName, Stat: Statistic, ReturnData = true): MetricDataQuery => ({
  Id,
  ReturnData,
  MetricStat: { Metric: metricOf(name), Period: 60, Stat },
});

/** What the service answers to queries, by the ids of those that return data. */
async function ask(queries: readonly MetricDataQuery[]): Promise<Map<string, Point[]>> {
  const found = new Map<string, Point[]>();
  let NextToken: string | undefined;
  do {
    const page = await service.send(
      new GetMetricDataCommand({
        MetricDataQueries: [...queries],
        StartTime: new Date(range.from),
        EndTime: new Date(range.to),
        ScanBy: 'TimestampAscending',
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of page.MetricDataResults ?? [])
      found.set(Id, [
        ...(found.get(Id) ?? []),
        ...Timestamps.map((at, i): Point => [millis(at.getTime()), Values[i] ?? Number.NaN]),
      ]);
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
  return found;
}

/** The unit that the service itself gives with the points of a series. */
async function serviceUnit(name: SeriesName): Promise<string> {
  const { Datapoints = [] } = await service.send(
    new GetMetricStatisticsCommand({
      ...metricOf(name),
      StartTime: new Date(range.from),
      EndTime: new Date(range.to),
      Period: 3600,
      Statistics: ['Average'],
    }),
  );
  return Datapoints[0]?.Unit ?? 'None';
}

/** From the service's unit to that of the window, told apart from how the product does it. */
function inUnit(value: number, unit: string, window: SeriesWindow): number {
  if (window.selector.statistic === 'SampleCount') return value;
  if (window.unit === 'Ratio') return unit === 'Percent' ? value / 100 : value / 1000;
  return unit === 'Seconds' && window.unit === 'Millis' ? value * 1000 : value;
}

const known = (points: readonly Point[]): Point[] => points.filter(([, value]) => value !== null);

describe('what is on screen', () => {
  it(`equals what the service returns, of ${SAMPLE} series over all levels`, async () => {
    const chosen = sampleOfEach(SAMPLE);
    expect(chosen).toHaveLength(SAMPLE);
    const levels = new Set(chosen.map((name) => listingOf(name).level));
    expect([...levels].toSorted()).toEqual(['APPLICATION', 'OPERATOR', 'OTHER', 'PARALLELISM', 'TASK']);
    const all = (has: (name: SeriesName) => boolean) => chosen.filter(has).length;
    expect(all((name) => listingOf(name).custom)).toBeGreaterThan(0);
    expect(all((name) => name.metric.startsWith('zeppelin'))).toBeGreaterThan(0);
    expect(all((name) => name.dimensions['Topic'] !== undefined)).toBeGreaterThan(0);
    expect(all((name) => listingOf(name).transform === 'quarter')).toBeGreaterThan(5);

    const windows = await read(chosen.map((name) => selectorOf(name)));
    // A record counter is divided by the service itself: m/4.
    const answers = await ask(
      chosen.flatMap((name, i): MetricDataQuery[] => {
        const { statistic, transform } = listingOf(name);
        if (transform !== 'quarter') return [stat(`m${i}`, name, statistic)];
        return [stat(`s${i}`, name, statistic, false), { Id: `m${i}`, Expression: `s${i}/4`, ReturnData: true }];
      }),
    );
    let compared = 0;
    const units = new Map<string, string>();
    for (const name of chosen) if (!units.has(name.metric)) units.set(name.metric, await serviceUnit(name));
    for (const [i, window] of windows.entries()) {
      const label = seriesKey(window.selector.name);
      const direct = (answers.get(`m${i}`) ?? []).map(([at, raw]): Point => [
        at,
        inUnit(raw ?? 0, units.get(window.selector.name.metric) ?? '', window),
      ]);
      expect(window.period, label).toBe(MINUTE);
      expect(known(window.points), label).toEqual(direct.filter(([, value]) => (value ?? 0) >= 0));
      expect(window.present, label).toBe(known(window.points).length);
      expect(window.expected, label).toBe((range.to - range.from) / MINUTE);
      compared += direct.length;
    }
    expect(compared).toBeGreaterThan(SAMPLE * 20);
  });

  it('equals it of the derived series, which the service computes by metric math', async () => {
    const chosen = derivedOf(names).filter(
      (name, i, all) =>
        all.findIndex(
          ({ metric, dimensions }) =>
            metric === name.metric && Object.keys(dimensions).join() === Object.keys(name.dimensions).join(),
        ) === i,
    );
    expect(new Set(chosen.map(({ metric }) => metric)).size).toBe(3);
    const windows = await read(chosen.map((name) => selectorOf(name)));
    const own = (name: SeriesName, metric: string): SeriesName => ({ ...name, namespace: 'AWS/KinesisAnalytics', metric });
    const queries = chosen.flatMap((name, i): MetricDataQuery[] => {
      const math = (expression: string, ...metrics: readonly [string, Statistic][]) => [
        ...metrics.map(([metric, statistic], j) => stat(`${'ab'[j]}${i}`, own(name, metric), statistic, false)),
        { Id: `m${i}`, Expression: expression, ReturnData: true },
      ];
      switch (name.metric) {
        case 'managedMemoryShare':
          return math(`a${i}/b${i}`, ['managedMemoryUsed', 'Maximum'], ['managedMemoryTotal', 'Maximum']);
        case 'oldGenerationGCShare':
          return math(`(a${i}*100)/60000/100`, ['oldGenerationGCTime', 'Maximum']);
        default:
          return math(`a${i}-b${i}`, ['currentOutputWatermark', 'Minimum'], ['currentInputWatermark', 'Minimum']);
      }
    });
    const answers = await ask(queries);
    for (const [i, { points, selector }] of windows.entries()) {
      const direct = answers.get(`m${i}`) ?? [];
      expect(selector.name.namespace).toBe(DERIVED);
      expect(
        known(points).map(([at]) => at),
        selector.name.metric,
      ).toEqual(direct.map(([at]) => at));
      known(points).forEach(([, value], j) => expect(value).toBeCloseTo(direct[j]?.[1] ?? Number.NaN, 9));
      expect(direct.length, selector.name.metric).toBeGreaterThan(10);
    }
  });

  it('tells −1 of a source that has not reported yet apart from a value', async () => {
    const behind = names.filter(({ metric }) => metric === 'millisBehindLatest');
    const windows = await read(behind.map((name) => selectorOf(name, { statistic: 'Minimum' })));
    const answers = await ask(behind.map((name, i) => stat(`m${i}`, name, 'Minimum')));
    const sentinels = windows.map((_, i) => (answers.get(`m${i}`) ?? []).filter(([, value]) => value === -1));
    expect(sentinels.flat().length).toBeGreaterThan(0);
    for (const [i, window] of windows.entries()) {
      expect(window.sentinels).toBe(sentinels[i]?.length);
      for (const [at] of sentinels[i] ?? []) expect(window.points).toContainEqual([at, null]);
      expect(known(window.points).every(([, value]) => (value ?? -1) >= 0)).toBe(true);
    }
  });

  it('is read again from what was kept, without asking anybody', async () => {
    const chosen = sampleOfEach(60).map((name) => selectorOf(name));
    const before = await read(chosen);
    const again = await read(chosen, 'fill');
    const kept = await read(chosen, 'history');
    for (const [i, window] of before.entries()) {
      const label = seriesKey(window.selector.name);
      expect(again[i]?.points, label).toEqual(window.points);
      expect(kept[i]?.points, label).toEqual(window.points);
      const source = window.present + window.sentinels > 0 ? 'history' : 'none';
      expect([again[i]?.source, kept[i]?.source], label).toEqual([source, source]);
    }
  });

  it('answers with what is kept while the service fails, and with the error where nothing is', async () => {
    const cpu = names.find(
      ({ metric, dimensions }) => metric === 'cpuUtilization' && dimensions['Application'] === 'orders-enrichment',
    );
    if (cpu === undefined) throw new Error('no CPU');
    const before = await read([selectorOf(cpu)]);
    await simulator.setNetworkFault({ change: 'on', service: 'monitoring', kind: 'access-denied', severity: 'severe' });
    const after = await read([selectorOf(cpu)], 'fill', { from: range.from, to: millis(now) });
    expect(after[0]?.points.slice(0, 30)).toEqual(before[0]?.points.slice(0, 30));
    expect(after[0]).toMatchObject({ source: 'history' });
    const unknown = selectorOf({ namespace: 'Shop', metric: 'latency', dimensions: {} });
    const question = { ref: await refOf(), selectors: [unknown], ...range, columns: 100, source: 'fill' };
    expect(await engine.call('metrics.read', question)).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
    await simulator.setNetworkFault({ change: 'off', service: 'monitoring', kind: 'access-denied' });
  });
});
