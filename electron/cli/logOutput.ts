import { readLine, shortName } from '#shared/analysis/logs/readLine.ts';
import { redact } from '#shared/analysis/logs/secrets.ts';
import { toCsv } from '#shared/analysis/csv.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { FoundApplication } from './findApplication.ts';
import { printable } from './terminal.ts';
import type { TimeRange } from './timeRange.ts';
import { isoTime } from './timeRange.ts';

/** How lines are printed. */
export interface Format {
  readonly shape: 'text' | 'json' | 'csv';
  /** What looks like a secret is printed, or not. */
  readonly secrets: 'masked' | 'shown';
}

interface Found extends TimeRange {
  readonly records: readonly LogRecord[];
  readonly truncated: boolean;
}

export const shownAs =
  ({ secrets }: Format) =>
  (text: string): string =>
    secrets === 'masked' ? redact(text) : text;

export const LINE_COLUMNS = ['time', 'level', 'logger', 'message', 'stack trace', 'stream'] as const;

/** A line by its parts, with what looks like a secret masked or not. */
export function lineParts({ at, stream, message }: LogRecord, format: Format) {
  const shown = shownAs(format);
  const { level, logger, text, trace } = readLine(message);
  return { time: isoTime(at), level, logger, message: shown(text), trace: trace.map(shown), stream };
}

export const lineCells = (record: LogRecord, format: Format): readonly string[] => {
  const { time, level, logger, message, trace, stream } = lineParts(record, format);
  return [time, level ?? '', logger ?? '', message, trace.join('\n'), stream];
};

/** A line for a terminal, and below it its stack trace. */
export function lineText(record: LogRecord, format: Format): string {
  const { time, level, logger, message, trace } = lineParts(record, format);
  const said = message.split('\n').map(printable).join('\n    ');
  const head = [time, (level ?? '').padEnd(5), logger === null ? null : printable(shortName(logger)), said];
  return [head.filter((part) => part !== null).join(' '), ...trace.map((each) => `    ${printable(each).trimEnd()}`)].join('\n');
}

/** What a search found, oldest first. */
export function recordsOutput(
  { name, ref }: Pick<FoundApplication, 'name' | 'ref'>,
  { records, truncated, from, to }: Found,
  format: Format,
): string {
  switch (format.shape) {
    case 'text':
      return records.map((record) => `${lineText(record, format)}\n`).join('');
    case 'csv':
      return toCsv([LINE_COLUMNS, ...records.map((record) => lineCells(record, format))]);
    case 'json': {
      const lines = records.map((record) => lineParts(record, format));
      return `${JSON.stringify({ application: name, id: ref.id, from: isoTime(from), to: isoTime(to), truncated, records: lines })}\n`;
    }
  }
}
