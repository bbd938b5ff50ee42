import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AwsOptions } from '#electron/clients/aws/awsOptions.ts';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { MetricQuery } from '#electron/clients/aws/cloudWatch.ts';
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
    aws.logs.search(
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
  const found = (chosen: typeof records) => chosen.map(({ timestamp, message }) => ({ at: timestamp, stream: STREAM, message }));

  it('are found, all of them and in order', async () => {
    expect(succeed(await search({}))).toEqual(found(records));
  });

  it('are found by a term, by time, and the newest when not all are wanted', async () => {
    expect(succeed(await search({ pattern: 'expired' }))).toEqual(
      found(records.filter(({ message }) => message.includes('expired'))),
    );
    expect(succeed(await search({ limit: 7 }))).toEqual(found(records.slice(-7)));
    expect(succeed(await search({ to: minuteAt(0) + 4_500 }))).toEqual(found(records.slice(0, 5)));
    expect(succeed(await search({ pattern: 'OutOfMemoryError' }))).toEqual([]);
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
      await aws.logs.search({ group: GROUP, stream: STREAM, pattern: '', from: millis(0), to: millis(1), limit: 1 }, signal),
    ])
      expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });
});
