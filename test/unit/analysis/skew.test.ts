import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact } from '#shared/analysis/skew/fisher.ts';
import { judgeSkew } from '#shared/analysis/skew/judgeSkew.ts';
import { keyGroupRange } from '#shared/analysis/skew/keyGroups.ts';
import { outliersOf } from '#shared/analysis/skew/outliers.ts';
import { chanceWords, subtaskList } from '#shared/analysis/skew/skewWords.ts';
import { spreadOf } from '#shared/analysis/skew/spread.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { Made } from './subtasksOf.ts';
import { subtasksOf } from './subtasksOf.ts';

const many = (count: number, make: (index: number) => Made) => subtasksOf(Array.from({ length: count }, (_, i) => make(i)));
const plain = { isSource: false, isKeyed: false, maxParallelism: 128 };
const { busy, state } = thresholds.skew.least;

describe('spread', () => {
  it('is 1 and 0 of even values, and the number of values when one has it all', () => {
    expect(spreadOf([5, 5, 5, 5])).toMatchObject({ maxOfMean: 1, variation: 0, median: 5 });
    const one = spreadOf([0, 0, 8, 0]);
    expect(one).toMatchObject({ maxOfMean: 4, mean: 2, median: 0, max: 8 });
    // √((3·4 + 36) / 4) / 2
    expect(one?.variation).toBeCloseTo(Math.sqrt(3), 10);
  });

  it('has no ratios of nothing, or of one value', () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([0, 0])).toMatchObject({ maxOfMean: null, variation: null });
    expect(spreadOf([7])).toMatchObject({ maxOfMean: null, variation: null });
  });
});

describe('outliers', () => {
  it('tells one of two, one of four, and eight of sixteen', () => {
    expect(outliersOf([0.2, 0.95], busy)).toEqual([1]);
    expect(outliersOf([0, 0, 1, 0], busy)).toEqual([2]);
    const half = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? 0.97 : 0.3));
    expect(outliersOf(half, busy)).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  });

  it('tells none where differences do not matter, however large their ratio', () => {
    // A busy time of 0 and of 1 ms: Flink calls that a skew of 100.
    expect(outliersOf([0, 0.001, 0, 0], busy)).toEqual([]);
    expect(outliersOf([0.7, 0.72, 0.81, 0.69], busy)).toEqual([]);
    expect(outliersOf([1e6, 30e6], state)).toEqual([]);
    expect(outliersOf([60e6, 119e6], state)).toEqual([]);
    expect(outliersOf([60e6, 121e6], state)).toEqual([1]);
  });

  it('leaves out what is not known, and judges nobody alone', () => {
    expect(outliersOf([null, 1, null], busy)).toEqual([]);
    expect(outliersOf([null, 1, 0.1, null], busy)).toEqual([1]);
  });

  it('never marks what is at or below the median, whatever the values', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true }), { minLength: 2, maxLength: 40 }), (values) => {
        const median = spreadOf(values)?.median ?? 0;
        for (const place of outliersOf(values, { by: 0, times: 1 })) expect(values[place]).toBeGreaterThan(median);
      }),
    );
  });
});

describe('key groups', () => {
  it('are ranges as Flink computes them', () => {
    expect([0, 1, 2, 3].map((i) => keyGroupRange(128, 4, i))).toEqual([
      { first: 0, last: 31 },
      { first: 32, last: 63 },
      { first: 64, last: 95 },
      { first: 96, last: 127 },
    ]);
    expect([0, 1, 2].map((i) => keyGroupRange(10, 3, i))).toEqual([
      { first: 0, last: 3 },
      { first: 4, last: 6 },
      { first: 7, last: 9 },
    ]);
    expect(keyGroupRange(2, 4, 0)).toEqual({ first: 0, last: 0 });
    expect(keyGroupRange(2, 4, 1)).toBeNull();
  });

  it('cover every group once, and each as KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 512 }), (a, b) => {
        const [parallelism, most] = [Math.min(a, b), Math.max(a, b)];
        const owners: number[] = [];
        for (let i = 0; i < parallelism; i += 1) {
          const range = keyGroupRange(most, parallelism, i);
          if (range === null) continue;
          for (let group = range.first; group <= range.last; group += 1) owners[group] = i;
        }
        expect(owners).toEqual(Array.from({ length: most }, (_, group) => Math.floor((group * parallelism) / most)));
      }),
    );
  });
});

describe('Fisher’s exact test', () => {
  it('gives the tail that tables give', () => {
    // The lady tasting tea: all four right, 1 in 70; three or more, 17 in 70.
    expect(fisherExact({ slowWith: 4, slowWithout: 0, othersWith: 0, othersWithout: 4 })).toBeCloseTo(1 / 70, 12);
    expect(fisherExact({ slowWith: 3, slowWithout: 1, othersWith: 1, othersWithout: 3 })).toBeCloseTo(17 / 70, 12);
    expect(fisherExact({ slowWith: 0, slowWithout: 2, othersWith: 3, othersWithout: 3 })).toBeCloseTo(1, 12);
  });

  it('is said in words', () => {
    expect([0.0004, 1 / 70, 0.05, 0.35].map(chanceWords)).toEqual(['less than 1 in 1,000', '1 in 70', '1 in 20', '35 %']);
  });
});

describe('what the slow ones share', () => {
  it('is the task manager on which all of them run, and nobody else', () => {
    const subtasks = many(16, (i) => ({ busy: i % 4 === 1 ? 0.98 : 0.4, rate: 100, on: `tm-${i % 4}` }));
    const { slow, by, cause, traits } = judgeSkew(subtasks, { ...plain, parallelism: 16 });
    expect([slow, by]).toEqual([[1, 5, 9, 13], 'busy']);
    expect(cause?.kind).toBe('trait');
    expect(cause?.sentence).toContain('All 4 busy subtasks run on task manager tm-1; none of the 12 others does.');
    expect(traits[0]).toMatchObject({ precision: 1, recall: 1, explains: true });
    // 1 of C(16, 4), times the traits that were tried: four task managers and their four hosts.
    expect(traits[0]?.chance).toBeCloseTo(8 / 1820, 10);
  });

  it('says with figures when it is most of them', () => {
    const subtasks = many(32, (i) => ({
      busy: (i % 8 === 3 && i !== 3) || i === 0 || i === 11 || i === 4 ? 0.97 : 0.3,
      rate: 50,
      on: i % 8 === 3 ? 'slow' : `tm-${i % 8}`,
    }));
    const { cause, slow } = judgeSkew(subtasks, { ...plain, parallelism: 32 });
    expect(slow).toEqual([0, 4, 11, 19, 27]);
    // 3 of 5 is not most: nothing is claimed.
    expect(cause?.kind).toBe('unknown');
    expect(cause?.sentence).toContain('nothing in common beyond chance');
    expect(cause?.sentence).toContain('3 of them run on task manager slow, and 1 of the others');
  });

  it('is nothing where one of many is slow and each has a machine of its own: chance would do that as well', () => {
    const subtasks = many(16, (i) => ({ busy: i === 7 ? 1 : 0.2, rate: 10, on: `tm-${i}` }));
    const { cause } = judgeSkew(subtasks, { ...plain, parallelism: 16 });
    expect(cause).toEqual({
      kind: 'unknown',
      sentence: expect.stringContaining('Nothing that is known of subtask 7 sets it apart beyond chance'),
    });
  });

  it('is not the machine when it is the records: one hot key by its key groups', () => {
    const subtasks = many(8, (i) => ({ busy: i === 5 ? 1 : 0.05, rate: i === 5 ? 9_300 : 100, on: i === 5 ? 'b' : 'a' }));
    const { cause } = judgeSkew(subtasks, { ...plain, isKeyed: true, parallelism: 8 });
    expect(cause?.kind).toBe('key');
    expect(cause?.sentence).toContain('subtask 5 of 8 gets 93 % of all records');
    expect(cause?.sentence).toContain('key groups 80 to 95');
  });

  it('is how many key groups they hold, where these do not divide evenly', () => {
    // 24 key groups over 16 subtasks: every other one holds two.
    const subtasks = many(16, (i) => {
      const range = keyGroupRange(24, 16, i);
      const held = range === null ? 0 : range.last - range.first + 1;
      return { busy: held === 2 ? 0.9 : 0.45, rate: held * 1_000, on: `tm-${i % 4}` };
    });
    const { cause } = judgeSkew(subtasks, { ...plain, isKeyed: true, maxParallelism: 24, parallelism: 16 });
    expect(cause?.kind).toBe('trait');
    expect(cause?.sentence).toContain('All 8 busy subtasks hold 2 key groups each; none of the 8 others does');
  });

  it('is how many splits a source’s subtasks read', () => {
    const subtasks = many(12, (i) => ({
      busy: i < 4 ? 0.95 : 0.4,
      rate: i < 4 ? 900 : 300,
      on: `tm-${i % 3}`,
      splits: Array.from({ length: i < 4 ? 3 : 1 }, (_, k) => `orders ${i}-${k}`),
    }));
    const { cause } = judgeSkew(subtasks, { ...plain, isSource: true, parallelism: 12 });
    expect(cause).toEqual({
      kind: 'splits',
      sentence: expect.stringContaining('All 4 busy subtasks read 3 splits each; none of the 8 others does'),
    });
  });

  it('names the shard of the only hot subtask of a source, and who gets nothing', () => {
    const shard = (i: number) => [`clicks shardId-00000000000${i}`];
    const subtasks = many(6, (i) => ({ rate: i === 0 ? 2_800 : 0, busy: i === 0 ? 0.66 : 0, on: `tm-${i}`, splits: shard(i) }));
    const { cause, measures } = judgeSkew(subtasks, { ...plain, isSource: true, parallelism: 6 });
    expect(cause?.sentence).toContain('Subtask 0 of 6 reads 100 % of all records, from clicks shardId-000000000000.');
    expect(measures[0]?.empty).toEqual([1, 2, 3, 4, 5]);
    expect(measures[0]?.sentence).toBe(
      'Subtask 0 writes 2.8k /s, 6 times the mean of 467 /s. Subtasks 1, 2, 3, 4 and 5 have nearly none.',
    );
  });

  it('is said of state that is uneven while records are even', () => {
    const subtasks = many(8, (i) => ({ rate: 240, busy: 0.15, state: i === 2 ? 7e9 : 2e7, on: `tm-${i % 2}` }));
    const { cause, by, slow } = judgeSkew(subtasks, { ...plain, isKeyed: true, parallelism: 8 });
    expect([by, slow, cause?.kind]).toEqual(['state', [2], 'state']);
    expect(cause?.sentence).toContain('key groups 32 to 47');
  });

  it('is said not to be known where nobody told where they run', () => {
    const subtasks = many(4, (i) => ({ busy: i === 1 ? 1 : 0.1 }));
    const { cause, measures } = judgeSkew(subtasks, { ...plain, parallelism: 4 });
    expect(cause?.sentence).toContain('is not known, so it cannot be told why subtask 1 stands out');
    expect(measures.map(({ measure }) => measure)).toEqual(['busy']);
  });
});

it('nobody is slow in an even vertex, nor in one of a single subtask', () => {
  const even = many(256, (i) => ({ busy: 0.5 + (i % 7) / 100, rate: 1_000 + (i % 11), state: 5e8 + i, on: `tm-${i % 32}` }));
  expect(judgeSkew(even, { ...plain, parallelism: 256 })).toMatchObject({ slow: [], by: null, cause: null, traits: [] });
  expect(
    judgeSkew(
      many(1, () => ({ busy: 1, rate: 5 })),
      { ...plain, parallelism: 1 },
    ),
  ).toMatchObject({ measures: [], cause: null });
});

it('lists subtasks so that 256 of them are still a sentence', () => {
  expect(subtaskList([3])).toBe('subtask 3');
  expect(subtaskList([3, 7])).toBe('subtasks 3 and 7');
  expect(subtaskList([0, 1, 2, 3, 4, 5])).toBe('subtasks 0, 1, 2, 3, 4 and 5');
  expect(subtaskList(Array.from({ length: 100 }, (_, i) => i))).toBe('subtasks 0, 1, 2, 3, 4 and 95 more');
});
