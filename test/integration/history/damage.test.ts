import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { DAY, millis } from '#shared/units/units.ts';
import { numbered } from './numbered.ts';

let folder: string;
let file: string;
const opened: History[] = [];
const open = (path = file, mode: 'write' | 'read' = 'write'): History => {
  const history = openHistory({ file: path, mode, log: () => undefined });
  opened.push(history);
  return history;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-damage-'));
  file = join(folder, 'history.sqlite');
});
afterEach(() => {
  for (const history of opened.splice(0)) history.close();
  rmSync(folder, { recursive: true, force: true });
});

const ROWS = 400;
function fill(path = file, rows = ROWS): void {
  const history = open(path);
  for (let n = 0; n < rows; n++) numbered(history).put(n);
  history.close();
}
const aside = (): string[] => readdirSync(folder).filter((name) => /\.damaged-\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name));

function overwrite(path: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, bytes, 0, bytes.length, offset);
  closeSync(handle);
}

/** What was damaged lies beside, as it was, and a new history works in its place. */
function expectSetAside(history: History, damaged: Buffer): void {
  expect(history.status()).toMatchObject({
    mode: 'writing',
    samples: 0,
    notices: [expect.stringMatching(/was damaged.*set aside as .*\.damaged-/)],
  });
  expect(aside()).toHaveLength(1);
  expect(readFileSync(join(folder, aside()[0] ?? '')).equals(damaged)).toBe(true);
  const rows = numbered(history);
  rows.put(0);
  expect(rows.found()).toEqual(rows.expected(1));
  history.close();
  const again = open();
  expect(again.status()).toMatchObject({ mode: 'writing', notices: [], records: 1 });
}

describe('a damaged history is set aside', () => {
  it.each<[string, () => void]>([
    ['whose header is garbage', () => overwrite(file, 0, Buffer.alloc(100, 0x5a))],
    ['that is a text', () => writeFileSync(file, 'not a database at all, but some text\n'.repeat(200))],
    ['that is a short text', () => writeFileSync(file, 'oops')],
    ['cut in the middle', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['cut within a page', () => truncateSync(file, statSync(file).size - 1000)],
    ['cut to half a page', () => truncateSync(file, 2000)],
    ['cut to some bytes', () => truncateSync(file, 50)],
    ['with pages of zeros', () => overwrite(file, 4096 * 5, Buffer.alloc(4096 * 10))],
    [
      'with pages of noise',
      () => overwrite(file, 4096 * 20, Buffer.from(Array.from({ length: 4096 * 8 }, (_, i) => (i * 7919) % 251))),
    ],
    [
      'that is another program’s database',
      () => {
        rmSync(file);
        const other = new DatabaseSync(file);
        other.exec('CREATE TABLE mine (a); PRAGMA user_version = 2');
        other.close();
      },
    ],
    [
      'of another program that counts no versions',
      () => {
        rmSync(file);
        const other = new DatabaseSync(file);
        other.exec('CREATE TABLE mine (a)');
        other.close();
      },
    ],
  ])('%s', (_what, damage) => {
    fill();
    damage();
    const damaged = readFileSync(file);
    expectSetAside(open(), damaged);
  });

  it('whose bytes were flipped, or it still gives what it has: it never fails', () => {
    fill();
    const good = readFileSync(file);
    let found = 0;
    for (let turn = 0; turn < 40; turn++) {
      const bytes = Buffer.from(good);
      for (let i = 0; i < 20; i++) {
        const at = (turn * 104_729 + i * 7919 * 13) % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      }
      writeFileSync(file, bytes);
      const history = open();
      const rows = numbered(history);
      rows.found();
      rows.has(5);
      rows.put(ROWS + turn);
      history.tidy(new Map([['prod', millis(rows.time(ROWS) + 4 * DAY)]]), { retention: millis(14 * DAY), mostBytes: 1e9 });
      history.flush();
      expect(history.status()).toMatchObject({ mode: 'writing', waiting: 0 });
      found += aside().length;
      history.close();
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
    expect(found).toBeGreaterThan(20);
  }, 120_000);

  it('beside a WAL of another file, both untouched', () => {
    fill();
    // Another history that has more in its WAL than in its file.
    const other = join(folder, 'other', 'history.sqlite');
    const history = open(other);
    for (let n = 0; n < 50; n++) numbered(history).put(n * 7);
    history.flush();
    copyFileSync(`${other}-wal`, `${file}-wal`);
    history.close();
    const [whole, wal] = [readFileSync(file), readFileSync(`${file}-wal`)];
    expectSetAside(open(), whole);
    expect(readFileSync(join(folder, `${aside()[0] ?? ''}-wal`)).equals(wal)).toBe(true);
  });

  it('while it is in use, and what was waiting goes into the new one', () => {
    fill();
    const history = open();
    const rows = numbered(history);
    // Behind its back, in every page but the first.
    overwrite(file, 4096, Buffer.alloc(statSync(file).size - 4096, 0x5a));
    rows.put(7);
    rows.found();
    history.flush();
    expect(history.status()).toMatchObject({ mode: 'writing', waiting: 0, notices: [expect.stringContaining('set aside')] });
    expect(aside()).toHaveLength(1);
    rows.put(8);
    expect(rows.found()).toMatchObject({ recordsSum: expect.toSatisfy((sum: number) => sum >= 8) });
    history.close();
    expect(open().status().notices).toEqual([]);
  });

  it('under another name each time', () => {
    for (let time = 0; time < 3; time++) {
      writeFileSync(file, 'no database');
      open().close();
    }
    expect(
      readdirSync(folder).filter((name) => name.includes('.damaged-') && !name.endsWith('-wal') && !name.endsWith('-shm')),
    ).toHaveLength(3);
  });
});

describe('a history that is only read', () => {
  it('leaves a damaged file to the one who writes', () => {
    fill();
    overwrite(file, 0, Buffer.alloc(100, 0x5a));
    const history = open(file, 'read');
    expect(numbered(history).found()).toMatchObject({ records: 0 });
    expect(history.status().mode).toBe('reading');
    expect(aside()).toEqual([]);
  });

  it('reads the new one after the writer has set the old one aside', () => {
    fill();
    const reader = open(file, 'read');
    expect(numbered(reader).found().records).toBe(ROWS);
    overwrite(file, 0, Buffer.alloc(100, 0x5a));
    const writer = open();
    numbered(writer).put(0);
    writer.flush();
    expect(numbered(reader).found()).toEqual(numbered(reader).expected(1));
  });
});

describe('where no file can be written', () => {
  it.each<[string, () => void]>([
    ['a folder has the file’s name', () => mkdirSync(file, { recursive: true })],
    [
      'a file has the folder’s name',
      () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, '');
      },
    ],
    ['the lock cannot be made', () => mkdirSync(`${file}.lock`)],
  ])('because %s, the history is in memory', (_why, prevent) => {
    prevent();
    const history = open();
    expect(history.status()).toMatchObject({
      mode: 'memory',
      file: null,
      notices: [expect.stringContaining('No history can be kept on disk')],
    });
    const rows = numbered(history);
    rows.put(0);
    expect(rows.found()).toEqual(rows.expected(1));
    expect(existsSync(file) && statSync(file).isFile()).toBe(false);
    expect(basename(file)).toBe('history.sqlite');
  });
});
