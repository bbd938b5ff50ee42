import type { FrameTree } from '../../model/insight/flame.ts';
import { branch, harvest, lay } from './grow.ts';
import { methodOf } from './names.ts';

/** Two trees over one another. */
export interface DiffTree {
  readonly name: string;
  /** How wide it is drawn: the larger of both, in samples of `after`, and at least as wide as its children are together. */
  readonly value: number;
  /** Samples, as they were counted. */
  readonly before: number;
  readonly after: number;
  /** Share of all samples after, less the share before: 0.1 is ten points of a hundred more. */
  readonly delta: number;
  readonly children: readonly DiffTree[];
}

/** Shares are compared, not samples: one may have been sampled for longer than the other (Gregg, “Differential Flame Graphs”, 2014). */
export function differenceTree(before: FrameTree, after: FrameTree): DiffTree {
  const root = branch(after.name);
  lay(before, root, 'first');
  lay(after, root, 'second');
  const [wasAll, isAll] = [root.first, root.second];
  // Without a sample after, widths are those of before.
  const scale = isAll === 0 ? 1 : wasAll === 0 ? 0 : isAll / wasAll;
  const order: MutableDiff[] = [];
  const tree = harvest<MutableDiff>(root, ({ name, first, second }, children) => {
    const value = Math.max(first * scale, second);
    const made = { name, value, before: first, after: second, delta: share(second, isAll) - share(first, wasAll), children };
    order.push(made);
    return made;
  });
  // Children were made after their parents, so that from the last on each has its width before its parent asks.
  for (const frame of order.reverse()) {
    const below = frame.children.reduce((sum, child) => sum + child.value, 0);
    if (below > frame.value) frame.value = below;
  }
  return tree;
}

interface MutableDiff {
  readonly name: string;
  value: number;
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  readonly children: MutableDiff[];
}

const share = (samples: number, all: number): number => (all === 0 ? 0 : samples / all);

/** How much of all samples ended in a method, before and after. Lines of a method count together. */
export interface MethodChange {
  readonly method: string;
  /** Shares of all samples, 0 to 1. */
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}

/** The `n` methods whose own share changed most, the largest change first; what did not change is left out. */
export function topChanges(diff: DiffTree, n: number): readonly MethodChange[] {
  const own = new Map<string, { before: number; after: number }>();
  const waiting: DiffTree[] = [diff];
  for (;;) {
    const frame = waiting.pop();
    if (frame === undefined) break;
    const method = methodOf(frame.name);
    const known = own.get(method) ?? { before: 0, after: 0 };
    own.set(method, known);
    known.before += frame.before;
    known.after += frame.after;
    for (const child of frame.children) {
      known.before -= child.before;
      known.after -= child.after;
      waiting.push(child);
    }
  }
  return [...own]
    .map(([method, samples]) => {
      const [before, after] = [share(samples.before, diff.before), share(samples.after, diff.after)];
      return { method, before, after, delta: after - before };
    })
    .filter(({ delta }) => delta !== 0)
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))
    .slice(0, n);
}
