import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { FilterLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { InsightsRun } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { AwsOptions } from './awsOptions.ts';
import { clientConfig } from './awsOptions.ts';
import { awsResult } from './fromAws.ts';

/** A search pages through at most this many answers, so that a quiet pattern over a busy day ends. */
const MOST_PAGES = 20;

export interface LogQuery {
  readonly group: string;
  readonly stream: string;
  /** CloudWatch Logs' filter pattern; empty takes everything. */
  readonly pattern: string;
  readonly from: Millis;
  readonly to: Millis;
  /** How many of the newest records to return. */
  readonly limit: number;
}

export interface FoundRecord {
  readonly at: Millis;
  readonly stream: string;
  readonly message: string;
}

/** Amazon CloudWatch Logs, read-only. */
export interface Logs {
  /** The newest records that match, oldest first. */
  search(query: LogQuery, signal: AbortSignal): Promise<Result<readonly FoundRecord[]>>;
  /** Lines from a moment on, oldest first: at most `limit`, the rest with the next call from the last one's time. */
  tail(
    query: Omit<LogQuery, 'pattern' | 'to'>,
    signal: AbortSignal,
  ): Promise<Result<{ readonly records: readonly FoundRecord[]; readonly more: boolean }>>;
  /** Starts a query of Logs Insights; its id. */
  startQuery(
    query: Omit<LogQuery, 'pattern' | 'stream' | 'limit'> & { readonly query: string },
    signal: AbortSignal,
  ): Promise<Result<string>>;
  queryResults(id: string, signal: AbortSignal): Promise<Result<QueryResults>>;
  stopQuery(id: string, signal: AbortSignal): Promise<Result<null>>;
  close(): void;
}

export type QueryResults = Pick<
  InsightsRun,
  'status' | 'columns' | 'rows' | 'scannedBytes' | 'scannedRecords' | 'matchedRecords'
>;

export function logs(options: AwsOptions): Logs {
  const client = new CloudWatchLogsClient(clientConfig(options));
  return {
    search: ({ group, stream, pattern, from, to, limit }, signal) =>
      awsResult({ source: 'CloudWatch Logs', permission: 'logs:FilterLogEvents' }, async () => {
        let found: FoundRecord[] = [];
        let token: string | undefined;
        for (let pages = 0; pages < MOST_PAGES; pages += 1) {
          const page: FilterLogEventsCommandOutput = await client.send(
            new FilterLogEventsCommand({
              logGroupName: group,
              logStreamNames: [stream],
              startTime: from,
              endTime: to,
              ...(pattern === '' ? {} : { filterPattern: pattern }),
              ...(token === undefined ? {} : { nextToken: token }),
            }),
            { abortSignal: signal },
          );
          for (const { timestamp, logStreamName, message } of page.events ?? []) {
            if (timestamp !== undefined)
              found.push({ at: millis(timestamp), stream: logStreamName ?? stream, message: message ?? '' });
          }
          // The service answers oldest first: the newest are at the end.
          found = found.slice(-limit);
          token = page.nextToken === '' ? undefined : page.nextToken;
          if (token === undefined) break;
        }
        return found.sort((a, b) => a.at - b.at);
      }),
    tail: () => Promise.reject(new Error('not built')),
    startQuery: () => Promise.reject(new Error('not built')),
    queryResults: () => Promise.reject(new Error('not built')),
    stopQuery: () => Promise.reject(new Error('not built')),
    close: () => client.destroy(),
  };
}
