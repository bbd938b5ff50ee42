import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MixedTree } from '#shared/analysis/flame/combine.ts';
import { mergeBoth, mergeTrees, mixedTree, totalTree } from '#shared/analysis/flame/combine.ts';
import { methodOf, withoutLines } from '#shared/analysis/flame/names.ts';
import { FrameTree } from '#shared/model/insight/flame.ts';
import { z } from '#shared/model/schema.ts';
import { recorded } from '#test/integration/simulator/recorded.ts';
import { anyStacks, anyTree, deep, grown, recordedFlame, stacksOf, tree } from './trees.ts';

describe('merged trees', () => {
  it('sum the samples of the same stacks', () => {
    expect(stacksOf(mergeTrees(tree({ 'a;b': 2, a: 1 }), tree({ 'a;b': 3, 'a;c': 4, d: 1 })))).toEqual(
      stacksOf(tree({ 'a;b': 5, a: 1, 'a;c': 4, d: 1 })),
    );
  });

  it('are those of all stacks together, whatever these are', () => {
    fc.assert(
      fc.property(anyStacks, anyStacks, (a, b) => {
        expect(stacksOf(mergeTrees(grown(a), grown(b)))).toEqual(stacksOf(grown([...a, ...b])));
      }),
    );
  });

  it('leave what was merged as it was', () => {
    const before = tree({ 'a;b': 2 });
    mergeTrees(before, tree({ 'a;b': 3 }));
    expect(before).toEqual(tree({ 'a;b': 2 }));
  });

  it('lay siblings of one name over one another', () => {
    const twice: FrameTree = {
      name: 'root',
      value: 3,
      children: [
        { name: 'a', value: 1, children: [] },
        { name: 'a', value: 2, children: [] },
      ],
    };
    expect(mergeTrees(twice, tree({}))).toEqual(tree({ a: 3 }));
  });

  it('may be 5,000 frames deep', () => {
    const merged = totalTree({ on: deep(5_000), off: deep(5_000, 2) });
    expect(merged.value).toBe(3);
    expect(mixedTree({ on: merged, off: merged }).off).toBe(3);
  });
});

describe('on and off the CPU', () => {
  const full = z.object({ data: FrameTree }).parse(recorded('1.20', 'skewed/v1-flamegraph-full')).data;

  it('are together what Flink itself calls full', () => {
    const trees = recordedFlame('1.20/skewed');
    expect(trees.on.value).toBeGreaterThan(0);
    expect(trees.off.value).toBeGreaterThan(0);
    expect(stacksOf(totalTree(trees))).toEqual(stacksOf(full));
  });

  it('mixed tell of each frame how much of it was off', () => {
    const mixed = mixedTree({ on: tree({ 'a;b': 2 }), off: tree({ 'a;c': 3, a: 1 }) });
    const a = mixed.children[0];
    expect(mixed).toMatchObject({ name: 'root', value: 6, off: 4 });
    expect(a).toMatchObject({ name: 'a', value: 6, off: 4 });
    expect(a?.children.map(({ name, value, off }) => [name, value, off])).toEqual([
      ['b', 2, 0],
      ['c', 3, 3],
    ]);
  });

  it('mixed are as many samples as both, in every frame', () => {
    const plain = ({ name, value, children }: MixedTree): FrameTree => ({ name, value, children: children.map(plain) });
    fc.assert(
      fc.property(anyTree, anyTree, (on, off) => {
        expect(stacksOf(plain(mixedTree({ on, off })))).toEqual(stacksOf(totalTree({ on, off })));
      }),
    );
  });

  it('are merged each with its own', () => {
    const both = mergeBoth({ on: tree({ a: 1 }), off: tree({ b: 2 }) }, { on: tree({ a: 3 }), off: tree({ c: 4 }) });
    expect([stacksOf(both.on), stacksOf(both.off)]).toEqual([stacksOf(tree({ a: 4 })), stacksOf(tree({ b: 2, c: 4 }))]);
  });
});

describe('names of frames', () => {
  it.each([
    ['java.lang.Thread.sleep:-2', 'java.lang.Thread.sleep'],
    ['org.apache.flink.runtime.taskmanager.Task.run:575', 'org.apache.flink.runtime.taskmanager.Task.run'],
    [
      'org.apache.flink.runtime.taskmanager.Task$$Lambda$0/0x0.run:-1',
      'org.apache.flink.runtime.taskmanager.Task$$Lambda$0/0x0.run',
    ],
    ['root', 'root'],
    ['std::vector', 'std::vector'],
  ])('%s is %s', (frame, method) => {
    expect(methodOf(frame)).toBe(method);
  });

  it('frames of one method are one without their lines', () => {
    expect(withoutLines(tree({ 'a:1;b:1': 2, 'a:2;b:1': 3 }))).toEqual(tree({ 'a;b': 5 }));
  });
});
