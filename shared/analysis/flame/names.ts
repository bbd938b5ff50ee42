import type { FrameTree } from '../../model/insight/flame.ts';
import { branch, lay, treeOf } from './grow.ts';

/** Flink names a frame `class.method:line`, with −2 as the line of a native method and −1 as that of generated code. */
export const methodOf = (frame: string): string => frame.replace(/:-?\d+$/, '');

/** The tree of methods: frames that differ in the line only are one. */
export function withoutLines(tree: FrameTree): FrameTree {
  const root = branch(tree.name);
  const known = new Map<string, string>();
  lay(tree, root, 'first', (name) => {
    let method = known.get(name);
    if (method === undefined) {
      method = methodOf(name);
      known.set(name, method);
    }
    return method;
  });
  return treeOf(root);
}
