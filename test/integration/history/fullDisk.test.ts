import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHistory } from '#electron/history/createHistory.ts';
import type { Database } from '#electron/history/database/database.ts';
import { openWritable } from '#electron/history/database/openDatabase.ts';
import type { History } from '#electron/history/history.ts';
import { createStore } from '#electron/history/store.ts';
import { createWriteQueue } from '#electron/history/writeQueue.ts';
import { START } from '#test/support/histories.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { numbered } from './numbered.ts';

let folder: string;
let history: History | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-full-'));
});
afterEach(() => {
  history?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A history on a disk that has no more room than it is given. */
function setup(mostWaiting?: number) {
  const file = join(folder, 'history.sqlite');
  const clock = standingClock(START);
  let database: Database | null = null;
  const open = (path: string | null): Database => (database = openWritable(path));
  const queue = createWriteQueue(mostWaiting);
  const made = createHistory(
    createStore({ file, mode: 'write', clock, log: () => undefined, openWritable: open, queue }),
    file,
    clock,
  );
  history = made;
  const pages = (most: number) => void database?.get(`PRAGMA max_page_count = ${most}`);
  return {
    history: made,
    rows: numbered(made),
    clock,
    fill: () => pages(1),
    makeRoom: () => pages(1_000_000),
  };
}

describe('a full disk', () => {
  it('lets writes wait in memory, says so, and takes them all when there is room', () => {
    const { history, rows, fill, makeRoom } = setup();
    for (let n = 0; n < 100; n++) rows.put(n);
    history.flush();
    fill();
    for (let n = 100; n < 2000; n++) rows.put(n);
    history.flush();
    expect(history.status()).toMatchObject({
      mode: 'writing',
      records: 100,
      waiting: 3 * 1900,
      notices: [expect.stringContaining('disk is full')],
    });
    // What was written is still read.
    expect(rows.found()).toEqual(rows.expected(100));
    makeRoom();
    history.flush();
    expect(history.status()).toMatchObject({ mode: 'writing', records: 2000, waiting: 0, notices: [] });
    expect(rows.found()).toEqual(rows.expected(2000));
  });

  it('is tried again by itself, after longer and longer pauses', () => {
    const { history, rows, clock, fill, makeRoom } = setup();
    fill();
    for (let n = 0; n < 500; n++) rows.put(n);
    history.flush();
    history.flush();
    makeRoom();
    // Reading writes what waits, but not before the pause is over.
    expect(rows.found().records).toBe(0);
    clock.pass(1000);
    expect(rows.found().records).toBe(0);
    clock.pass(1000);
    expect(rows.found()).toEqual(rows.expected(500));
    expect(history.status()).toMatchObject({ waiting: 0, notices: [] });
  });

  it('lets go of the oldest when too much waits, and says so', () => {
    const { history, rows, fill, makeRoom } = setup(200_000);
    fill();
    for (let n = 0; n < 3000; n++) rows.put(n);
    const { waiting, notices } = history.status();
    expect(waiting).toBeLessThan(3 * 1500);
    expect(waiting).toBeGreaterThan(3 * 100);
    expect(notices).toEqual([expect.stringContaining('the oldest of it was let go'), expect.stringContaining('disk is full')]);
    makeRoom();
    history.flush();
    expect(rows.has(2999)).toBe(true);
    expect(rows.has(0)).toBe(false);
    expect(history.status()).toMatchObject({ waiting: 0, notices: [] });
  });

  it('can be cleared', () => {
    const { history, rows, fill, makeRoom } = setup();
    for (let n = 0; n < 500; n++) rows.put(n);
    history.flush();
    fill();
    for (let n = 500; n < 900; n++) rows.put(n);
    history.flush();
    history.clear(null);
    expect(history.status().waiting).toBe(0);
    makeRoom();
    rows.put(0);
    expect(rows.found()).toEqual(rows.expected(1));
  });
});
