import type { FrameTree } from '../../model/insight/flame.ts';
import { flatten } from './flat.ts';
import { methodOf } from './names.ts';

export interface HotMethod {
  /** `class.method`, or a frame with its line where lines are kept apart. */
  readonly name: string;
  /** Samples that ended in it. */
  readonly self: number;
  /** Samples with it on the stack; recursion counts once. */
  readonly total: number;
}

/** The `n` methods in which most samples ended; among equals those first that were on the stack most. */
export function hotMethods(tree: FrameTree, n: number, lines: 'merged' | 'apart' = 'merged'): readonly HotMethod[] {
  const { names, nameOf, value, self, end } = flatten(tree);
  const keys = lines === 'apart' ? names : names.map(methodOf);
  const tallies = new Map<string, { name: string; self: number; total: number; covered: number }>();
  const tallyOf = keys.map((name) => {
    const tally = tallies.get(name) ?? { name, self: 0, total: 0, covered: 0 };
    tallies.set(name, tally);
    return tally;
  });
  for (let i = 1; i < nameOf.length; i += 1) {
    const tally = tallyOf[nameOf[i] ?? 0];
    if (tally === undefined) continue;
    tally.self += self[i] ?? 0;
    if (i < tally.covered) continue;
    tally.total += value[i] ?? 0;
    tally.covered = end[i] ?? 0;
  }
  return [...tallies.values()]
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.self - a.self || b.total - a.total)
    .slice(0, n)
    .map(({ name, self: own, total }) => ({ name, self: own, total }));
}
