import type { InsightsRun } from '#shared/model/logs.ts';
import { z } from '#shared/model/schema.ts';
import { bytes } from '#shared/units/units.ts';
import { listOf, zCount, zMoment, zText } from './entries.ts';

/** An entry of FilterLogEvents; the stream is left to the caller where it is not told. */
export const LogEvent = z
  .object({ timestamp: zMoment, message: zText, logStreamName: zText, eventId: zText })
  .transform(({ timestamp: at, message, logStreamName: stream, eventId: id }) => ({
    at,
    message: message ?? '',
    ...(stream === null ? {} : { stream }),
    ...(id === null ? {} : { id }),
  }));

/** A row of Logs Insights, by column. `@ptr` leads to the record and says nothing to a reader. */
export type QueryRow = ReadonlyMap<string, string>;

const Row = listOf(z.object({ field: z.string(), value: zText })).transform(
  (cells): QueryRow =>
    new Map(cells.flatMap(({ field, value }) => (field === '@ptr' || value === null ? [] : [[field, value] as const]))),
);

const STATES: Readonly<Record<string, InsightsRun['status']>> = {
  Scheduled: 'running',
  Running: 'running',
  Unknown: 'running',
  Complete: 'complete',
  Failed: 'failed',
  Timeout: 'failed',
  Cancelled: 'cancelled',
};

const figure = zCount.transform((count) => Math.max(count ?? 0, 0));

const Statistics = z
  .object({ bytesScanned: figure, recordsScanned: figure, recordsMatched: figure })
  .catch({ bytesScanned: 0, recordsScanned: 0, recordsMatched: 0 })
  .transform(({ bytesScanned, recordsScanned, recordsMatched }) => ({
    scannedBytes: bytes(bytesScanned),
    scannedRecords: recordsScanned,
    matchedRecords: recordsMatched,
  }));

/** A page of GetQueryResults. A state that we do not know is null. */
export const QueryPage = z
  .object({ status: zText, results: listOf(Row), statistics: Statistics })
  .transform(({ status, results, statistics }) => ({
    status: Object.hasOwn(STATES, status ?? '') ? (STATES[status ?? ''] ?? null) : null,
    rows: results,
    statistics,
  }));
export type QueryPage = z.output<typeof QueryPage>;

/** Every column that some row has, in the order in which they come up. */
export const columnsOf = (rows: readonly QueryRow[]): string[] => [...new Set(rows.flatMap((row) => [...row.keys()]))];
