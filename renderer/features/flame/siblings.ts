import type { FlameTrees, FrameTree } from '#shared/model/insight/flame.ts';

/**
 * The other subtasks of a vertex: samples of all of them without this one's share. Both were taken at different times, each subtask as
 * often as any other, so what is taken away is scaled to one subtask's part of all; where that is more than there is, nothing is left.
 */
export function siblingsOf(all: FlameTrees, own: FlameTrees, parallelism: number): FlameTrees {
  const ownSamples = own.on.value + own.off.value;
  const part = ownSamples === 0 ? 0 : (all.on.value + all.off.value) / parallelism / ownSamples;
  return { on: without(all.on, own.on, part), off: without(all.off, own.off, part) };
}

function without(all: FrameTree, own: FrameTree, part: number): FrameTree {
  const ofOwn = new Map(own.children.map((child) => [child.name, child]));
  const children = all.children.flatMap((child): FrameTree[] => {
    const taken = ofOwn.get(child.name);
    const left = taken === undefined ? child : without(child, taken, part);
    return left.value > 0 ? [left] : [];
  });
  const below = children.reduce((sum, { value }) => sum + value, 0);
  return { name: all.name, value: Math.max(below, Math.round(all.value - own.value * part)), children };
}
