import { toCsv } from '#shared/analysis/csv.ts';
import { fillQuery, logQueries } from '#shared/catalogue/logQueries.ts';
import type { InsightsRun } from '#shared/model/logs.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { formatBytes } from '#shared/units/format.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { FoundApplication } from './findApplication.ts';
import type { Format } from './logOutput.ts';
import { shownAs } from './logOutput.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';
import type { TimeRange } from './timeRange.ts';
import { isoTime } from './timeRange.ts';

interface InsightsAsked {
  /** A query, or the id of one of the guide's. */
  readonly query: string;
  readonly range: TimeRange;
  readonly signal: AbortSignal;
}

/** The service itself gives a query up after an hour; nobody waits so long at a terminal. */
const PATIENCE = millis(15 * MINUTE);

/** Runs a query of Logs Insights to its end; stops it where nobody waits for it any more. A failure is one sentence. */
export async function askInsights(
  session: Session,
  { ref }: FoundApplication,
  { query, range, signal }: InsightsAsked,
): Promise<Result<InsightsRun, string>> {
  const guides = logQueries.find(({ id }) => id === query);
  const text = guides === undefined ? query : fillQuery(guides, ref.id);
  const started = await session.call('logs.insights', { ref, query: text, ...range });
  if (!started.ok) return failed(`${started.error.message} ${started.error.remedy}`);
  const { id } = started.value;
  const [snapshot] = await session.follow({
    topics: [{ kind: 'insights', connection: ref.connection, id }],
    tell: ([each]) => each?.state === 'live' && each.value.status !== 'running',
    patience: PATIENCE,
    signal,
  });
  const run = snapshot?.state === 'live' ? snapshot.value : null;
  if (run === null || run.status === 'running') {
    await session.call('logs.insightsStop', { connection: ref.connection, id });
    return failed(signal.aborted ? 'The query was stopped.' : 'The query did not end in time, and was stopped.');
  }
  return run.error === null ? ok(run) : failed(`${run.error.message} ${run.error.remedy}`);
}

const POINTER = '@ptr';

/** What a query found, and beside it what it has scanned and cost. */
export function insightsOutput(run: InsightsRun, format: Format): { readonly text: string; readonly facts: string } {
  const shown = shownAs(format);
  const columns = run.columns.flatMap((column, i) => (column === POINTER ? [] : [{ column, i }]));
  const names = columns.map(({ column }) => column);
  const rows = run.rows.map((row) => columns.map(({ i }) => shown(row[i] ?? '')));
  const facts = `${run.rows.length} rows; ${formatBytes(run.scannedBytes)} scanned for $${run.price.toFixed(6)}; ${run.status}.`;
  switch (format.shape) {
    case 'text':
      return { facts, text: rows.length === 0 ? '' : table([names, ...rows.map((row) => row.map(printable))], []) };
    case 'csv':
      return { facts, text: toCsv([names, ...rows]) };
    case 'json': {
      const objects = rows.map((row) => Object.fromEntries(row.map((cell, i) => [names[i] ?? '', cell])));
      const { from, to, status, query, scannedBytes, scannedRecords, matchedRecords, price } = run;
      const about = { query, from: isoTime(from), to: isoTime(to), status, scannedBytes, scannedRecords, matchedRecords, price };
      return { facts, text: `${JSON.stringify({ ...about, columns: names, rows: objects })}\n` };
    }
  }
}
