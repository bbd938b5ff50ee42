import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeptRecord } from '#electron/history/history.ts';
import { openBeside } from '#electron/history/openBeside.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { millis } from '#shared/units/units.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beside-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = () => undefined;
const owner = { connection: 'prod', application: 'orders' };
const learned = (over: Partial<KeptRecord> = {}): KeptRecord => ({
  ...owner,
  kind: 'learned',
  key: 'cpu-high',
  at: millis(5_000),
  until: null,
  value: { figure: 7 },
  ...over,
});

it('a history beside begins with what was learned of the connections that it is for, and leaves the file as it was', () => {
  const file = join(folder, 'history.sqlite');
  const kept = openHistory({ file, mode: 'write', log });
  kept.records.put(learned());
  kept.records.put(learned({ connection: 'staging' }));
  kept.records.put(learned({ kind: 'audit', key: 'written' }));
  kept.close();
  const before = readFileSync(file);

  const beside = openBeside({ file, connections: ['prod', 'none'], log });
  expect(beside.records.get(owner, 'learned', 'cpu-high')).toEqual(learned());
  expect(beside.records.get({ ...owner, connection: 'staging' }, 'learned', 'cpu-high')).toBeNull();
  expect(beside.records.get(owner, 'audit', 'written')).toBeNull();
  beside.records.put(learned({ key: 'heap-memory-high' }));
  expect(beside.records.get(owner, 'learned', 'heap-memory-high')?.value).toEqual({ figure: 7 });
  beside.close();
  expect(readFileSync(file)).toEqual(before);
});

it.each([null, 'nowhere'])('there may be nothing to begin with: %s', (name) => {
  const beside = openBeside({ file: name === null ? null : join(folder, name), connections: ['prod'], log });
  expect(beside.records.get(owner, 'learned', 'cpu-high')).toBeNull();
  beside.close();
});
