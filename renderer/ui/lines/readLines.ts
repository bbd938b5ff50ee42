import { readLine } from '#shared/analysis/logs/readLine.ts';
import type { ReadLine } from '#shared/analysis/logs/readLine.ts';
import type { LogRecord } from '#shared/model/logs.ts';

/** A record as a row shows it. */
export interface Line {
  /** The same for the same record as long as its reader lives. */
  readonly key: number;
  readonly record: LogRecord;
  readonly read: ReadLine;
}

/** Reads records again and again, as a tail tells them; what was read before is the same object as before. */
export function createLineReader(): (records: readonly LogRecord[]) => readonly Line[] {
  let known = new Map<string, Line>();
  let next = 0;
  return (records) => {
    const now = new Map<string, Line>();
    const lines = records.map((record) => {
      const name = `${record.at} ${record.stream} ${record.message}`;
      // The same words at the same moment twice are two lines.
      let twin = name;
      for (let n = 2; now.has(twin); n += 1) twin = `${name} ${n}`;
      const line = known.get(twin) ?? { key: next++, record, read: readLine(record.message) };
      now.set(twin, line);
      return line;
    });
    known = now;
    return lines;
  };
}
