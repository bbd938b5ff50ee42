import type { FrameTree } from '../../model/insight/flame.ts';
import type { FlatTree } from './flat.ts';
import { flatten } from './flat.ts';
import { branch, childOf, lay, treeOf } from './grow.ts';
import type { Branch } from './grow.ts';

/** The tree upside down: below the root are the methods in which samples ended, below each its callers. */
export function invert(tree: FrameTree): FrameTree {
  const flat = flatten(tree);
  const ends: number[] = [];
  for (let i = 1; i < flat.self.length; i += 1) if ((flat.self[i] ?? 0) > 0) ends.push(i);
  const root: MutableTree = { name: tree.name, value: tree.value, children: [] };
  const waiting: Group[] = [{ below: root, frames: ends, samples: ends.map((end) => flat.self[end] ?? 0) }];
  for (;;) {
    const group = waiting.pop();
    if (group === undefined) return root;
    if (group.frames.length === 1) chain(flat, group);
    // One by one: as arguments, a hundred thousand are more than the stack takes.
    else for (const callers of callersOf(flat, group)) waiting.push(callers);
  }
}

interface MutableTree {
  readonly name: string;
  value: number;
  readonly children: MutableTree[];
}

/** Frames of the tree that stand for one frame of the one upside down, and how many samples came from each. */
interface Group {
  readonly below: MutableTree;
  readonly frames: number[];
  readonly samples: number[];
}

/** Where the ways have parted there is one way up. */
function chain({ names, nameOf, parent }: FlatTree, { below, frames: [first = 0], samples: [samples = 0] }: Group): void {
  let at = below;
  for (let i = first; i > 0; i = parent[i] ?? 0) {
    const made: MutableTree = { name: names[nameOf[i] ?? 0] ?? '', value: samples, children: [] };
    at.children.push(made);
    at = made;
  }
}

/** A frame for each name among the group's, with the group of those that called it. */
function callersOf({ names, nameOf, parent }: FlatTree, { below, frames, samples }: Group): Group[] {
  const groups = new Map<number, Group>();
  frames.forEach((frame, i) => {
    const [id, count] = [nameOf[frame] ?? 0, samples[i] ?? 0];
    let group = groups.get(id);
    if (group === undefined) {
      const made: MutableTree = { name: names[id] ?? '', value: 0, children: [] };
      below.children.push(made);
      group = { below: made, frames: [], samples: [] };
      groups.set(id, group);
    }
    group.below.value += count;
    const above = parent[frame] ?? 0;
    if (above === 0) return;
    group.frames.push(above);
    group.samples.push(count);
  });
  return [...groups.values()].filter((group) => group.frames.length > 0);
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
