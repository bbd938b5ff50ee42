import type { FrameTree } from '../../model/insight/flame.ts';

/**
 * A tree in preorder, as columns: frame 0 is the root, and all below frame i are the frames i + 1 … end[i] − 1.
 * Walking it is a loop, and so is fast and cannot overflow.
 */
export interface FlatTree {
  /** Each name once. */
  readonly names: readonly string[];
  readonly nameOf: Int32Array;
  readonly value: Float64Array;
  /** Samples that ended in the frame itself: its value without its children's. */
  readonly self: Float64Array;
  readonly end: Int32Array;
  /** −1 for the root. */
  readonly parent: Int32Array;
}

export function flatten(tree: FrameTree): FlatTree {
  const { frames, parents } = inPreorder(tree);
  const size = frames.length;
  const ids = new Map<string, number>();
  const names: string[] = [];
  const nameOf = new Int32Array(size);
  const value = new Float64Array(size);
  const self = new Float64Array(size);
  const end = new Int32Array(size);
  const parent = Int32Array.from(parents);
  for (let i = 0; i < size; i += 1) {
    const frame = frames[i];
    if (frame === undefined) continue;
    let id = ids.get(frame.name);
    if (id === undefined) {
      id = names.push(frame.name) - 1;
      ids.set(frame.name, id);
    }
    nameOf[i] = id;
    value[i] = frame.value;
    self[i] = frame.value;
    const above = parent[i] ?? -1;
    if (above >= 0) self[above] = (self[above] ?? 0) - frame.value;
    end[i] = i + 1;
  }
  // From the last to the first: when a frame is come to, all below it have told their ends.
  for (let i = size - 1; i > 0; i -= 1) {
    const above = parent[i] ?? 0;
    if ((end[i] ?? 0) > (end[above] ?? 0)) end[above] = end[i] ?? 0;
  }
  // A parent that is narrower than its children together is broken, and has none of its own.
  for (let i = 0; i < size; i += 1) if ((self[i] ?? 0) < 0) self[i] = 0;
  return { names, nameOf, value, self, end, parent };
}

function inPreorder(tree: FrameTree): { readonly frames: readonly FrameTree[]; readonly parents: readonly number[] } {
  const frames: FrameTree[] = [];
  const parents: number[] = [];
  const waiting: FrameTree[] = [tree];
  const above: number[] = [-1];
  for (;;) {
    const frame = waiting.pop();
    const parent = above.pop();
    if (frame === undefined || parent === undefined) return { frames, parents };
    const at = frames.push(frame) - 1;
    parents.push(parent);
    for (let i = frame.children.length - 1; i >= 0; i -= 1) {
      const child = frame.children[i];
      if (child === undefined) continue;
      waiting.push(child);
      above.push(at);
    }
  }
}

/** The names from frame `at` up to, and without, the root: innermost first. */
export function pathUp({ names, nameOf, parent }: FlatTree, at: number): string[] {
  const path: string[] = [];
  for (let i = at; i > 0; i = parent[i] ?? 0) path.push(names[nameOf[i] ?? 0] ?? '');
  return path;
}
