import type { FrameTree } from '../../model/insight/flame.ts';

export interface PruneLimits {
  /** So many frames at most, the widest; the root is none. */
  readonly most: number;
  /** Narrower than this share of the root is left out: 0.001 is one sample of a thousand. */
  readonly least: number;
}

export interface Pruned {
  readonly tree: FrameTree;
  /** What is not in it: so many frames, in which so many samples were. The parents still count these samples. */
  readonly hidden: { readonly frames: number; readonly samples: number };
}

/** How many frames a tree has, without its root. */
export function countFrames(tree: FrameTree): number {
  const waiting: FrameTree[] = [tree];
  let count = -1;
  for (;;) {
    const frame = waiting.pop();
    if (frame === undefined) return count;
    count += 1;
    for (const child of frame.children) waiting.push(child);
  }
}

/** Leaves out what is too narrow to be seen. A frame is never kept without its parents: they are as wide at least. */
export function prune(tree: FrameTree, { most, least }: PruneLimits): Pruned {
  const { narrowest, ties } = cut(tree, most, least * tree.value);
  const root: MutableTree = { name: tree.name, value: tree.value, children: [] };
  const frames: FrameTree[] = [tree];
  const copies: MutableTree[] = [root];
  let [kept, samples, tiesLeft] = [0, 0, ties];
  for (;;) {
    const frame = frames.pop();
    const copy = copies.pop();
    if (frame === undefined || copy === undefined) break;
    for (const child of frame.children) {
      const tie = child.value === narrowest;
      if (child.value < narrowest || (tie && tiesLeft === 0)) {
        samples += child.value;
        continue;
      }
      if (tie) tiesLeft -= 1;
      const made: MutableTree = { name: child.name, value: child.value, children: [] };
      copy.children.push(made);
      kept += 1;
      frames.push(child);
      copies.push(made);
    }
  }
  return { tree: root, hidden: { frames: countFrames(tree) - kept, samples } };
}

interface MutableTree {
  readonly name: string;
  readonly value: number;
  readonly children: MutableTree[];
}

/** The width of the narrowest frame that is kept, and how many of exactly this width may be. */
function cut(tree: FrameTree, most: number, least: number): { readonly narrowest: number; readonly ties: number } {
  const widths: number[] = [];
  const waiting: FrameTree[] = [tree];
  for (;;) {
    const frame = waiting.pop();
    if (frame === undefined) break;
    for (const child of frame.children) {
      if (child.value < least) continue;
      widths.push(child.value);
      waiting.push(child);
    }
  }
  if (widths.length <= most) return { narrowest: least, ties: Infinity };
  if (most <= 0) return { narrowest: Infinity, ties: 0 };
  const sorted = Float64Array.from(widths).sort();
  const from = sorted.length - most;
  const narrowest = sorted[from] ?? least;
  let ties = 0;
  for (let i = from; sorted[i] === narrowest; i += 1) ties += 1;
  return { narrowest, ties };
}
