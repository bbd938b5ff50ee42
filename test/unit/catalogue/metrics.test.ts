import { describe, expect, it } from 'vitest';
import { derivedEntry, derivedMetrics, derivedOf, inputsOf } from '#shared/catalogue/derived.ts';
import { DERIVED, FLINK, KINESIS, NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import { catalogue, figureOf, levelOf, listingOf, metricEntry, readingOf, sampleOf, unitOf } from '#shared/catalogue/metrics.ts';

const own = (metric: string) => ({ namespace: NAMESPACE, metric });
const named = (metric: string, dimensions: Record<string, string> = { Application: 'orders' }) => ({
  ...own(metric),
  dimensions,
});

describe('the catalogue', () => {
  it('names no metric twice, by whatever spelling, and describes each in one sentence', () => {
    const spellings = catalogue.flatMap(({ namespace, name, aliases }) =>
      [...new Set([name, ...aliases].map((each) => each.toLowerCase()))].map((each) => `${namespace}|${each}`),
    );
    expect(new Set(spellings).size).toBe(spellings.length);
    for (const { name, title, description, levels } of catalogue) {
      expect(title, name).not.toBe('');
      expect(description, name).toMatch(/^\S.*\.$/);
      expect(levels.length, name).toBeGreaterThan(0);
    }
  });

  it('has every metric that the guide tables, with its page', () => {
    const paged = catalogue.filter(({ namespace, guidePage }) => namespace === NAMESPACE && guidePage !== null);
    expect(paged).toHaveLength(42);
    for (const { name, guidePage } of paged) if (name !== 'numRestarts') expect(guidePage, name).toBeGreaterThanOrEqual(416);
  });

  it('knows a metric by its other spellings', () => {
    for (const [spelling, name] of [
      ['threadsCount', 'threadCount'],
      ['CPUUtilization', 'cpuUtilization'],
      ['currentoffsets', 'currentOffsets'],
      ['KPIs', 'KPUs'],
    ] as const)
      expect(metricEntry(NAMESPACE, spelling)?.name).toBe(name);
    expect(metricEntry(KINESIS, 'cpuUtilization')).toBeNull();
    expect(metricEntry(NAMESPACE, 'constructor')).toBeNull();
  });

  it('counts every record once: record counters are snapshots four times a minute', () => {
    for (const metric of ['numRecordsIn', 'numRecordsOut', 'numLateRecordsDropped'])
      expect(readingOf(own(metric))).toMatchObject({ statistic: 'Sum', transform: 'quarter', unit: 'Count' });
    expect(readingOf(own('numRecordsInPerSecond'))).toMatchObject({ statistic: 'Average', transform: 'none' });
  });

  it('takes what it does not know as a custom metric, and says so', () => {
    expect(readingOf(own('ordersPlaced'))).toEqual({ statistic: 'Average', transform: 'none', unit: 'Count', custom: true });
    expect(sampleOf(own('ordersPlaced'), -1)).toEqual({ value: -1, mark: 'value' });
  });

  it('reads what Flink told as it was told: in our units already', () => {
    const busy = { namespace: FLINK, metric: 'busyTimeMsPerSecond' };
    expect(readingOf(busy)).toEqual({ statistic: 'Gauge', transform: 'none', unit: 'Ratio', custom: false });
    expect(sampleOf(busy, 0.95)).toEqual({ value: 0.95, mark: 'value' });
  });
});

describe('a value of the service', () => {
  it.each([
    ['cpuUtilization', 87, 0.87],
    ['busyTimeMsPerSecond', 950, 0.95],
    ['numRecordsInPerSecond', 1234, 1234],
    ['zeppelinServerUptime', 12, 12_000],
  ])('%s: %d is %d of ours', (metric, raw, ours) => {
    expect(sampleOf(own(metric), raw)).toEqual({ value: ours, mark: 'value' });
  });

  it.each(['millisBehindLatest', 'uptime', 'downtime', 'runningTime', 'lastCheckpointSize', 'records_lag_max'])(
    '−1 of %s is no figure but kept as it is, and 0 is one',
    (metric) => {
      expect(sampleOf(own(metric), -1)).toEqual({ value: -1, mark: 'sentinel' });
      expect(figureOf(own(metric), -1)).toBeNull();
      expect(figureOf(own(metric), 0)).toBe(0);
    },
  );

  it('NaN and infinity are no figures', () => {
    for (const raw of [Number.NaN, Infinity, -Infinity])
      expect(sampleOf(own('busyTimeMsPerSecond'), raw)).toEqual({ value: null, mark: 'nan' });
  });

  it('the number of samples is a count, whatever they measure', () => {
    expect(sampleOf(own('cpuUtilization'), 5, 'SampleCount')).toEqual({ value: 5, mark: 'value' });
    expect(unitOf(own('cpuUtilization'), 'SampleCount')).toBe('Count');
    expect(unitOf(own('cpuUtilization'), 'p99')).toBe('Ratio');
  });

  it('bytes of a second are a rate, whatever the service calls them', () => {
    expect(unitOf(own('bytes_consumed_rate'), 'Average')).toBe('BytesPerSecond');
    expect(sampleOf(own('bytes_consumed_rate'), 2048)).toEqual({ value: 2048, mark: 'value' });
  });
});

describe('the level of a series', () => {
  it.each([
    ['APPLICATION', { Application: 'orders' }],
    ['APPLICATION', { Application: 'orders', Flow: 'Input', Id: 'clicks' }],
    ['TASK', { Application: 'orders', Task: 'map' }],
    ['OPERATOR', { Application: 'orders', Operator: 'map' }],
    ['PARALLELISM', { Application: 'orders', Task: 'map', Parallelism: '3' }],
    ['PARALLELISM', { Application: 'orders', Flow: 'Input', Id: 'clicks', ShardId: 'shardId-1' }],
  ])('%s', (level, dimensions: Record<string, string>) => {
    expect(levelOf(named('any', dimensions))).toBe(level);
  });

  it('is another service’s for a stream', () => {
    const stream = { namespace: KINESIS, metric: 'IncomingBytes', dimensions: { StreamName: 'clicks' } };
    expect(listingOf(stream)).toMatchObject({ level: 'OTHER', custom: false, statistic: 'Sum', unit: 'Bytes' });
  });
});

describe('derived series', () => {
  it('are there where all that they need is, of the same dimensions', () => {
    const found = derivedOf([
      named('managedMemoryUsed'),
      named('managedMemoryTotal'),
      named('currentInputWatermark', { Application: 'orders', Operator: 'map' }),
      named('currentOutputWatermark', { Operator: 'map', Application: 'orders' }),
      named('currentOutputWatermark', { Operator: 'source', Application: 'orders' }),
    ]);
    expect(found.map(({ metric, dimensions }) => [metric, dimensions['Operator']])).toEqual([
      ['managedMemoryShare', undefined],
      ['watermarkGap', 'map'],
    ]);
    for (const name of found) {
      const entry = derivedEntry(name);
      expect(entry && inputsOf(entry, name).every(({ namespace }) => namespace === NAMESPACE)).toBe(true);
      expect(listingOf(name)).toMatchObject({ custom: false });
    }
  });

  it('are computed of what the catalogue has', () => {
    for (const { of } of derivedMetrics) for (const metric of of) expect(metricEntry(NAMESPACE, metric), metric).not.toBeNull();
    const compute = (metric: string, ...values: number[]) => derivedEntry({ namespace: DERIVED, metric })?.compute(values);
    expect(compute('managedMemoryShare', 30, 120)).toBe(0.25);
    expect(compute('managedMemoryShare', 0, 0)).toBeNull();
    expect(compute('oldGenerationGCShare', 36_000)).toBe(0.6);
    expect(compute('watermarkGap', 1_000, 4_000)).toBe(-3_000);
  });
});
