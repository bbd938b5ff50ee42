import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import type { GetMetricDataCommandOutput, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Statistic } from '#shared/model/metric.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AwsOptions } from './awsOptions.ts';
import { clientConfig } from './awsOptions.ts';
import { awsResult } from './fromAws.ts';

const SOURCE = 'CloudWatch';
/** GetMetricData takes at most 500 queries a request. */
const QUERIES_PER_REQUEST = 500;

/** `[time, value]` as the service holds it: in its unit, sentinels as they are, NaN where it is no number. */
export type RawPoint = readonly [at: Millis, value: number];

export interface MetricName {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Which metrics are listed: of this name, and with these dimensions among others. */
export interface MetricFilter {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

export interface MetricQuery extends MetricName {
  readonly statistic: Exclude<Statistic, 'Gauge'>;
  readonly period: Millis;
}

/** Amazon CloudWatch metrics, read-only. Values come as the service holds them: the catalogue knows their units. */
export interface CloudWatch {
  /** Every series of a metric that got data in the last two weeks, all pages. */
  list(filter: MetricFilter, signal: AbortSignal): Promise<Result<readonly MetricName[]>>;
  /** The points of each query in [from, to), oldest first; a period without data has no point. Same order as the queries. */
  read(
    queries: readonly MetricQuery[],
    range: { readonly from: Millis; readonly to: Millis },
    signal: AbortSignal,
  ): Promise<Result<readonly (readonly RawPoint[])[]>>;
  /** Every series with these dimensions among others, at every level, all pages; at most `most`. */
  listAll(
    filter: { readonly namespace: string; readonly dimensions: Readonly<Record<string, string>> },
    most: number,
    signal: AbortSignal,
  ): Promise<Result<{ readonly names: readonly MetricName[]; readonly truncated: boolean }>>;
  /** Every metric alarm of the region, without its history. */
  alarms(signal: AbortSignal): Promise<Result<readonly Alarm[]>>;
  /** Changes of state of all alarms since a moment, newest first, by the alarm's name. */
  alarmHistory(from: Millis, signal: AbortSignal): Promise<Result<ReadonlyMap<string, Alarm['history']>>>;
  close(): void;
}

export function cloudWatch(options: AwsOptions): CloudWatch {
  const client = new CloudWatchClient(clientConfig(options));

  const readBatch = async (
    queries: readonly MetricQuery[],
    range: { readonly from: Millis; readonly to: Millis },
    signal: AbortSignal,
  ): Promise<RawPoint[][]> => {
    const points = queries.map((): RawPoint[] => []);
    let token: string | undefined;
    do {
      const page: GetMetricDataCommandOutput = await client.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries.map(toQuery),
          StartTime: new Date(range.from),
          EndTime: new Date(range.to),
          ScanBy: 'TimestampAscending',
          ...(token === undefined ? {} : { NextToken: token }),
        }),
        { abortSignal: signal },
      );
      for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
        const into = points[Number((Id ?? '').slice(1))];
        Timestamps.forEach((at, i) => {
          const value = Values[i];
          if (value !== undefined) into?.push([millis(at.getTime()), value]);
        });
      }
      token = page.NextToken === '' ? undefined : page.NextToken;
    } while (token !== undefined);
    for (const each of points) each.sort(([a], [b]) => a - b);
    return points;
  };

  return {
    list: ({ namespace, metric: name, dimensions: filter = {} }, signal) =>
      awsResult({ source: SOURCE, permission: 'cloudwatch:ListMetrics' }, async () => {
        const found: MetricName[] = [];
        let token: string | undefined;
        do {
          const page = await client.send(
            new ListMetricsCommand({
              Namespace: namespace,
              MetricName: name,
              Dimensions: Object.entries(filter).map(([Name, Value]) => ({ Name, Value })),
              ...(token === undefined ? {} : { NextToken: token }),
            }),
            { abortSignal: signal },
          );
          for (const { MetricName: metric, Dimensions = [] } of page.Metrics ?? []) {
            const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
            if (metric !== undefined) found.push({ namespace, metric, dimensions });
          }
          token = page.NextToken === '' ? undefined : page.NextToken;
        } while (token !== undefined);
        return found;
      }),
    read: (queries, range, signal) =>
      awsResult({ source: SOURCE, permission: 'cloudwatch:GetMetricData' }, async () => {
        const all: RawPoint[][] = [];
        for (let start = 0; start < queries.length; start += QUERIES_PER_REQUEST) {
          all.push(...(await readBatch(queries.slice(start, start + QUERIES_PER_REQUEST), range, signal)));
        }
        return all;
      }),
    listAll: () => Promise.reject(new Error('not built')),
    alarms: () => Promise.reject(new Error('not built')),
    alarmHistory: () => Promise.reject(new Error('not built')),
    close: () => client.destroy(),
  };
}

const toQuery = ({ namespace, metric, dimensions, statistic, period }: MetricQuery, i: number): MetricDataQuery => ({
  Id: `q${i}`,
  ReturnData: true,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: period / 1000,
    Stat: statistic,
  },
});
