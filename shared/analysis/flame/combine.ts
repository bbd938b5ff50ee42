import type { FlameTrees, FrameTree } from '../../model/insight/flame.ts';
import { branch, harvest, lay, treeOf } from './grow.ts';

/** Both in one: samples of the same stack are summed. */
export function mergeTrees(a: FrameTree, b: FrameTree): FrameTree {
  const root = branch(a.name);
  lay(a, root, 'first');
  lay(b, root, 'first');
  return treeOf(root);
}

/** On and off CPU merged with on and off CPU. */
export const mergeBoth = (a: FlameTrees, b: FlameTrees): FlameTrees => ({
  on: mergeTrees(a.on, b.on),
  off: mergeTrees(a.off, b.off),
});

/** All samples, on the CPU or off it: what Flink calls “full”. */
export const totalTree = ({ on, off }: FlameTrees): FrameTree => mergeTrees(on, off);

/** All samples, each frame with how many of its own were off the CPU. */
export interface MixedTree {
  readonly name: string;
  readonly value: number;
  readonly off: number;
  readonly children: readonly MixedTree[];
}

export function mixedTree({ on, off }: FlameTrees): MixedTree {
  const root = branch(on.name);
  lay(on, root, 'first');
  lay(off, root, 'second');
  return harvest<MixedTree>(root, ({ name, first, second }, children) => ({
    name,
    value: first + second,
    off: second,
    children,
  }));
}
