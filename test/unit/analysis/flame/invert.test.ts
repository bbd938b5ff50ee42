import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalTree } from '#shared/analysis/flame/combine.ts';
import { invert, sandwich } from '#shared/analysis/flame/invert.ts';
import { anyStacks, deep, grown, recordedFlame, stacksOf, tree } from './trees.ts';

describe('a tree upside down', () => {
  it('begins with the methods in which samples ended', () => {
    expect(stacksOf(invert(tree({ 'a;b;c': 2, 'd;c': 3, a: 1 })))).toEqual(stacksOf(tree({ 'c;b;a': 2, 'c;d': 3, a: 1 })));
  });

  it('is the tree of the stacks read backwards, and itself when turned twice', () => {
    fc.assert(
      fc.property(anyStacks, (stacks) => {
        const up = grown(stacks);
        const down = grown(stacks.map(([frames, samples]) => [[...frames].reverse(), samples]));
        expect(stacksOf(invert(up))).toEqual(stacksOf(down));
        expect(stacksOf(invert(invert(up)))).toEqual(stacksOf(up));
      }),
    );
  });

  it('of a recorded vertex that sleeps begins with sleep alone', () => {
    expect(invert(totalTree(recordedFlame('1.20/backpressured'))).children.map(({ name, value }) => [name, value])).toEqual([
      ['java.lang.Thread.sleep:-2', 200],
    ]);
  });

  it('may end in 300,000 methods', () => {
    const ends = Array.from({ length: 300_000 }, (_, i) => ({ name: `f${i}`, value: 1, children: [] }));
    const main = { name: 'main', value: ends.length, children: ends };
    expect(invert({ name: 'root', value: ends.length, children: [main] }).children.length).toBe(300_000);
  });

  it('may be 5,000 frames deep', () => {
    const one = invert(deep(5_000, 3));
    expect([one.value, one.children[0]?.name]).toEqual([3, 'f1']);
  });
});

describe('a sandwich', () => {
  const stacks = tree({ 'main;read;parse;copy': 2, 'main;write;parse': 3, 'main;write': 4 });

  it('has all callers of a frame above and all that it calls below', () => {
    const { callers, callees, value } = sandwich(stacks, 'parse');
    expect(value).toBe(5);
    expect([callers.name, callees.name]).toEqual(['parse', 'parse']);
    expect(stacksOf(callers)).toEqual(stacksOf(tree({ 'read;main': 2, 'write;main': 3 })));
    expect(stacksOf(callees)).toEqual({ '[]': 3, '["copy"]': 2 });
  });

  it('counts a frame that calls itself once', () => {
    const { callers, callees, value } = sandwich(tree({ 'main;walk;walk;walk': 2, 'main;walk;end': 1 }), 'walk');
    expect(value).toBe(3);
    expect(stacksOf(callers)).toEqual(stacksOf(tree({ main: 3 })));
    expect(stacksOf(callees)).toEqual(stacksOf(tree({ 'walk;walk': 2, end: 1 })));
  });

  it('is as wide as the samples with the frame on the stack', () => {
    fc.assert(
      fc.property(anyStacks, (some) => {
        const { callers, callees, value } = sandwich(grown(some), 'a');
        const seen = some.filter(([frames]) => frames.includes('a')).reduce((sum, [, samples]) => sum + samples, 0);
        expect([value, callers.value, callees.value]).toEqual([seen, seen, seen]);
      }),
    );
  });

  it('of a name that is nowhere is empty', () => {
    expect(sandwich(stacks, 'pars').value).toBe(0);
  });

  it('may be 5,000 frames deep', () => {
    expect(sandwich(deep(5_000), 'f6').value).toBe(1);
  });
});
