import type { FrameTree } from '../../model/insight/flame.ts';
import { flatten, pathUp } from './flat.ts';
import { branch, childOf, lay, treeOf } from './grow.ts';
import type { Branch } from './grow.ts';

/** The tree upside down: below the root are the methods in which samples ended, below each its callers. */
export function invert(tree: FrameTree): FrameTree {
  const flat = flatten(tree);
  const root = branch(tree.name);
  root.first = flat.self[0] ?? 0;
  for (let i = 1; i < flat.self.length; i += 1) {
    const samples = flat.self[i] ?? 0;
    if (samples > 0) add(root, pathUp(flat, i), samples);
  }
  return treeOf(root);
}

export interface Sandwich {
  /** The frame itself, below it those that called it. */
  readonly callers: FrameTree;
  /** The frame itself, below it those that it called. */
  readonly callees: FrameTree;
  /** Samples with the frame on the stack. */
  readonly value: number;
}

/** All that leads to a frame of this name and all that comes of it. Where it calls itself, the outermost counts, once. */
export function sandwich(tree: FrameTree, name: string): Sandwich {
  const callers = branch(name);
  const callees = branch(name);
  const waiting: { readonly frame: FrameTree; readonly above: Above | null }[] = tree.children.map((frame) => ({
    frame,
    above: null,
  }));
  for (;;) {
    const next = waiting.pop();
    if (next === undefined) break;
    const { frame, above } = next;
    if (frame.name === name) {
      lay(frame, callees, 'first');
      add(callers, namesOf(above), frame.value);
      continue;
    }
    const here: Above = { name: frame.name, above };
    for (const child of frame.children) waiting.push({ frame: child, above: here });
  }
  return { callers: treeOf(callers), callees: treeOf(callees), value: callees.first };
}

interface Above {
  readonly name: string;
  readonly above: Above | null;
}

function namesOf(nearest: Above | null): string[] {
  const names: string[] = [];
  for (let at = nearest; at !== null; at = at.above) names.push(at.name);
  return names;
}

function add(root: Branch, path: readonly string[], samples: number): void {
  let at = root;
  at.first += samples;
  for (const name of path) {
    at = childOf(at, name);
    at.first += samples;
  }
}
