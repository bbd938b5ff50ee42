import { describe, expect, it } from 'vitest';
import { usedWords } from '#renderer/features/taskManagers/FillBar.tsx';
import { rangesOf } from '#renderer/features/taskManagers/SubtaskList.tsx';
import { fillOf, memoryParts } from '#renderer/features/taskManagers/memoryParts.ts';
import { hotWords, hottest } from '#renderer/features/taskManagers/rows.ts';
import { SECOND, bytes, millis, ratio } from '#shared/units/units.ts';
import { NOW } from '../../e2e/scriptedFleet.ts';
import { cluster, taskManager } from '../../e2e/threadsScript.ts';

const plain = taskManager('a:1-000000');

describe('a row of the task managers', () => {
  it('is marked for what is hot, and for a heartbeat that was late when it was told', () => {
    expect(hotWords(plain, NOW)).toEqual([]);
    expect(cluster.taskManagers.map((each) => hotWords(each, NOW))).toEqual([
      [],
      ['heap nearly full', 'CPU high', 'much GC'],
      ['no heartbeat'],
    ]);
    expect(hotWords({ ...plain, lastHeartbeat: millis(NOW - 20 * SECOND) }, NOW)).toEqual([]);
  });

  it('is the hottest only when it does clearly more than the others', () => {
    const at = (id: string, load: number) => taskManager(id, { cpuLoad: ratio(load) });
    expect(hottest([at('a', 0.9)])).toBeNull();
    expect(hottest([at('a', 0.5), at('b', 0.45)])).toBeNull();
    expect(hottest([at('a', 0.4), at('b', 0.9)])).toBe('b');
    expect(hottest([at('a', 0.01), at('b', 0.1)])).toBeNull();
  });
});

describe('memory', () => {
  it('is a share only where there is a whole', () => {
    const parts = new Map(memoryParts(plain).map((part) => [part.id, part]));
    expect(fillOf(plain.managed)).toBe(1);
    // What the JVM calls the capacity of direct memory is what is used: the whole is what was configured.
    expect(parts.get('direct')?.memory.most).toBe((128 + 256) * 1_048_576);
    expect(parts.get('mapped')?.memory.most).toBeNull();
    expect(memoryParts({ ...plain, division: null }).find(({ id }) => id === 'direct')?.memory.most).toBeNull();
  });

  it('is put into words', () => {
    expect(usedWords(bytes(512), bytes(1024))).toBe('512 B of 1 KiB (50 %)');
    expect(usedWords(null, bytes(1024))).toBe('– of 1 KiB');
    expect(usedWords(bytes(512), null)).toBe('512 B');
  });
});

it('subtasks in a row are one range', () => {
  expect(rangesOf([7, 0, 1, 2, 3])).toBe('0–3, 7');
  expect(rangesOf([])).toBe('');
});
