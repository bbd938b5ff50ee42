import { isDeepStrictEqual } from 'node:util';
import type { Topic } from '#shared/contract/topics.ts';
import type { AuditOutcome } from '#shared/model/alarms/plan.ts';
import { AuditEntry } from '#shared/model/alarms/plan.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { z } from '#shared/model/schema.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { History, KeptRecord, RecordQuery } from '../../history/history.ts';
import type { SnapshotStore } from '../snapshotStore.ts';

/** One request that writes: before it is sent, and once it is known how it ended. */
export interface AuditedWrite {
  readonly ref: ApplicationRef;
  readonly region: string;
  /** The API's name: `PutMetricAlarm`. */
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** One sentence, in the tense of what is known. */
  readonly what: string;
  readonly outcome: AuditOutcome;
  readonly error: SourceError | null;
  /** Names the whole write; null: this cannot be taken back. */
  readonly undo: string | null;
  /** What it is taken back by; kept with the entry and not shown. */
  readonly back: unknown;
}

/** An entry that can be undone. */
export interface Undoable {
  readonly key: string;
  readonly ref: ApplicationRef;
  readonly entry: AuditEntry;
  readonly back: unknown;
}

/** What was written to accounts. It is kept in history, so that it is there after a restart; what history does not take is kept in memory. */
export interface AuditLog {
  /** Fills the logs that somebody follows. */
  attend(topics: readonly Topic[]): void;
  /** Puts an entry into the log and on disk before anything is sent. Answers its key. */
  begin(write: AuditedWrite): string;
  /** How it ended. */
  end(key: string, write: AuditedWrite): void;
  /** A name for a whole write, which its entries can be undone by. */
  newUndo(): string;
  /** Entries of a write that can be taken back, newest first. */
  undoable(connection: string, undo: string): readonly Undoable[];
  /** It has been taken back, and cannot be again. */
  undone(entry: Undoable): void;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
}

export interface AuditParts {
  readonly history: Pick<History, 'records' | 'flush'>;
  readonly store: SnapshotStore;
  /** Real time: names entries. */
  readonly clock: Pick<Clock, 'now'>;
  /** Of a connection. */
  readonly now: (connection: string) => Millis;
}

/** Of one connection; the newest. A write of more alarms is undone by any of its entries. */
const MOST_SHOWN = 200;

const Kept = AuditEntry.extend({ back: z.unknown() });
interface Line {
  readonly ref: ApplicationRef;
  readonly entry: AuditEntry;
  readonly back: unknown;
}

export function auditLog({ history, store, clock, now }: AuditParts): AuditLog {
  /** By connection and key, oldest first. */
  const books = new Map<string, Map<string, Line>>();
  /** Keys of this run: what history keeps of these may be older. */
  const own = new Set<string>();
  let followed: readonly string[] = [];
  let named = 0;

  const name = (): string => {
    named += 1;
    return `${clock.now().toString(36)}.${named}`;
  };
  const query = (connection: string) => ({ connection, kinds: ['audit'], ...EVER }) as const;
  /** The newest that are kept by now: another app may have written. */
  const read = (connection: string): Map<string, Line> => {
    const before = books.get(connection) ?? new Map<string, Line>();
    const kept = history.records.read({ ...query(connection), limit: MOST_SHOWN }).flatMap(lineIn);
    const ours = [...before].filter(([key]) => own.has(key));
    const all = [...kept.filter(({ entry }) => !own.has(entry.key)), ...ours.map(([, line]) => line)];
    const book = new Map(all.sort(inOrder).map((line) => [line.entry.key, line]));
    books.set(connection, book);
    return book;
  };
  /** Lines of one write, oldest first. They lie together, mostly among the newest: it is not all that is looked through. */
  const linesOf = (connection: string, undo: string): readonly Line[] => {
    const ours = [...(books.get(connection)?.values() ?? [])].filter(({ entry }) => own.has(entry.key));
    const found = keptOf(history, query(connection), undo).filter(({ entry }) => !own.has(entry.key));
    return [...found, ...ours.filter(({ entry }) => entry.undo === undo)];
  };
  const bookOf = (connection: string): Map<string, Line> => books.get(connection) ?? read(connection);
  const show = (connection: string): void => {
    if (!followed.includes(connection)) return;
    const topic = { kind: 'audit', connection } as const;
    const lines = [...bookOf(connection).values()].slice(-MOST_SHOWN).toReversed();
    const value = lines.map(({ entry }) => entry);
    const shown = store.get(topic);
    if (shown.state === 'live' && isDeepStrictEqual(shown.value, value)) return;
    store.put(topic, { state: 'live', value, at: now(connection) });
  };
  const put = (line: Line): void => {
    const { ref, entry, back } = line;
    const { connection, id: application } = ref;
    own.add(entry.key);
    bookOf(connection).set(entry.key, line);
    history.records.put({
      connection,
      application,
      kind: 'audit',
      key: entry.key,
      at: entry.at,
      until: null,
      value: { ...entry, back },
    });
    show(connection);
  };

  return {
    attend(topics) {
      followed = topics.flatMap((topic) => (topic.kind === 'audit' ? [topic.connection] : []));
      for (const connection of followed) {
        read(connection);
        show(connection);
      }
    },
    begin(write) {
      const key = name();
      put(lineOf(key, now(write.ref.connection), write));
      history.flush();
      return key;
    },
    end(key, write) {
      const { connection } = write.ref;
      put(lineOf(key, bookOf(connection).get(key)?.entry.at ?? now(connection), write));
    },
    newUndo: name,
    undoable: (connection, undo) =>
      linesOf(connection, undo)
        .toReversed()
        .map(({ ref, entry, back }) => ({ key: entry.key, ref, entry, back })),
    undone({ key, ref, entry, back }) {
      const { connection, id: application } = ref;
      const line = { ref, entry: { ...(bookOf(connection).get(key)?.entry ?? entry), undo: null }, back };
      // One that is older than what is shown stays so.
      if (bookOf(connection).has(key)) put(line);
      else
        history.records.put({
          connection,
          application,
          kind: 'audit',
          key,
          at: entry.at,
          until: null,
          value: { ...line.entry, back },
        });
      history.flush();
    },
    forget(connection) {
      for (const each of books.keys()) if (connection === null || each === connection) books.delete(each);
      for (const each of followed) show(each);
    },
  };
}

/** Entries of the same time, as of a clock that stands, in the order in which they were named. */
const inOrder = (a: Line, b: Line): number => {
  const [x, y] = [a, b].map(({ entry: { key } }) => key.split('.'));
  const named = (of: readonly string[] | undefined) => [parseInt(of?.[0] ?? '', 36), Number(of?.[1])] as const;
  const [[xTime, xNumber], [yTime, yNumber]] = [named(x), named(y)];
  return a.entry.at - b.entry.at || xTime - yTime || xNumber - yNumber;
};

const lineOf = (
  key: string,
  at: Millis,
  { ref, region, operation, request, what, outcome, error, undo, back }: AuditedWrite,
): Line => ({
  ref,
  entry: { key, at, what, operation, request: { ...request }, region, outcome, error, undo },
  back,
});

/** All that a date can be. */
const EVER = { from: millis(-8.64e15), to: millis(8.64e15) };

/** What is kept of one write: the newest lines are looked through, and more of them until there are older ones than it has. */
function keptOf({ records }: Pick<History, 'records'>, query: RecordQuery, undo: string): readonly Line[] {
  for (let limit = MOST_SHOWN; ; limit *= 2) {
    const all = records.read({ ...query, limit });
    const found = all.filter(({ value }) => isOf(value, undo));
    const [oldest, first] = [all[0], found[0]];
    if (all.length < limit || (oldest !== undefined && first !== undefined && oldest.at < first.at)) return found.flatMap(lineIn);
  }
}

const isOf = (value: unknown, undo: string): boolean =>
  typeof value === 'object' && value !== null && 'undo' in value && value.undo === undo;

/** What cannot be read is left out: its neighbours are as good as before. */
function lineIn({ connection, application, value }: KeptRecord): Line[] {
  const kept = Kept.safeParse(value);
  if (!kept.success) return [];
  const { back, ...entry } = kept.data;
  return [{ ref: { connection, id: application }, entry, back }];
}
