import type { FrameTree } from '../../model/insight/flame.ts';

/** A frame while a tree grows: two tallies, so that trees of two sorts of samples can be laid over one another. */
export interface Branch {
  readonly name: string;
  first: number;
  second: number;
  /** By name. Made with the first child: most frames are leaves. */
  children: Map<string, Branch> | null;
}

export const branch = (name: string): Branch => ({ name, first: 0, second: 0, children: null });

/** The child of that name, made where there is none yet. */
export function childOf(parent: Branch, name: string): Branch {
  parent.children ??= new Map();
  const known = parent.children.get(name);
  if (known !== undefined) return known;
  const made = branch(name);
  parent.children.set(name, made);
  return made;
}

/** Lays a tree over what has grown. Iterative, as everything here: stacks may be thousands of frames deep. */
export function lay(
  tree: FrameTree,
  onto: Branch,
  into: 'first' | 'second',
  nameOf: (name: string) => string = (name) => name,
): void {
  const frames: FrameTree[] = [tree];
  const branches: Branch[] = [onto];
  for (;;) {
    const frame = frames.pop();
    const grown = branches.pop();
    if (frame === undefined || grown === undefined) return;
    grown[into] += frame.value;
    for (const child of frame.children) {
      frames.push(child);
      branches.push(childOf(grown, nameOf(child.name)));
    }
  }
}

/** What has grown, in the shape that `make` gives each frame. The array of children is filled after `make` was given it. */
export function harvest<T>(root: Branch, make: (grown: Branch, children: T[]) => T): T {
  const rootChildren: T[] = [];
  const made = make(root, rootChildren);
  const branches: Branch[] = [root];
  const lists: T[][] = [rootChildren];
  for (;;) {
    const grown = branches.pop();
    const list = lists.pop();
    if (grown === undefined || list === undefined) return made;
    for (const child of grown.children?.values() ?? []) {
      const children: T[] = [];
      list.push(make(child, children));
      branches.push(child);
      lists.push(children);
    }
  }
}

/** By the first tally. */
export const treeOf = (root: Branch): FrameTree =>
  harvest<FrameTree>(root, ({ name, first }, children) => ({ name, value: first, children }));
