import { isDeepStrictEqual } from 'node:util';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { Capture, CaptureEntry } from '#shared/model/insight/capture.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { History, KeptRecord, Owner } from '../../history/history.ts';
import type { SnapshotStore } from '../snapshotStore.ts';

/** What only live clusters could tell, kept in history: flame graphs and thread dumps, each with a title and a note. */
export interface CaptureLibrary {
  /** Fills the lists that somebody follows, with what is kept by now: some may have grown too old, or another app have written. */
  attend(topics: readonly Topic[]): void;
  /** Newest first. */
  list(ref: ApplicationRef): readonly CaptureEntry[];
  save(question: Input<'captures.save'>): Output<'captures.save'>;
  read(question: Input<'captures.read'>): Output<'captures.read'>;
  change(question: Input<'captures.change'>): Output<'captures.change'>;
  remove(question: Input<'captures.remove'>): Output<'captures.remove'>;
  /** What was kept of a connection was cleared; null: of all. */
  forget(connection: string | null): void;
}

export interface CaptureLibraryParts {
  readonly history: Pick<History, 'records' | 'status'>;
  readonly store: SnapshotStore;
  /** Real time: names captures. */
  readonly clock: Pick<Clock, 'now'>;
  /** Of a connection. */
  readonly now: (connection: string) => Millis;
}

/** Of one application. */
export const MOST_CAPTURES = 200;
/** Of one capture, in characters of its JSON: a flame graph of some 100,000 frames. */
export const LARGEST_CAPTURE = 16_000_000;

type CapturesTopic = Extract<Topic, { kind: 'captures' }>;

export function captureLibrary({ history, store, clock, now }: CaptureLibraryParts): CaptureLibrary {
  const { records } = history;
  let followed: readonly CapturesTopic[] = [];
  let named = 0;

  /** Captures are large: each has a record with what the list says of it, which begins and grows old with its own. */
  const list = (ref: ApplicationRef): readonly CaptureEntry[] =>
    newestFirst(entriesIn(records.read({ ...ownerOf(ref), kinds: ['captureEntry'], ...EVER })));
  /** As it is shown, which is quick; what has grown too old may still be in it. */
  const shownOf = (ref: ApplicationRef): readonly CaptureEntry[] => valueOf(store.get({ kind: 'captures', ref })) ?? list(ref);
  const show = (ref: ApplicationRef, entries: readonly CaptureEntry[]): void => {
    const [topic, value] = [{ kind: 'captures', ref } as const, newestFirst(entries)];
    const shown = store.get(topic);
    if (shown.state === 'live' && isDeepStrictEqual(shown.value, value)) return;
    store.put(topic, { state: 'live', value, at: now(ref.connection) });
  };
  const fill = (): void => {
    for (const { ref } of followed) show(ref, list(ref));
  };
  const put = (ref: ApplicationRef, key: string, at: Millis, capture: Capture): void => {
    const about = { ...ownerOf(ref), key, at, until: null };
    const entry = entryOf(key, capture);
    const others = shownOf(ref).filter((each) => each.key !== key);
    records.put({ ...about, kind: 'capture', value: capture });
    records.put({ ...about, kind: 'captureEntry', value: entry });
    show(ref, [...others, entry]);
  };
  const find = (ref: ApplicationRef, key: string): Result<{ readonly record: KeptRecord; readonly capture: Capture }> => {
    const record = records.get(ownerOf(ref), 'capture', key);
    if (record === null) return failed(GONE);
    const capture = Capture.safeParse(record.value);
    return capture.success ? ok({ record, capture: capture.data }) : failed(DAMAGED);
  };
  const refusal = (): SourceError | null => (history.status().mode === 'reading' ? READING : null);
  const remove = (ref: ApplicationRef, key: string): void => {
    records.remove(ownerOf(ref), 'capture', key);
    records.remove(ownerOf(ref), 'captureEntry', key);
    show(
      ref,
      shownOf(ref).filter((each) => each.key !== key),
    );
  };
  const nameless = (ref: ApplicationRef): string => {
    for (;;) {
      named += 1;
      const key = `${clock.now().toString(36)}.${named}`;
      if (records.get(ownerOf(ref), 'capture', key) === null) return key;
    }
  };

  return {
    attend(topics) {
      followed = topics.filter((topic) => topic.kind === 'captures');
      fill();
    },
    list,
    save({ ref, key = nameless(ref), capture }) {
      const refused = refusal();
      if (refused !== null) return failed(refused);
      const { length } = JSON.stringify(capture);
      if (length > LARGEST_CAPTURE) return failed(tooLarge(length));
      const isOther = (each: CaptureEntry): boolean => each.key !== key;
      if (shownOf(ref).filter(isOther).length >= MOST_CAPTURES) show(ref, list(ref));
      const others = shownOf(ref).filter(isOther);
      if (others.length >= MOST_CAPTURES) {
        // What nobody asked for makes room for what somebody did.
        const spare = others.findLast(({ origin }) => origin === 'finding');
        if (spare === undefined) return failed(FULL);
        remove(ref, spare.key);
      }
      put(ref, key, now(ref.connection), capture);
      return ok({ key });
    },
    read({ ref, key }) {
      const found = find(ref, key);
      return found.ok ? ok(found.value.capture) : found;
    },
    change({ ref, key, title, note }) {
      const refused = refusal();
      if (refused !== null) return failed(refused);
      const found = find(ref, key);
      if (!found.ok) return found;
      put(ref, key, found.value.record.at, { ...found.value.capture, title, note });
      return ok({});
    },
    remove({ ref, key }) {
      const refused = refusal();
      if (refused !== null) return failed(refused);
      remove(ref, key);
      return ok({});
    },
    forget(connection) {
      store.forget(({ topic }) => topic.kind === 'captures' && (connection === null || topic.ref.connection === connection));
      fill();
    },
  };
}

const ownerOf = ({ connection, id }: ApplicationRef): Owner => ({ connection, application: id });

/** All that a date can be. */
const EVER = { from: millis(-8.64e15), to: millis(8.64e15) };

const newestFirst = (entries: readonly CaptureEntry[]): CaptureEntry[] =>
  [...entries].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));

/** What cannot be read is left out: its neighbours are as good as before. */
const entriesIn = (kept: readonly KeptRecord[]): CaptureEntry[] =>
  kept.flatMap(({ value }) => {
    const entry = CaptureEntry.safeParse(value);
    return entry.success ? [entry.data] : [];
  });

function entryOf(key: string, capture: Capture): CaptureEntry {
  const { at, title, note, origin } = capture;
  const about = { key, at, title, note, origin };
  if (capture.kind === 'threads')
    return {
      ...about,
      kind: 'threads',
      of: capture.dump.process,
      vertex: null,
      subtask: null,
      count: capture.dump.threads.length,
    };
  const { vertex, subtask, samples } = capture;
  return { ...about, kind: 'flame', of: vertex?.name ?? null, vertex: vertex?.id ?? null, subtask, count: samples };
}

const SOURCE = 'Library of captures';

const GONE: SourceError = {
  kind: 'not-found',
  source: SOURCE,
  message: 'This capture is not there any more.',
  remedy: 'It was removed, or is older than history is kept: see the settings of telemetry.',
};
const DAMAGED: SourceError = {
  kind: 'bad-response',
  source: SOURCE,
  message: 'This capture is damaged and cannot be shown.',
  remedy: 'Remove it, and take another one while the job runs.',
};
const READING: SourceError = {
  kind: 'access-denied',
  source: SOURCE,
  message: 'Another Streamgauge writes the history of this machine; this one reads it only.',
  remedy: 'Do it in the other one, or close that one first.',
};
const FULL: SourceError = {
  kind: 'bad-request',
  source: SOURCE,
  message: `The library holds ${MOST_CAPTURES} captures of this application already.`,
  remedy: 'Remove some that are not needed any more.',
};
const tooLarge = (length: number): SourceError => ({
  kind: 'bad-request',
  source: SOURCE,
  message: `The capture is too large to be kept: ${Math.ceil(length / 1e6)} million characters of at most ${LARGEST_CAPTURE / 1e6} million.`,
  remedy: 'Sample for a shorter time or one subtask only; of an import, leave out the narrowest stacks.',
});
