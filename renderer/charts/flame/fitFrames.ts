import { prune } from '#shared/analysis/flame/prune.ts';
import type { FrameTree } from '#shared/model/insight/flame.ts';

/** Any tree of frames, with what is known of each besides its samples. */
export interface Frame extends FrameTree {
  readonly children: readonly Frame[];
  /** Samples of it that were off the CPU. */
  readonly off?: number;
  /** Share of all samples that it has more than before, of a difference. */
  readonly delta?: number;
  readonly before?: number;
  readonly after?: number;
}

/** A frame that is drawn; d3-flame-graph reads all but `frame`. */
export interface DrawnFrame {
  readonly name: string;
  readonly value: number;
  readonly children: readonly DrawnFrame[];
  /** Above the frame that was zoomed to, and as wide as that one. */
  readonly fade: boolean;
  /** What it stands for. */
  readonly frame: Frame;
}

export interface FittedFrames {
  readonly tree: DrawnFrame;
  /** Below the frame that was zoomed to, what is too narrow to be drawn. */
  readonly hidden: { readonly frames: number; readonly samples: number };
}

/** In pixels: what is narrower cannot be seen. */
const NARROWEST = 0.5;
/** Each is five elements of the page. */
const MOST = 1500;

/** The frames that are worth drawing when the last of `path` (from the root on) fills the width: those above it, and what is wide enough below. */
export function fitFrames(path: readonly [Frame, ...Frame[]], width: number): FittedFrames {
  const zoomed = path[path.length - 1] ?? path[0];
  const { tree, hidden } = prune(zoomed, { most: MOST, least: NARROWEST / Math.max(1, width) });
  let drawn = linked(tree, zoomed);
  for (const frame of path.slice(0, -1).reverse())
    drawn = { name: frame.name, value: frame.value, children: [drawn], fade: true, frame };
  return { tree: drawn, hidden };
}

/** A pruned tree's children are some of the whole one's, in the same order; siblings have different names. Never deeper than `MOST`. */
function linked(pruned: FrameTree, frame: Frame): DrawnFrame {
  let next = 0;
  const children = pruned.children.flatMap((child): DrawnFrame[] => {
    while (next < frame.children.length && frame.children[next]?.name !== child.name) next += 1;
    const whole = frame.children[next];
    return whole === undefined ? [] : [linked(child, whole)];
  });
  return { name: frame.name, value: frame.value, children, fade: false, frame };
}

/** The frames on the way along these names below the root; as far as they are there. */
export function framesAlong(root: Frame, names: readonly string[]): readonly [Frame, ...Frame[]] {
  const path: [Frame, ...Frame[]] = [root];
  let at: Frame | undefined = root;
  for (const name of names) {
    at = at.children.find((child) => child.name === name);
    if (at === undefined) break;
    path.push(at);
  }
  return path;
}
