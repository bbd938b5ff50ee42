import type { Frame } from '#renderer/charts/flame/fitFrames.ts';
import type { Paint } from '#renderer/charts/flame/paint.ts';
import { mixedTree, totalTree } from '#shared/analysis/flame/combine.ts';
import { differenceTree } from '#shared/analysis/flame/difference.ts';
import type { DiffTree } from '#shared/analysis/flame/difference.ts';
import { z } from '#shared/model/schema.ts';
import type { FlameTrees, FrameTree } from '#shared/model/insight/flame.ts';

/** Which samples are shown: all, those of threads that ran, those of threads that waited, or all coloured by how many waited. */
export const Mode = z.enum(['full', 'on', 'off', 'mixed']);
export type Mode = z.infer<typeof Mode>;

export interface Side {
  readonly title: string;
  readonly trees: FlameTrees;
}

/** What is looked at: one flame graph, or two against one another. */
export type Explored =
  ({ readonly kind: 'one' } & Side) | { readonly kind: 'difference'; readonly before: Side; readonly after: Side };

export interface View {
  readonly tree: Frame;
  readonly paint: Paint;
  /** Of a difference. */
  readonly change: DiffTree | null;
}

export function viewOf(explored: Explored, mode: Mode): View {
  if (explored.kind === 'difference') {
    const change = differenceTree(samplesOf(explored.before.trees, mode), samplesOf(explored.after.trees, mode));
    return { tree: change, paint: 'change', change };
  }
  return mode === 'mixed'
    ? { tree: mixedTree(explored.trees), paint: 'off', change: null }
    : { tree: samplesOf(explored.trees, mode), paint: 'family', change: null };
}

/** The samples of a mode, as one tree. */
export function samplesOf(trees: FlameTrees, mode: Mode): FrameTree {
  if (mode === 'on') return trees.on;
  return mode === 'off' ? trees.off : totalTree(trees);
}

export const countOf = ({ on, off }: FlameTrees): number => on.value + off.value;

/** Why there is nothing to draw, when there is not. */
export function emptyWords({ on, off }: FlameTrees, mode: Mode): string {
  if (on.value + off.value === 0) return 'There are no samples.';
  if (mode === 'on') return 'No sample was on the CPU: every thread waited each time it was looked at. “Off CPU” shows what for.';
  return mode === 'off' ? 'No sample was off the CPU: the threads ran each time they were looked at.' : 'There are no samples.';
}
