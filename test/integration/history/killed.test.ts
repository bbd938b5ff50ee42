import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHistory } from '#electron/history/openHistory.ts';
import { numbered } from './numbered.ts';
import { startWriter } from './startWriter.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'streamgauge-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const TIMES = 100;
const ROWS = 40;

it(`loses no committed row to kill -9 at ${TIMES} random moments, and opens each time`, async () => {
  const file = join(folder, 'history.sqlite');
  const notices: string[] = [];
  let rows = 0;
  for (let time = 0; time < TIMES; time++) {
    const writer = startWriter(file, rows, ROWS);
    // Whatever it does then: writing, flushing, rolling up, or starting.
    await writer.flushed(Math.floor(Math.random() * 8));
    await pause(Math.random() * 15);
    const { safe, mode } = await writer.kill();
    if (mode !== '') expect(mode).toBe('writing');

    const history = openHistory({ file, mode: 'write', log: (line) => notices.push(line) });
    const kept = numbered(history);
    const { records } = kept.found();
    // All that was told to be safe, and of what was not at most the last flush; whole, and each part of it.
    expect(records).toBeGreaterThanOrEqual(safe + 1);
    expect(records).toBeLessThanOrEqual(safe + 1 + ROWS);
    expect(kept.found()).toEqual(kept.expected(records));
    expect(history.status()).toMatchObject({ mode: 'writing', lines: records, records });
    if (records > 0) expect(kept.has(records - 1)).toBe(true);
    history.close();
    rows = records;
  }
  expect(rows).toBeGreaterThan(TIMES);
  expect(notices).toEqual([]);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
}, 600_000);
