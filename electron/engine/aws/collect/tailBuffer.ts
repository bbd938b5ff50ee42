import type { FoundRecord } from '../../../clients/aws/logs.ts';
import type { LogRecord, LogTail } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** Lines can come in so much later than newer ones of other task managers. */
const LATE = MINUTE;

/** The newest lines of a log: none twice, none lost, bounded. */
export interface TailBuffer {
  /** Takes in what was read; returns what is new. */
  add(found: readonly FoundRecord[]): readonly LogRecord[];
  /** From where the service is to be read on; null before the first line. */
  from(): Millis | null;
  value(readTo: Millis): LogTail;
}

export const asRecord = ({ at, stream, message }: FoundRecord): LogRecord => ({ at, stream, message });

export function tailBuffer(most: number): TailBuffer {
  let records: readonly LogRecord[] = [];
  let dropped = 0;
  let newest: Millis | null = null;
  /** When each line was written that may be read again. */
  const seen = new Map<string, Millis>();
  const keyOf = ({ id, at, stream, message }: FoundRecord): string => id ?? `${at}|${stream}|${message}`;

  return {
    add(found) {
      const fresh: LogRecord[] = [];
      for (const each of found) {
        const key = keyOf(each);
        if (seen.has(key)) continue;
        seen.set(key, each.at);
        fresh.push(asRecord(each));
        newest = millis(Math.max(newest ?? each.at, each.at));
      }
      const all = [...records, ...fresh].sort((a, b) => a.at - b.at);
      dropped += Math.max(0, all.length - most);
      records = all.slice(-most);
      for (const [key, at] of seen) if (newest !== null && at < newest - LATE) seen.delete(key);
      return fresh;
    },
    // By the lines' own time, whatever the clock of this machine says.
    from: () => (newest === null ? null : millis(newest - LATE)),
    value: (readTo) => ({ records: [...records], dropped, readTo }),
  };
}
