import { describe, expect, it } from 'vitest';
import { FrameTree } from '#shared/model/insight/flame.ts';
import { deep, tree } from './trees.ts';

const leaf = { name: 'a', value: 1, children: [] };

describe('a tree of frames from outside', () => {
  it('is taken as it is, however deep', () => {
    for (const each of [tree({ 'a;b': 1 }), tree({}), deep(5_000)]) expect(FrameTree.safeParse(each).success).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    ['x'],
    [[]],
    [{ ...leaf, name: 7 }],
    [{ ...leaf, value: '1' }],
    [{ ...leaf, value: Number.NaN }],
    [{ name: 'a', value: 1 }],
    [{ ...leaf, children: {} }],
    [{ ...leaf, children: [leaf, undefined] }],
    [{ ...leaf, children: [leaf, { ...leaf, children: [{ ...leaf, value: null }] }] }],
  ])('%j is none', (raw) => {
    expect(FrameTree.safeParse(raw).success).toBe(false);
  });
});
