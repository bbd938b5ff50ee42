import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import type { DiffTree } from '#shared/analysis/flame/difference.ts';
import { differenceTree, topChanges } from '#shared/analysis/flame/difference.ts';
import { anyTree, deep, recordedFlame, tree } from './trees.ts';

const child = (diff: DiffTree, name: string): DiffTree | undefined => diff.children.find((each) => each.name === name);

describe('the difference of two trees', () => {
  it('is of shares: twice as many samples of the same are no change', () => {
    const diff = differenceTree(tree({ a: 30, b: 70 }), tree({ a: 60, b: 140 }));
    expect([child(diff, 'a')?.delta, child(diff, 'b')?.delta]).toEqual([0, 0]);
    expect(topChanges(diff, 5)).toEqual([]);
  });

  it('has what came and what went, each with its samples and its share', () => {
    const diff = differenceTree(tree({ a: 50, gone: 50 }), tree({ a: 100, came: 100 }));
    expect(diff).toMatchObject({ before: 100, after: 200, delta: 0 });
    expect(child(diff, 'gone')).toMatchObject({ before: 50, after: 0, delta: -0.5, value: 100 });
    expect(child(diff, 'came')).toMatchObject({ before: 0, after: 100, delta: 0.5, value: 100 });
    expect(child(diff, 'a')).toMatchObject({ delta: 0, value: 100 });
  });

  it('with nothing before or after is still drawn', () => {
    expect(differenceTree(tree({}), tree({ a: 3 })).children).toMatchObject([{ name: 'a', value: 3, delta: 1 }]);
    expect(differenceTree(tree({ a: 3 }), tree({})).children).toMatchObject([{ name: 'a', value: 3, delta: -1 }]);
  });

  it('never draws children wider than their parent', () => {
    const check = ({ value, children }: DiffTree): void => {
      expect(children.reduce((sum, each) => sum + each.value, 0)).toBeLessThanOrEqual(value + 1e-9);
      children.forEach(check);
    };
    fc.assert(fc.property(anyTree, anyTree, (before, after) => check(differenceTree(before, after))));
  });

  it('names the methods that changed most, their lines together', () => {
    const before = tree({ 'run:1;hash:7': 80, 'run:1;sleep:-2': 20 });
    const after = tree({ 'run:1;hash:7': 10, 'run:1;hash:8': 10, 'run:2;sleep:-2': 80 });
    const changes = topChanges(differenceTree(before, after), 5);
    expect(changes.map(({ method }) => method).sort()).toEqual(['hash', 'sleep']);
    expect(changes.find(({ method }) => method === 'sleep')).toEqual({
      method: 'sleep',
      before: 0.2,
      after: 0.8,
      delta: expect.closeTo(0.6),
    });
    expect(topChanges(differenceTree(before, after), 1)).toHaveLength(1);
  });

  it('of a recorded hot loop and a recorded sleep are the loop and the sleep', () => {
    const diff = differenceTree(
      totalTree(recordedFlame('1.20/backpressured-cpu')),
      totalTree(recordedFlame('1.20/backpressured')),
    );
    expect(topChanges(diff, 2).map(({ method, delta }) => [method, Math.round(100 * delta)])).toEqual([
      ['java.lang.Thread.sleep', 100],
      ['probe.BackpressureJob$Slow.burnCpu', -84],
    ]);
  });

  it('may be 5,000 frames deep', () => {
    expect(topChanges(differenceTree(deep(5_000), deep(4_999)), 9).map(({ method, delta }) => [method, delta])).toEqual(
      expect.arrayContaining([
        ['f1', -1],
        ['f0', 1],
      ]),
    );
  });
});
