import type { KeptRecord, RecordArchive } from '../../history/history.ts';

/** So many of the newest records of each owner and kind are remembered as written. */
const REMEMBERED = 200;

/** Writes things that are told again and again, once; and again when they are another. */
export interface WrittenOnce {
  put(record: KeptRecord): void;
  /** Of a connection, or of one of its applications. */
  forget(connection: string, application?: string): void;
}

interface Written {
  readonly connection: string;
  readonly application: string;
  readonly texts: Map<string, string>;
}

export function writtenOnce(records: RecordArchive): WrittenOnce {
  const written = new Map<string, Written>();
  return {
    put(record) {
      const { connection, application, kind, key, value } = record;
      const place = JSON.stringify([connection, application, kind]);
      const { texts } = written.get(place) ?? { texts: new Map<string, string>() };
      written.set(place, { connection, application, texts });
      const text = JSON.stringify(value);
      if (texts.get(key) === text) return;
      records.put(record);
      texts.delete(key);
      texts.set(key, text);
      const [oldest] = texts.keys();
      if (texts.size > REMEMBERED && oldest !== undefined) texts.delete(oldest);
    },
    forget(connection, application) {
      for (const [place, each] of written)
        if (each.connection === connection && (application === undefined || each.application === application))
          written.delete(place);
    },
  };
}
