import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import { hotMethods } from '#shared/analysis/flame/hot.ts';
import { countFrames, prune } from '#shared/analysis/flame/prune.ts';
import { flameIndex } from '#shared/analysis/flame/search.ts';
import type { FrameTree } from '#shared/model/insight/flame.ts';
import { anyStacks, anyTree, deep, grown, large, recordedFlame, stacksOf, tree } from './trees.ts';

const ALL = { most: Infinity, least: 0 };

describe('a pruned tree', () => {
  it('is without frames narrower than the least share of the root, and says how many these were', () => {
    const { tree: rest, hidden } = prune(tree({ 'a;b': 90, 'a;c;d': 1, 'e;f': 9 }), { most: Infinity, least: 0.05 });
    expect(hidden).toEqual({ frames: 2, samples: 1 });
    expect(rest.value).toBe(100);
    expect(rest.children.map(({ name, value, children }) => [name, value, children.map((each) => each.name)])).toEqual([
      ['a', 91, ['b']],
      ['e', 9, ['f']],
    ]);
  });

  it('has the widest frames, exactly so many', () => {
    fc.assert(
      fc.property(anyTree, fc.nat(40), (whole, most) => {
        const { tree: rest, hidden } = prune(whole, { most, least: 0 });
        expect(countFrames(rest)).toBe(Math.min(most, countFrames(whole)));
        expect(countFrames(rest) + hidden.frames).toBe(countFrames(whole));
        const widths = (node: FrameTree): number[] => node.children.flatMap((each) => [each.value, ...widths(each)]);
        const sorted = (of: readonly number[]) => [...of].sort((a, b) => b - a);
        expect(sorted(widths(rest))).toEqual(sorted(widths(whole)).slice(0, most));
      }),
    );
  });

  it('without limits is the tree', () => {
    fc.assert(
      fc.property(anyTree, (whole) => {
        const { tree: rest, hidden } = prune(whole, ALL);
        expect(stacksOf(rest)).toEqual(stacksOf(whole));
        expect(hidden).toEqual({ frames: 0, samples: 0 });
      }),
    );
  });

  it('of 100,000 frames, or 5,000 deep, is had as well', () => {
    const whole = large(100_000);
    expect(countFrames(whole)).toBe(100_000);
    const { tree: rest, hidden } = prune(whole, { most: 2_000, least: 0.0001 });
    expect(countFrames(rest)).toBe(2_000);
    expect(hidden.frames).toBe(98_000);
    expect(countFrames(prune(deep(5_000), ALL).tree)).toBe(5_000);
  });
});

describe('a search', () => {
  const found = (of: FrameTree, text: string, caseSensitive?: boolean) => {
    const { frames, samples, share } = flameIndex(of).find(text, caseSensitive);
    return { frames, samples, share };
  };

  it('counts a match within a match once', () => {
    expect(found(tree({ 'foo;bar;foo': 4, 'bar;foo': 1, bar: 5 }), 'foo')).toEqual({ frames: 3, samples: 5, share: 0.5 });
  });

  it('disregards case unless told', () => {
    const kryo = tree({ 'com.Kryo.write': 2, 'com.kryo.read': 2 });
    expect(found(kryo, 'KRYO').frames).toBe(2);
    expect(found(kryo, 'Kryo', true).frames).toBe(1);
    expect([...flameIndex(kryo).find('Kryo', true).names]).toEqual(['com.Kryo.write']);
  });

  it('finds nothing by an empty text, in an empty tree, or of the root', () => {
    expect(found(tree({ a: 1 }), '')).toEqual({ frames: 0, samples: 0, share: 0 });
    expect(found(tree({}), 'a')).toEqual({ frames: 0, samples: 0, share: 0 });
    expect(found(tree({ a: 1 }), 'root').frames).toBe(0);
  });

  it('finds the samples with a match on the stack, whatever the stacks', () => {
    fc.assert(
      fc.property(anyStacks, fc.constantFrom('a', 'run', ';', '12', '%'), (stacks, text) => {
        const seen = stacks.filter(([frames]) => frames.some((frame) => frame.toLowerCase().includes(text)));
        expect(flameIndex(grown(stacks)).find(text).samples).toBe(seen.reduce((sum, [, samples]) => sum + samples, 0));
      }),
    );
  });

  it('goes 5,000 frames deep', () => {
    expect(found(deep(5_000), 'f6')).toEqual({ frames: 714, samples: 1, share: 1 });
  });
});

describe('the hot methods', () => {
  it('are those in which most samples ended, their lines together or apart', () => {
    const stacks = tree({ 'run:1;hash:7': 3, 'run:1;hash:8': 2, 'run:1;sleep:-2': 4 });
    expect(hotMethods(stacks, 2)).toEqual([
      { name: 'hash', self: 5, total: 5 },
      { name: 'sleep', self: 4, total: 4 },
    ]);
    expect(hotMethods(stacks, 1, 'apart')).toEqual([{ name: 'sleep:-2', self: 4, total: 4 }]);
    expect(hotMethods(stacks, 9).at(-1)).toEqual({ name: 'run', self: 0, total: 9 });
  });

  it('count a method that calls itself once in their total', () => {
    expect(hotMethods(tree({ 'walk:1;walk:2;walk:1': 2 }), 3)).toEqual([{ name: 'walk', self: 2, total: 2 }]);
  });

  it('together are all samples', () => {
    fc.assert(
      fc.property(anyTree, (some) => {
        expect(hotMethods(some, Infinity).reduce((sum, { self }) => sum + self, 0)).toBe(some.value);
      }),
    );
  });

  it.each([
    ['1.20/backpressured-cpu', 'probe.BackpressureJob$Slow.burnCpu', 84],
    ['1.20/backpressured', 'java.lang.Thread.sleep', 200],
    ['2.3/backpressured', 'java.lang.Thread.sleep', 199],
    ['1.20/skewed', 'jdk.internal.misc.Unsafe.park', 289],
  ])('of a recorded %s: %s', (situation, name, self) => {
    expect(hotMethods(totalTree(recordedFlame(situation)), 1)).toMatchObject([{ name, self }]);
  });
});
