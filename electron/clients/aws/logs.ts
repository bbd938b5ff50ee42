import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type { InsightsRun } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND } from '#shared/units/units.ts';
import type { AwsAccess } from './awsAccess.ts';
import { awsAccess } from './awsAccess.ts';
import type { AwsOptions } from './awsOptions.ts';
import { BadAnswer, entriesOrThrow } from './entries.ts';
import { awsResult } from './fromAws.ts';
import type { QueryPage as Told, QueryRow } from './logAnswers.ts';
import { LogEvent, QueryPage, columnsOf } from './logAnswers.ts';
import { pages } from './pages.ts';

/** A search pages through at most this many answers, so that a quiet pattern over a busy day ends. */
const MOST_PAGES = 20;
const SOURCE = 'CloudWatch Logs';
/** Newest first is offered for times from then on. */
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

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
  /** The service's own id of the line: tells two apart that say the same at the same moment. */
  readonly id?: string;
}

/** Amazon CloudWatch Logs, read-only. */
export interface Logs {
  /**
   * The newest records that match, oldest first. `truncated`: there are older ones that match, or a part of the time could not be gone
   * through.
   */
  find(
    query: LogQuery,
    signal: AbortSignal,
  ): Promise<Result<{ readonly records: readonly FoundRecord[]; readonly truncated: boolean }>>;
  /**
   * Lines from a moment on, oldest first: at most `limit`, and then the rest of the last one's millisecond, so that nothing is lost when
   * the next call goes on from there. `more`: there are later ones already.
   */
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
  /** No failure where the query has ended already. */
  stopQuery(id: string, signal: AbortSignal): Promise<Result<null>>;
  close(): void;
}

export type QueryResults = Pick<
  InsightsRun,
  'status' | 'columns' | 'rows' | 'scannedBytes' | 'scannedRecords' | 'matchedRecords'
>;

/** One more than is wanted, to know whether there is more; the service gives ten thousand at most. */
const pageOf = (wanted: number): number => Math.min(wanted + 1, 10_000);

const isRising = (records: readonly FoundRecord[]): boolean => (records[0]?.at ?? 0) < (records.at(-1)?.at ?? 0);

const hasMore = ({ nextToken }: { readonly nextToken?: string | undefined }): boolean =>
  nextToken !== undefined && nextToken !== '';

export function logs(options: AwsOptions, access: AwsAccess = awsAccess(options)): Logs {
  const client = access.prepare(new CloudWatchLogsClient(access.config('logs')), 'logs');
  const FILTER = access.call(SOURCE, 'logs:FilterLogEvents');

  /** Queries whose bytes have been told. */
  const paid = new Set<string>();

  const events = (query: FilterLogEventsCommandInput, abortSignal: AbortSignal) =>
    pages(
      (nextToken) => client.send(new FilterLogEventsCommand({ ...query, nextToken }), { abortSignal }),
      ({ nextToken }) => nextToken,
      MOST_PAGES,
    );

  const find: Logs['find'] = ({ group, stream, pattern, from, to, limit }, signal) =>
    awsResult(FILTER, async () => {
      let newestFirst = from >= NEWEST_FIRST_SINCE;
      let found: FoundRecord[] = [];
      let [truncated, unread] = [false, false];
      const query: FilterLogEventsCommandInput = {
        logGroupName: group,
        logStreamNames: [stream],
        startTime: from,
        endTime: to,
        startFromHead: !newestFirst,
        ...(newestFirst ? { limit: pageOf(limit) } : {}),
        ...(pattern === '' ? {} : { filterPattern: pattern }),
      };
      for await (const page of events(query, signal)) {
        for (const each of entriesOrThrow(page.events, LogEvent, 'events')) found.push({ stream, ...each });
        // A server that does not know the order that was asked for begins with the oldest.
        if (isRising(found)) newestFirst = false;
        unread = hasMore(page);
        if (found.length <= limit) continue;
        truncated = true;
        if (newestFirst) break;
        // Oldest first, the newest are at the end: all of it has to be gone through.
        found = found.slice(-limit);
      }
      // Within a moment too, the newest come first.
      if (newestFirst) found.reverse();
      found.sort((a, b) => a.at - b.at);
      return { records: found.slice(-limit), truncated: truncated || unread };
    });

  return {
    find,
    tail: ({ group, stream, from, limit }, signal) =>
      awsResult(FILTER, async () => {
        const found: FoundRecord[] = [];
        const query = {
          logGroupName: group,
          logStreamNames: [stream],
          startTime: from,
          startFromHead: true,
          limit: pageOf(limit),
        };
        let unread = false;
        for await (const page of events(query, signal)) {
          for (const each of entriesOrThrow(page.events, LogEvent, 'events')) found.push({ stream, ...each });
          unread = hasMore(page);
          if (found.length > limit && found.at(-1)?.at !== found[limit - 1]?.at) break;
        }
        found.sort((a, b) => a.at - b.at);
        const last = found[limit - 1]?.at;
        const end = last === undefined ? found.length : found.findLastIndex(({ at }) => at === last) + 1;
        return { records: found.slice(0, end), more: unread || end < found.length };
      }),
    startQuery: ({ group, query, from, to }, signal) =>
      awsResult(access.call(SOURCE, 'logs:StartQuery'), async () => {
        const { queryId } = await client.send(
          new StartQueryCommand({
            logGroupName: group,
            queryString: query,
            // Whole seconds, both included.
            startTime: Math.floor(from / SECOND),
            endTime: Math.floor(to / SECOND),
          }),
          { abortSignal: signal },
        );
        if (typeof queryId !== 'string') throw new BadAnswer('The query has no id.');
        return queryId;
      }),
    queryResults: (id, signal) =>
      awsResult(access.call(SOURCE, 'logs:GetQueryResults'), async () => {
        const found: QueryRow[] = [];
        let told: Told | null = null;
        const ask = (nextToken: string | undefined) =>
          client.send(new GetQueryResultsCommand({ queryId: id, nextToken }), { abortSignal: signal });
        for await (const page of pages(ask, ({ nextToken }) => nextToken)) {
          told = QueryPage.parse(page);
          found.push(...told.rows);
        }
        if (told === null || told.status === null) throw new BadAnswer('The state of the query is none that we know.');
        const { status, statistics } = told;
        const { scannedBytes, scannedRecords, matchedRecords } = statistics;
        if (status !== 'running' && !paid.has(id)) {
          paid.add(id);
          options.gate?.scanned(scannedBytes);
        }
        const columns = columnsOf(found);
        const rows = found.map((row) => columns.map((column) => row.get(column) ?? ''));
        return { status, columns, rows, scannedBytes, scannedRecords, matchedRecords };
      }),
    async stopQuery(id, signal) {
      const stopped = await awsResult(access.call(SOURCE, 'logs:StopQuery'), async () => {
        await client.send(new StopQueryCommand({ queryId: id }), { abortSignal: signal });
        return null;
      });
      return !stopped.ok && stopped.error.kind === 'bad-request' ? ok(null) : stopped;
    },
    close: () => client.destroy(),
  };
}
