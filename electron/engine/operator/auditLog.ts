import { isDeepStrictEqual } from 'node:util';
import type { Topic } from '#shared/contract/topics.ts';
import { AuditEntry } from '#shared/model/alarms/plan.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { z } from '#shared/model/schema.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { History, KeptRecord } from '../../history/history.ts';
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

/** Of one connection; the newest. */
const MOST_SHOWN = 500;

const Kept = AuditEntry.extend({ back: z.unknown() });
type Kept = z.infer<typeof Kept>;
interface Line {
  readonly ref: ApplicationRef;
  readonly entry: Kept;
}

export function auditLog({ history, store, clock, now }: AuditParts): AuditLog {
  /** Of this run, oldest first. */
  const own = new Map<string, Line>();
  let followed: readonly string[] = [];
  let named = 0;

  const name = (): string => {
    named += 1;
    return `${clock.now().toString(36)}.${named}`;
  };
  /** Oldest first. */
  const linesOf = (connection: string): readonly Line[] => {
    const kept = history.records.read({ connection, kinds: ['audit'], ...EVER }).flatMap(lineIn);
    const known = new Set(kept.map(({ entry }) => entry.key));
    const unkept = [...own.values()].filter(({ ref, entry }) => ref.connection === connection && !known.has(entry.key));
    return [...kept.map((line) => own.get(line.entry.key) ?? line), ...unkept];
  };
  const show = (connection: string): void => {
    if (!followed.includes(connection)) return;
    const topic = { kind: 'audit', connection } as const;
    const value = linesOf(connection)
      .slice(-MOST_SHOWN)
      .toReversed()
      .map(({ entry }) => AuditEntry.parse(entry));
    const shown = store.get(topic);
    if (shown.state === 'live' && isDeepStrictEqual(shown.value, value)) return;
    store.put(topic, { state: 'live', value, at: now(connection) });
  };
  const put = (ref: ApplicationRef, entry: Kept): void => {
    own.set(entry.key, { ref, entry });
    const { connection, id: application } = ref;
    history.records.put({ connection, application, kind: 'audit', key: entry.key, at: entry.at, until: null, value: entry });
    show(connection);
  };

  return {
    attend(topics) {
      followed = topics.flatMap((topic) => (topic.kind === 'audit' ? [topic.connection] : []));
      for (const connection of followed) show(connection);
    },
    begin({ ref, ...write }) {
      const key = name();
      put(ref, { key, at: now(ref.connection), ...entryOf(write) });
      history.flush();
      return key;
    },
    end(key, { ref, ...write }) {
      const at = own.get(key)?.entry.at ?? now(ref.connection);
      put(ref, { key, at, ...entryOf(write) });
    },
    newUndo: name,
    undoable: (connection, undo) =>
      linesOf(connection)
        .filter(({ entry }) => entry.undo === undo)
        .toReversed()
        .map(({ ref, entry }) => ({ key: entry.key, ref, back: entry.back })),
    undone({ key, ref }) {
      const line = linesOf(ref.connection).find(({ entry }) => entry.key === key);
      if (line !== undefined) put(ref, { ...line.entry, undo: null });
      history.flush();
    },
    forget(connection) {
      for (const [key, { ref }] of own) if (connection === null || ref.connection === connection) own.delete(key);
      for (const each of followed) show(each);
    },
  };
}

const entryOf = ({ region, operation, request, what, error, undo, back }: Omit<AuditedWrite, 'ref'>) => ({
  region,
  operation,
  request: { ...request },
  what,
  error,
  undo,
  back,
});

/** All that a date can be. */
const EVER = { from: millis(-8.64e15), to: millis(8.64e15) };

/** What cannot be read is left out: its neighbours are as good as before. */
function lineIn({ connection, application, value }: KeptRecord): Line[] {
  const entry = Kept.safeParse(value);
  return entry.success ? [{ ref: { connection, id: application }, entry: entry.data }] : [];
}
