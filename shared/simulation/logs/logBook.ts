import type { Millis } from '../../units/units.ts';
import type { ApplicationSettings } from '../settings.ts';
import type { SimulatedLogRecord } from '../types.ts';

type Level = ApplicationSettings['monitoring']['logLevel'];

/** Where in the code a record comes from. */
export interface LogOrigin {
  readonly logger: string;
  readonly method: string;
  readonly file: string;
  readonly thread: string;
}

export interface LogEntry {
  readonly at: Millis;
  readonly level: Level;
  readonly origin: LogOrigin;
  readonly message: string;
  /** A stack trace, a line an element. */
  readonly throwable: readonly string[] | null;
  readonly version: number;
}

/** What an application has logged, oldest first; the oldest is forgotten. */
export interface LogBook {
  readonly entries: LogEntry[];
  /** Changes with the application's settings. */
  level: Level;
}

const RETAINED = 6_000;
const weight: Record<Level, number> = { DEBUG: 0, INFO: 1, WARN: 2, ERROR: 3 };

/** Keeps a record if the application's log level lets it through. */
export function log(book: LogBook, entry: LogEntry): void {
  if (weight[entry.level] < weight[book.level]) return;
  let i = book.entries.length;
  while (i > 0 && (book.entries[i - 1]?.at ?? 0) > entry.at) i--;
  book.entries.splice(i, 0, entry);
  if (book.entries.length > RETAINED * 1.2) book.entries.splice(0, book.entries.length - RETAINED);
}

/** The records in [from, to) in the service's shape. */
export function readLog({ entries }: LogBook, arn: string, from: Millis, to: Millis): SimulatedLogRecord[] {
  return entries.filter(({ at }) => at >= from && at < to).map((entry) => ({ at: entry.at, message: recordOf(entry, arn) }));
}

function recordOf({ level, origin, message, throwable, version }: LogEntry, arn: string): string {
  return JSON.stringify({
    locationInformation: `${origin.logger}.${origin.method}(${origin.file})`,
    logger: origin.logger,
    message,
    ...(throwable === null ? {} : { throwableInformation: throwable }),
    threadName: origin.thread,
    applicationARN: arn,
    applicationVersionId: String(version),
    messageSchemaVersion: '1',
    messageType: level,
  });
}
