import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { DAY, millis } from '#shared/units/units.ts';
import { START } from '#test/support/histories.ts';
import { numbered } from './numbered.ts';
import { startWriter } from './startWriter.ts';

let [folder, file]: string[] = [];
const opened: History[] = [];
const open = (mode: 'write' | 'read'): History => {
  const history = openHistory({ file: file ?? '', mode, log: () => undefined });
  opened.push(history);
  return history;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-second-'));
  file = join(folder, 'history.sqlite');
});
afterEach(() => {
  for (const history of opened.splice(0)) history.close();
  rmSync(folder ?? '', { recursive: true, force: true });
});

describe('a second Streamgauge', () => {
  it('reads what the first writes, and writes once that was killed', async () => {
    const writer = startWriter(file ?? '', 0, 5);
    await writer.flushed(3);
    const second = open('write');
    expect(second.status().mode).toBe('reading');
    expect(second.status().notices).toEqual([expect.stringContaining('Another Streamgauge writes')]);
    const mine = numbered(second);
    const before = mine.found().records;
    expect(before).toBeGreaterThan(0);
    await writer.flushed(60);
    expect(mine.found().records).toBeGreaterThan(before);
    expect(second.status().records).toBeGreaterThan(before);
    // What it puts is kept by the one who writes; what it tidies too.
    mine.put(1_000_000);
    second.tidy(new Map(), { retention: millis(DAY), mostBytes: 1e9 });
    second.flush();
    expect(second.status()).toMatchObject({ mode: 'reading', waiting: 0 });

    const { safe } = await writer.kill();
    // Nobody has opened it for writing since.
    expect(numbered(open('read')).found().records).toBeGreaterThan(safe);
    second.tidy(new Map(), { retention: millis(DAY), mostBytes: 1e9 });
    expect(second.status()).toMatchObject({ mode: 'writing', notices: [] });
    const rows = mine.found().records;
    expect(mine.found()).toEqual(mine.expected(rows));
    mine.put(rows);
    expect(mine.found()).toEqual(mine.expected(rows + 1));
    expect(open('write').status().mode).toBe('reading');
  }, 60_000);

  it('writes its own requests when it may, for nobody else knows of them', () => {
    const first = open('write');
    const second = open('write');
    const count = { connection: 'prod', service: 's', operation: 'o', hour: millis(START), requests: 1, units: 1 };
    first.counts.add(count);
    second.counts.add(count);
    second.flush();
    first.close();
    second.flush();
    expect(second.counts.read('prod', millis(0), millis(START + 1))).toMatchObject([{ requests: 2 }]);
  });
});

describe('a history that is only read', () => {
  it('is empty while there is none, and makes none', () => {
    const reader = open('read');
    expect(numbered(reader).found()).toMatchObject({ samples: 0, records: 0, lines: 0 });
    numbered(reader).put(1);
    reader.flush();
    reader.tidy(new Map(), { retention: millis(DAY), mostBytes: 1e9 });
    expect(reader.status()).toMatchObject({ mode: 'reading', samples: 0, oldest: null });
    expect(existsSync(file ?? '')).toBe(false);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('shows what a writer writes, takes no lock, and goes on when that one has ended', () => {
    const reader = open('read');
    const writer = open('write');
    expect(writer.status().mode).toBe('writing');
    const [written, read] = [numbered(writer), numbered(reader)];
    for (let n = 0; n < 10; n++) written.put(n);
    writer.flush();
    expect(read.found()).toEqual(read.expected(10));
    expect(reader.status()).toMatchObject({ mode: 'reading', records: 10, lines: 10, samples: 10, oldest: START });
    writer.close();
    expect(read.found()).toEqual(read.expected(10));
    const again = open('write');
    expect(again.status().mode).toBe('writing');
    numbered(again).put(10);
    again.flush();
    expect(read.found()).toEqual(read.expected(11));
  });

  it('opens what a writer left behind', () => {
    const writer = open('write');
    numbered(writer).put(0);
    writer.close();
    expect(numbered(open('read')).found()).toMatchObject({ records: 1 });
  });
});

describe('writing', () => {
  it('happens by itself within a second or so, and is told', async () => {
    const writer = open('write');
    const tell = vi.fn();
    writer.onChange(tell);
    for (let n = 0; n < 50; n++) numbered(writer).put(n);
    const reader = open('read');
    await vi.waitFor(() => expect(numbered(reader).found().records).toBe(50), { timeout: 20_000, interval: 50 });
    await vi.waitFor(() => expect(tell).toHaveBeenCalledTimes(1), { timeout: 20_000 });
  }, 60_000);

  it('happens when it is closed, which may be done twice', () => {
    const writer = open('write');
    numbered(writer).put(0);
    writer.close();
    writer.close();
    numbered(writer).put(1);
    expect(numbered(writer).found().records).toBe(0);
    expect(numbered(open('read')).found().records).toBe(1);
  });
});
