import { describe, expect, it } from 'vitest';
import { LARGEST_CAPTURE, MOST_CAPTURES, captureLibrary } from '#electron/engine/insight/captureLibrary.ts';
import { snapshotStore } from '#electron/engine/snapshotStore.ts';
import type { History } from '#electron/history/history.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Capture, FlameCapture, ThreadCapture } from '#shared/model/insight/capture.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { START, owner, setup as historyOf } from '#test/support/histories.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { tree } from '../../analysis/flame/trees.ts';

const ref: ApplicationRef = { connection: owner.connection, id: owner.application };
const other: ApplicationRef = { ...ref, id: 'arn:payments' };
const topic = { kind: 'captures', ref } as const;

const flame = (over: Partial<FlameCapture> = {}): FlameCapture => ({
  kind: 'flame',
  at: millis(START),
  title: 'Before the deploy',
  note: '',
  origin: 'user',
  vertex: { id: 'v1', name: 'Enrich' },
  subtask: null,
  samples: 3,
  trees: { on: tree({ 'a;b': 2 }), off: tree({ c: 1 }) },
  ...over,
});
const threads: ThreadCapture = {
  kind: 'threads',
  at: millis(START + 1),
  title: 'Stuck',
  note: 'all wait',
  origin: 'user',
  dump: { process: 'tm-1', at: millis(START + 1), threads: [] },
};

function setup(history: History = historyOf().history) {
  const store = snapshotStore(() => undefined);
  const library = captureLibrary({ history, store, clock: standingClock(START), now: () => millis(START + MINUTE) });
  const save = (capture: Capture, key?: string): string => {
    const saved = library.save({ ref, capture, ...(key === undefined ? {} : { key }) });
    if (!saved.ok) throw new Error(saved.error.message);
    return saved.value.key;
  };
  const shown = () => valueOf(store.get(topic));
  return { history, store, library, save, shown };
}

describe('the library of captures', () => {
  it('gives back what was saved, each under a key of its own', () => {
    const { library, save } = setup();
    const keys = [save(flame()), save(flame()), save(threads)];
    expect(new Set(keys).size).toBe(3);
    expect(library.read({ ref, key: keys[0] ?? '' })).toEqual({ ok: true, value: flame() });
    expect(library.read({ ref, key: keys[2] ?? '' })).toEqual({ ok: true, value: threads });
    expect(library.read({ ref: other, key: keys[0] ?? '' })).toMatchObject({ ok: false, error: { kind: 'not-found' } });
  });

  it('lists them newest first, without what they hold, as soon as somebody follows', () => {
    const { library, save, shown, history } = setup();
    const older = save(flame({ at: millis(START - MINUTE), subtask: 2 }));
    const dump = save(threads);
    const again = setup(history);
    expect(again.shown()).toBeUndefined();
    again.library.attend([topic, { kind: 'settings' }]);
    expect(again.shown()).toEqual([
      {
        key: dump,
        at: START + 1,
        title: 'Stuck',
        note: 'all wait',
        origin: 'user',
        kind: 'threads',
        of: 'tm-1',
        vertex: null,
        subtask: null,
        count: 0,
      },
      {
        key: older,
        at: START - MINUTE,
        title: 'Before the deploy',
        note: '',
        origin: 'user',
        kind: 'flame',
        of: 'Enrich',
        vertex: 'v1',
        subtask: 2,
        count: 3,
      },
    ]);
    expect(shown()).toEqual(again.shown());
    library.attend([{ kind: 'captures', ref: other }]);
    expect(library.list(other)).toEqual([]);
  });

  it('changes title and note, removes, and undoes a removal by the same key', () => {
    const { library, save, shown } = setup();
    const key = save(flame());
    const second = save(flame({ title: 'Second' }));
    expect(library.change({ ref, key, title: 'After', note: 'slower' })).toEqual({ ok: true, value: {} });
    expect(library.read({ ref, key })).toMatchObject({ value: { ...flame(), title: 'After', note: 'slower' } });
    expect(shown()?.find((each) => each.key === key)).toMatchObject({ title: 'After', note: 'slower' });
    library.remove({ ref, key });
    expect(shown()?.map((each) => each.key)).toEqual([second]);
    for (const gone of [library.read({ ref, key }), library.change({ ref, key, title: 'x', note: '' })])
      expect(gone).toMatchObject({ ok: false, error: { kind: 'not-found', message: 'This capture is not there any more.' } });
    expect(save(flame({ title: 'Back' }), key)).toBe(key);
    expect(
      shown()
        ?.map(({ title }) => title)
        .toSorted(),
    ).toEqual(['Back', 'Second']);
  });

  it('leaves out a damaged one, and says so to who reads it', () => {
    const { library, save, history } = setup();
    save(flame());
    const key = 'broken';
    history.records.put({ ...owner, kind: 'capture', key, at: millis(START), until: null, value: { kind: 'flame', title: 7 } });
    const again = setup(history);
    again.library.attend([topic]);
    expect(again.shown()).toHaveLength(1);
    expect(library.read({ ref, key })).toMatchObject({ error: { message: 'This capture is damaged and cannot be shown.' } });
    library.remove({ ref, key });
    expect(library.read({ ref, key })).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('is listed without reading what the captures hold', () => {
    const { save, history } = setup();
    const key = save(flame());
    const kinds: string[] = [];
    const records: History['records'] = {
      ...history.records,
      read: (query) => {
        kinds.push(...query.kinds);
        return history.records.read(query);
      },
      get: () => expect.unreachable('a capture was read'),
    };
    const again = setup({ ...history, records });
    again.library.attend([topic]);
    expect(again.shown()).toMatchObject([{ key, title: 'Before the deploy' }]);
    expect(kinds).not.toContain('capture');
  });

  it('lists no more what has grown too old, and what another app has written meanwhile', () => {
    const { history, tidy } = historyOf();
    const { library, shown, save } = setup(history);
    library.attend([topic]);
    const writer = (at: number) =>
      captureLibrary({ history, store: snapshotStore(() => undefined), clock: standingClock(at), now: () => millis(at) });
    const old = writer(START - 30 * DAY).save({ ref, capture: flame({ title: 'Old' }) });
    expect(shown()).toEqual([]);
    library.attend([topic]);
    expect(shown()?.map(({ title }) => title)).toEqual(['Old']);
    // The newest before the limit stays, however old.
    writer(START - 20 * DAY).save({ ref, capture: flame({ title: 'Newer' }) });
    save(flame({ title: 'New' }));
    tidy(START, { days: 10 });
    library.attend([topic]);
    expect(
      shown()
        ?.map(({ title }) => title)
        .toSorted(),
    ).toEqual(['New', 'Newer']);
    if (!old.ok) throw new Error(old.error.message);
    expect(library.read({ ref, key: old.value.key })).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('refuses one that is too large', () => {
    const { library, shown } = setup();
    const refused = library.save({
      ref,
      capture: flame({ trees: { on: tree({ ['x'.repeat(LARGEST_CAPTURE)]: 1 }), off: tree({}) } }),
    });
    expect(refused).toMatchObject({
      ok: false,
      error: { message: 'The capture is too large to be kept: 17 million characters of at most 16 million.' },
    });
    expect(shown()).toBeUndefined();
  });

  it('is bounded: those taken by themselves make room, then no more are taken', () => {
    const { library, save } = setup();
    const spare = save(flame({ origin: 'finding' }));
    for (let i = 1; i < MOST_CAPTURES; i += 1) save(flame({ title: `${i}` }));
    const first = save(flame({ title: 'one more' }));
    expect(library.list(ref)).toHaveLength(MOST_CAPTURES);
    expect(library.list(ref).some(({ key }) => key === spare)).toBe(false);
    expect(library.save({ ref, capture: flame() })).toMatchObject({
      ok: false,
      error: { message: 'The library holds 200 captures of this application already.' },
    });
    expect(save(flame({ title: 'again' }), first)).toBe(first);
    expect(library.save({ ref: other, capture: flame() }).ok).toBe(true);
  });

  it('says that another one writes the history, where it does', () => {
    const { history, store } = setup();
    const reading = { records: history.records, status: () => ({ ...history.status(), mode: 'reading' as const }) };
    const library = captureLibrary({ history: reading, store, clock: standingClock(START), now: () => millis(START) });
    for (const refused of [
      library.save({ ref, capture: flame() }),
      library.change({ ref, key: 'k', title: 'x', note: '' }),
      library.remove({ ref, key: 'k' }),
    ])
      expect(refused).toMatchObject({ ok: false, error: { kind: 'access-denied' } });
    expect(library.list(ref)).toEqual([]);
  });

  it('shows nothing of what was cleared', () => {
    const { library, save, shown, history } = setup();
    library.attend([topic]);
    save(flame());
    history.clear(ref.connection);
    library.forget(ref.connection);
    expect(shown()).toEqual([]);
    save(flame());
    library.forget('another');
    expect(shown()).toHaveLength(1);
    history.clear(null);
    library.forget(null);
    expect(shown()).toEqual([]);
  });
});
