import type { LogEntry, LogOrigin } from './logBook.ts';

/** A record before it is known when it was written, and by which version of the application. */
export type Message = Omit<LogEntry, 'at' | 'version'>;

export const origin = (logger: string, method: string, line: number, thread: string): LogOrigin => ({
  logger,
  method,
  file: `${logger.slice(logger.lastIndexOf('.') + 1)}.java:${line}`,
  thread,
});

type Write = (where: LogOrigin, message: string, throwable?: readonly string[] | null) => Message;
const writes =
  (level: LogEntry['level']): Write =>
  (where, message, throwable = null) => ({ level, origin: where, message, throwable });

export const debug = writes('DEBUG');
export const info = writes('INFO');
export const warn = writes('WARN');
export const error = writes('ERROR');
