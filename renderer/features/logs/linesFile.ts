import { readLine } from '#shared/analysis/logs/readLine.ts';
import { redact } from '#shared/analysis/logs/secrets.ts';
import { asText, toCsv } from '#shared/analysis/csv.ts';
import type { LogRecord } from '#shared/model/logs.ts';

/** Whether what looks like a secret is written out. */
type Secrets = 'masked' | 'shown';

const shownAs = (secrets: Secrets) => (text: string) => (secrets === 'masked' ? redact(text) : text);

/** Lines for a spreadsheet: times in UTC. */
export function linesCsv(records: readonly LogRecord[], secrets: Secrets): string {
  const shown = shownAs(secrets);
  const rows = records.map(({ at, stream, message }) => {
    const { level, logger, text, trace } = readLine(message);
    return [new Date(at).toISOString(), level ?? '', logger ?? '', shown(text), shown(trace.join('\n')), stream].map(asText);
  });
  return toCsv([['time', 'level', 'logger', 'message', 'stack trace', 'stream'], ...rows]);
}

/** Lines as the service has them, one object each. */
export function linesJson(records: readonly LogRecord[], secrets: Secrets): string {
  const shown = shownAs(secrets);
  const rows = records.map(({ at, stream, message }) => ({ time: new Date(at).toISOString(), stream, message: shown(message) }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** A table of texts, as Logs Insights answers. */
export function rowsCsv(columns: readonly string[], rows: readonly (readonly string[])[], secrets: Secrets): string {
  const shown = shownAs(secrets);
  return toCsv([columns, ...rows.map((row) => row.map((text) => asText(shown(text))))]);
}
