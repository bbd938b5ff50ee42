import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Statistic } from '#shared/model/metric.ts';
import { z } from '#shared/model/schema.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AlarmWriteCalls } from './alarmWrites.ts';
import { alarmWriteCalls } from './alarmWrites.ts';
import { AlarmEntry, Dimensions, HistoryEntry } from './alarms.ts';
import type { AwsAccess } from './awsAccess.ts';
import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { entriesOf } from './entries.ts';
import { awsResult } from './fromAws.ts';
import { metricResults } from './metricResults.ts';
import { pages } from './pages.ts';

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

/** Amazon CloudWatch metrics and alarms. Values come as the service holds them: the catalogue knows their units. */
export interface CloudWatch {
  /** What writes: of a connection in operator mode alone. */
  readonly writes: AlarmWriteCalls;
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
  /** Every metric alarm of the region, without its history; or so many of them. */
  alarms(signal: AbortSignal, most?: number): Promise<Result<readonly Alarm[]>>;
  /** Changes of state of all alarms since a moment, newest first, by the alarm's name. */
  alarmHistory(from: Millis, signal: AbortSignal): Promise<Result<ReadonlyMap<string, Alarm['history']>>>;
  close(): void;
}

export function cloudWatch(options: AwsOptions, access: AwsAccess = awsAccess(options)): CloudWatch {
  const client = access.prepare(new CloudWatchClient(access.config('monitoring')), 'monitoring');

  const readBatch = async (
    queries: readonly MetricQuery[],
    range: { readonly from: Millis; readonly to: Millis },
    abortSignal: AbortSignal,
  ): Promise<RawPoint[][]> => {
    const points = queries.map((): RawPoint[] => []);
    const ask = (NextToken: string | undefined) =>
      client.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries.map(toQuery),
          StartTime: new Date(range.from),
          EndTime: new Date(range.to),
          ScanBy: 'TimestampAscending',
          NextToken,
        }),
        { abortSignal },
      );
    for await (const page of pages(ask, ({ NextToken }) => NextToken)) {
      for (const { id, series } of metricResults(page.MetricDataResults))
        for (const point of series) points[Number(id.slice(1))]?.push(point);
    }
    for (const each of points) each.sort(([a], [b]) => a - b);
    return points;
  };

  /** All pages, or as many as hold more than `most`. */
  const listPages = async (
    { namespace, metric, dimensions = {} }: Partial<MetricFilter> & Pick<MetricFilter, 'namespace'>,
    most: number,
    abortSignal: AbortSignal,
  ): Promise<MetricName[]> => {
    const found: MetricName[] = [];
    const ask = (NextToken: string | undefined) =>
      client.send(
        new ListMetricsCommand({
          Namespace: namespace,
          MetricName: metric,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
          NextToken,
        }),
        { abortSignal },
      );
    for await (const page of pages(ask, ({ NextToken }) => NextToken)) {
      for (const each of entriesOf(page.Metrics, MetricEntry)) found.push({ namespace, ...each });
      if (found.length > most) break;
    }
    return found;
  };

  return {
    writes: alarmWriteCalls(client, access),
    list: (filter, signal) => awsResult(access.call(SOURCE, 'cloudwatch:ListMetrics'), () => listPages(filter, Infinity, signal)),
    read: (queries, range, signal) =>
      awsResult(access.call(SOURCE, 'cloudwatch:GetMetricData'), async () => {
        const all: RawPoint[][] = [];
        for (let start = 0; start < queries.length; start += QUERIES_PER_REQUEST) {
          all.push(...(await readBatch(queries.slice(start, start + QUERIES_PER_REQUEST), range, signal)));
        }
        return all;
      }),
    listAll: (filter, most, signal) =>
      awsResult(access.call(SOURCE, 'cloudwatch:ListMetrics'), async () => {
        const found = await listPages(filter, most, signal);
        return { names: found.slice(0, most), truncated: found.length > most };
      }),
    alarms: (abortSignal, most = Infinity) =>
      awsResult(access.call(SOURCE, 'cloudwatch:DescribeAlarms'), async () => {
        const found: Alarm[] = [];
        const ask = (NextToken: string | undefined) =>
          client.send(new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm'], MaxRecords: Math.min(most, 100), NextToken }), {
            abortSignal,
          });
        for await (const page of pages(ask, ({ NextToken }) => NextToken)) {
          found.push(...entriesOf(page.MetricAlarms, AlarmEntry));
          if (found.length >= most) break;
        }
        return found;
      }),
    alarmHistory: (from, abortSignal) =>
      awsResult(access.call(SOURCE, 'cloudwatch:DescribeAlarmHistory'), async () => {
        const found = new Map<string, Alarm['history']>();
        const ask = (NextToken: string | undefined) =>
          client.send(
            new DescribeAlarmHistoryCommand({
              AlarmTypes: ['MetricAlarm'],
              HistoryItemType: 'StateUpdate',
              StartDate: new Date(from),
              ScanBy: 'TimestampDescending',
              MaxRecords: 100,
              NextToken,
            }),
            { abortSignal },
          );
        for await (const page of pages(ask, ({ NextToken }) => NextToken)) {
          for (const { alarm, change } of entriesOf(page.AlarmHistoryItems, HistoryEntry))
            found.set(alarm, [...(found.get(alarm) ?? []), change]);
        }
        return found;
      }),
    close: () => client.destroy(),
  };
}

const MetricEntry = z
  .object({ MetricName: z.string(), Dimensions })
  .transform(({ MetricName: metric, Dimensions: dimensions }) => ({ metric, dimensions }));

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
