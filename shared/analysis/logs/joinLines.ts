import type { LogRecord } from '../../model/logs.ts';
import type { Millis } from '../../units/units.ts';
import { SECOND } from '../../units/units.ts';
import type { ReadLine } from './readLine.ts';
import { THROWN, TRACE_LINE, readLine } from './readLine.ts';

/** A line with the record that it was read from: the first, where a stack trace came as several. */
export interface JoinedLine extends ReadLine {
  readonly record: LogRecord;
}

interface Open {
  readonly record: LogRecord;
  readonly read: ReadLine;
  readonly lines: string[];
  at: Millis;
  /** Inside a Python traceback: its frames and the line that ends it look like no stack trace. */
  python: boolean;
}

/** How far apart the records of one stack trace can be. */
const TOGETHER = SECOND;

/**
 * Reads records, oldest first. A plain line that goes on with a stack trace belongs to the plain line before it in the same stream.
 * Each record of the service's own JSON stands for itself.
 */
export function joinLines(records: readonly LogRecord[]): readonly JoinedLine[] {
  const joined: Open[] = [];
  const openIn = new Map<string, Open>();
  for (const record of records) {
    const open = openIn.get(record.stream);
    if (open !== undefined && goesOn(open, record)) {
      const lines = record.message.trimEnd().split('\n');
      open.lines.push(...lines);
      open.at = record.at;
      open.python = lines.reduce(inPython, open.python);
      continue;
    }
    const read = readLine(record.message);
    const next: Open = { record, read, lines: [...read.trace], at: record.at, python: record.message.startsWith('Traceback ') };
    joined.push(next);
    if (read.shape === 'plain') openIn.set(record.stream, next);
    else openIn.delete(record.stream);
  }
  return joined.map(({ record, read, lines }) => ({ ...read, trace: withHeader(read, lines), record }));
}

function goesOn(open: Open, { at, message }: LogRecord): boolean {
  if (at - open.at > TOGETHER || message.startsWith('{')) return false;
  // What was thrown stands below the line that tells of it, before its first frame.
  if (open.lines.length === 0 && open.read.level !== null && THROWN.test(message)) return true;
  return TRACE_LINE.test(message) || open.python;
}

/** A traceback goes on until the line that names what was thrown, which is not indented. */
const inPython = (inside: boolean, line: string): boolean => line.startsWith('Traceback ') || (inside && /^\s|^$/.test(line));

/** Frames that follow a plain line: what the line says is the exception. */
const withHeader = ({ text, trace }: ReadLine, lines: readonly string[]): readonly string[] =>
  trace.length === 0 && lines.length > 0 && THROWN.test(text) ? [text, ...lines] : lines;
