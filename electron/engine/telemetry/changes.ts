import type { KeptRecord, RecordArchive } from '../../history/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, SECOND, millis } from '#shared/units/units.ts';

/** Keeps what is as it is until it is another: only changes are written. */
export interface Changes {
  /** Writes a record unless its owner's newest one of this kind says the same. */
  put(record: Omit<KeptRecord, 'key' | 'until'>): boolean;
  /** Everything of a connection, or of one of its applications, will be looked up or written anew. */
  forget(connection: string, application?: string): void;
}

interface Written {
  readonly connection: string;
  readonly application: string;
  readonly text: string;
  readonly at: Millis;
}

export function changes(records: RecordArchive): Changes {
  const written = new Map<string, Written>();

  const lastOf = (key: string, { connection, application, kind, at }: Omit<KeptRecord, 'key' | 'until'>): Written | null => {
    const known = written.get(key);
    // Time that goes back is another world's: what was kept of it before that moment counts.
    if (known !== undefined && known.at <= at + SECOND) return known;
    const kept = records.lastBefore({ connection, application }, kind, at);
    return kept === null ? null : { connection, application, text: JSON.stringify(kept.value), at: kept.at };
  };

  return {
    put(record) {
      const { connection, application, kind, at, value } = record;
      const key = JSON.stringify([connection, application, kind]);
      const text = JSON.stringify(value);
      const last = lastOf(key, record);
      // Once a day it is written again, so that it outlives the retention.
      if (last !== null && last.text === text && at - last.at < DAY) {
        written.set(key, last);
        return false;
      }
      // Two words of the same moment are told one after the other: what was known at it stays.
      const moment = millis(last === null ? at : Math.max(at, last.at + 1));
      records.put({ ...record, at: moment, key: String(moment), until: null });
      written.set(key, { connection, application, text, at: moment });
      return true;
    },
    forget(connection, application) {
      for (const [key, each] of written)
        if (each.connection === connection && (application === undefined || each.application === application))
          written.delete(key);
    },
  };
}
