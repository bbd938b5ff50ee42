import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { branch, childOf, treeOf } from '#shared/analysis/flame/grow.ts';
import { FrameTree } from '#shared/model/insight/flame.ts';
import { z } from '#shared/model/schema.ts';
import { recordings } from '../../clients/recordedJob.ts';

/** Stacks, outermost first, and how often each was seen. */
export type Stacks = readonly (readonly [readonly string[], number])[];

/** The tree of stacks: `{'a;b': 2}` is b, called by a, seen twice. */
export const tree = (stacks: Readonly<Record<string, number>>): FrameTree =>
  grown(Object.entries(stacks).map(([stack, samples]) => [stack.split(';'), samples]));

export function grown(stacks: Stacks): FrameTree {
  const root = branch('root');
  for (const [frames, samples] of stacks) {
    let at = root;
    at.first += samples;
    for (const frame of frames) {
      at = childOf(at, frame);
      at.first += samples;
    }
  }
  return treeOf(root);
}

/** What a tree holds, whatever the order of its children: samples that ended in each stack. Recursive, and apart from what is tested. */
export function stacksOf(root: FrameTree): Record<string, number> {
  const found: Record<string, number> = {};
  const visit = ({ value, children }: FrameTree, path: readonly string[]): void => {
    const self = children.reduce((rest, child) => rest - child.value, value);
    if (self !== 0) found[JSON.stringify(path)] = (found[JSON.stringify(path)] ?? 0) + self;
    for (const child of children) visit(child, [...path, child.name]);
  };
  visit(root, []);
  return found;
}

/** Few names, so that they repeat within and beside one another. */
const anyFrame = fc.constantFrom('a', 'b', 'c.C.run:12', 'c.C.run:13', 'd;e', 'f%3Bg', '%25', 'h i', 'Lambda$0/0x0.run:-1', '線');
export const anyStacks: fc.Arbitrary<Stacks> = fc.array(
  fc.tuple(fc.array(anyFrame, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 100 })),
  { maxLength: 30 },
);
export const anyTree = anyStacks.map(grown);

const Answer = z.object({ data: FrameTree });

/** What a real cluster sampled: `1.20/backpressured-cpu`. */
export function recordedFlame(situation: string): { readonly on: FrameTree; readonly off: FrameTree } {
  const read = (type: string) =>
    Answer.parse(JSON.parse(readFileSync(join(recordings, situation, `v1-flamegraph-${type}.json`), 'utf8'))).data;
  return { on: read('on_cpu'), off: read('off_cpu') };
}

/** One stack of so many frames, `f0` to `f6` in turn, seen so often. */
export const deep = (frames: number, samples = 1): FrameTree =>
  grown([[Array.from({ length: frames }, (_, i) => `f${i % 7}`), samples]]);

/** A tree of about so many frames, always the same one: 40 deep, a few hundred names, as of a wide vertex over many rounds. */
export function large(frames: number): FrameTree {
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  const root = branch('root');
  let made = 0;
  while (made < frames) {
    const path = [root];
    for (let depth = 0; depth < 40 && made < frames; depth += 1) {
      const parent = path.at(-1) ?? root;
      const before = parent.children?.size ?? 0;
      const next = childOf(parent, `com.example.C${random(depth < 10 ? 3 : 400)}.run:${depth}`);
      if ((parent.children?.size ?? 0) > before) made += 1;
      path.push(next);
    }
    const samples = 1 + random(5);
    for (const at of path) at.first += samples;
  }
  return treeOf(root);
}
