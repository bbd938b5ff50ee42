import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { MetricQuery } from '#electron/clients/aws/cloudWatch.ts';
import { readSeries } from '#electron/engine/telemetry/readSeries.ts';
import type { SeriesService } from '#electron/engine/telemetry/readSeries.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { SeriesSelector } from '#shared/model/metric.ts';
import { ok } from '#shared/model/sourceError.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { BotoCall } from './support/boto3.ts';
import { boto3 } from './support/boto3.ts';
import type { Program } from './support/program.ts';
import { startPython } from './support/python.ts';
import { succeed } from './support/succeed.ts';

const { signal } = new AbortController();
const NAMESPACE = 'Peers/Flink';
const METRIC = 'numRecordsInPerSecond';
const GROUP = '/aws/kinesis-analytics/orders';
const STREAM = 'kinesis-analytics-log-stream';
/** The last full minute before the tests started, so that moto takes the timestamps. */
const end = Math.floor(Date.now() / MINUTE) * MINUTE;
const minuteAt = (index: number) => end - (30 - index) * MINUTE;

/** What four snapshots of one minute say; different for every series and minute. */
const snapshots = (series: number, minute: number): number[] => [1, 5, 2, 4].map((each) => each * (series + 1) + minute / 4);
const series = ['orders', 'clicks'].flatMap((Application) =>
  ['Source:_Kafka', 'Window', 'Sink'].map((Task) => ({ Application, Task })),
);
const minutes = Array.from({ length: 30 }, (_, i) => i).filter((minute) => minute !== 12); // A gap.

let moto: Program;
let endpoint: string;
let aws: AwsServices;
const options = (): AwsOptions => ({
  region: 'eu-west-1',
  endpoint,
  credentials: { kind: 'keys', accessKeyId: 'peer', secretAccessKey: 'peer' },
  connectTimeout: millis(2_000),
  requestTimeout: millis(10_000),
});
const botoSession = () => ({ endpoint, region: 'eu-west-1', accessKeyId: 'peer', secretAccessKey: 'peer' });

async function put(calls: readonly BotoCall[]): Promise<void> {
  const { answers } = await boto3(botoSession(), calls);
  expect(answers.flatMap(({ error = [] }) => error)).toEqual([]);
}

beforeAll(async () => {
  moto = startPython('moto_server.py');
  endpoint = await moto.firstLine;
  aws = awsServices(options());
});
afterAll(async () => {
  aws?.close();
  await moto?.stop();
});

describe('metrics that boto3 put into moto', () => {
  beforeAll(async () => {
    await put(
      series.flatMap((dimensions, index) =>
        minutes.map((minute) => ({
          service: 'cloudwatch',
          operation: 'PutMetricData',
          input: {
            Namespace: NAMESPACE,
            MetricData: snapshots(index, minute).map((Value) => ({
              MetricName: METRIC,
              Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
              Timestamp: minuteAt(minute) / 1000,
              Value,
            })),
          },
        })),
      ),
    );
  });

  const query = (dimensions: Readonly<Record<string, string>>, statistic: MetricQuery['statistic']): MetricQuery => ({
    namespace: NAMESPACE,
    metric: METRIC,
    dimensions,
    statistic,
    period: MINUTE,
  });
  const range = { from: millis(minuteAt(0)), to: millis(end) };

  it('are all listed, by name and by dimension', async () => {
    // moto lists a series once for every point; the service lists it once.
    const listed = async (dimensions: Readonly<Record<string, string>>) => {
      const found = succeed(await aws.metrics.list({ namespace: NAMESPACE, metric: METRIC, dimensions }, signal));
      return [
        ...new Set(found.map((each) => `${each.metric} ${each.dimensions['Application']} ${each.dimensions['Task']}`)),
      ].sort();
    };
    const named = (chosen: typeof series) => chosen.map(({ Application, Task }) => `${METRIC} ${Application} ${Task}`).sort();
    expect(await listed({})).toEqual(named(series));
    expect(await listed({ Application: 'clicks' })).toEqual(named(series.filter(({ Application }) => Application === 'clicks')));
    expect(await listed({ Task: 'Sink' })).toEqual(named(series.filter(({ Task }) => Task === 'Sink')));
    expect(await listed({ Application: 'payments' })).toEqual([]);
  });

  it('are read minute by minute in every statistic, and a minute without data stays a gap', async () => {
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const statistics = {
      Sum: sum,
      Average: (values) => sum(values) / values.length,
      Minimum: (values) => Math.min(...values),
      Maximum: (values) => Math.max(...values),
    } as const satisfies Partial<Record<MetricQuery['statistic'], (values: readonly number[]) => number>>;
    const names = Object.keys(statistics) as (keyof typeof statistics)[];

    const points = succeed(
      await aws.metrics.read(
        series.flatMap((dimensions) => names.map((statistic) => query(dimensions, statistic))),
        range,
        signal,
      ),
    );
    const expected = series.flatMap((_, index) =>
      names.map((name) => minutes.map((minute) => [minuteAt(minute), statistics[name](snapshots(index, minute))])),
    );
    expect(points).toHaveLength(series.length * names.length);
    for (const [at, [...own]] of points.entries()) {
      expect(own.map(([time]) => time)).toEqual(expected[at]?.map(([time]) => time));
      for (const [i, [, value]] of own.entries()) expect(value).toBeCloseTo(expected[at]?.[i]?.[1] ?? Number.NaN, 9);
    }
  });

  it('keep the order of the queries, also of more than one request holds, with nothing for what is unknown', async () => {
    const asked = Array.from(
      { length: 520 },
      (_, i) => series[i % (series.length + 1)] ?? { Application: 'payments', Task: 'Sink' },
    );
    const points = succeed(
      await aws.metrics.read(
        asked.map((dimensions) => query(dimensions, 'Maximum')),
        range,
        signal,
      ),
    );
    const newest = (dimensions: (typeof asked)[number]) => {
      const index = series.indexOf(dimensions);
      return index < 0 ? undefined : Math.max(...snapshots(index, 29));
    };
    expect(points.map((own) => own.at(-1)?.[1])).toEqual(asked.map(newest));
  });

  it('are refused in one sentence when the range makes no sense', async () => {
    const [first = { Application: '', Task: '' }] = series;
    const backwards = { from: range.to, to: range.from };
    const answer = await aws.metrics.read([query(first, 'Sum')], backwards, signal);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'bad-request', source: 'CloudWatch' } });
  });
});

describe('metrics of an application that boto3 put into moto, as a screen shows them', () => {
  const Dimensions = [{ Name: 'Application', Value: 'orders' }];
  /** By hand: what was put each minute, and what has to be seen of it. */
  const told: readonly {
    readonly metric: string;
    readonly put: readonly (readonly number[])[];
    readonly seen: readonly (number | null)[];
    readonly unit: string;
    readonly sentinels?: number;
  }[] = [
    // Four snapshots of 250 records are 250 records.
    {
      metric: 'numRecordsIn',
      put: [[250, 250, 250, 250], [10, 20, 30, 40], [], [0, 0, 0, 4]],
      seen: [250, 25, null, 1],
      unit: 'Count',
    },
    { metric: 'cpuUtilization', put: [[87, 12], [50], [], [100]], seen: [0.87, 0.5, null, 1], unit: 'Ratio' },
    { metric: 'busyTimeMsPerSecond', put: [[950], [0], [], [1000]], seen: [0.95, 0, null, 1], unit: 'Ratio' },
    {
      metric: 'millisBehindLatest',
      put: [[-1], [0, 1500], [], [-1]],
      seen: [null, 1500, null, null],
      unit: 'Millis',
      sentinels: 2,
    },
    { metric: 'zeppelinServerUptime', put: [[1], [61], [], [181]], seen: [1000, 61_000, null, 181_000], unit: 'Millis' },
  ];
  const from = millis(minuteAt(20));
  const range = { from, to: millis(from + 4 * MINUTE) };

  beforeAll(async () => {
    await put(
      told.flatMap(({ metric, put: byMinute }) =>
        byMinute.flatMap((values, minute) =>
          values.map((Value) => ({
            service: 'cloudwatch',
            operation: 'PutMetricData',
            input: {
              Namespace: 'AWS/KinesisAnalytics',
              MetricData: [{ MetricName: metric, Dimensions, Timestamp: (from + minute * MINUTE) / 1000, Value }],
            },
          })),
        ),
      ),
    );
  });

  it('have the guide’s statistic, our unit, every record once, and no figure where there is none', async () => {
    const history = openHistory({ file: null, mode: 'write', log: () => undefined });
    const service: SeriesService = {
      read: (wanted, asked, abort) =>
        aws.metrics.read(
          wanted.map(({ name, statistic, period }) => ({
            ...name,
            statistic: statistic === 'Gauge' ? 'Average' : statistic,
            period,
          })),
          asked,
          abort,
        ),
    };
    const selectors = told.map(({ metric }): SeriesSelector => {
      const name = { namespace: 'AWS/KinesisAnalytics', metric, dimensions: { Application: 'orders' } };
      const { statistic, transform } = listingOf(name);
      return { name, statistic, transform, period: null };
    });
    const ref = { connection: 'peer', id: 'orders' };
    const read = (source: 'fill' | 'history') =>
      readSeries({ history, service, now: millis(end) }, { ref, selectors, ...range, columns: 100, source }, signal);
    const windows = succeed(await read('fill'));
    for (const [i, { metric, seen, unit, sentinels = 0 }] of told.entries()) {
      const window = windows[i];
      expect(
        window?.points.map(([, value]) => value),
        metric,
      ).toEqual(seen);
      expect(window, metric).toMatchObject({ unit, sentinels, expected: 4, source: 'service' });
    }
    const kept = succeed(await read('history'));
    expect(kept.map(({ points }) => points)).toEqual(windows.map(({ points }) => points));
    history.close();
  });
});

describe('logs that boto3 put into moto', () => {
  const records = Array.from({ length: 60 }, (_, i) => ({
    timestamp: minuteAt(0) + i * 1000,
    message: i % 10 === 0 ? `Checkpoint ${i} expired before completing.` : `Completed checkpoint ${i}.`,
  }));

  beforeAll(async () => {
    const at = { logGroupName: GROUP, logStreamName: STREAM };
    await put([
      { service: 'logs', operation: 'CreateLogGroup', input: { logGroupName: GROUP } },
      { service: 'logs', operation: 'CreateLogStream', input: at },
      { service: 'logs', operation: 'PutLogEvents', input: { ...at, logEvents: records } },
    ]);
  });

  const search = (change: {
    readonly pattern?: string;
    readonly limit?: number;
    readonly group?: string;
    readonly to?: number;
  }) =>
    aws.logs.find(
      {
        group: change.group ?? GROUP,
        stream: STREAM,
        pattern: change.pattern ?? '',
        from: millis(minuteAt(0)),
        to: millis(change.to ?? end),
        limit: change.limit ?? 100,
      },
      signal,
    );
  /** Without the ids, which are the server's own. */
  const said = async (change: Parameters<typeof search>[0]) => {
    const answer = await search(change);
    return answer.ok ? ok(answer.value.records.map(({ at, stream, message }) => ({ at, stream, message }))) : answer;
  };
  const found = (chosen: typeof records) => chosen.map(({ timestamp, message }) => ({ at: timestamp, stream: STREAM, message }));

  it('are found, all of them and in order', async () => {
    expect(succeed(await said({}))).toEqual(found(records));
  });

  it('are found by a term, by time, and the newest when not all are wanted', async () => {
    expect(succeed(await said({ pattern: 'expired' }))).toEqual(
      found(records.filter(({ message }) => message.includes('expired'))),
    );
    expect(succeed(await said({ limit: 7 }))).toEqual(found(records.slice(-7)));
    expect(succeed(await said({ to: minuteAt(0) + 4_500 }))).toEqual(found(records.slice(0, 5)));
    expect(succeed(await said({ pattern: 'OutOfMemoryError' }))).toEqual([]);
  });

  it('of a group that is not there are told so', async () => {
    expect(await search({ group: '/aws/kinesis-analytics/none' })).toMatchObject({
      ok: false,
      error: { kind: 'not-found', source: 'CloudWatch Logs' },
    });
  });
});

describe('a server that has gone', () => {
  it('is told in one sentence by every client', async () => {
    await moto.stop();
    for (const answer of [
      await aws.metrics.list({ namespace: NAMESPACE, metric: METRIC }, signal),
      await aws.logs.find({ group: GROUP, stream: STREAM, pattern: '', from: millis(0), to: millis(1), limit: 1 }, signal),
    ])
      expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});
