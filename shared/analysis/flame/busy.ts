import type { FrameTree } from '../../model/insight/flame.ts';
import type { FlatTree } from './flat.ts';
import { flatten } from './flat.ts';
import { methodOf } from './names.ts';

const MAILBOX = 'org.apache.flink.streaming.runtime.tasks.mailbox';
const POOL = 'org.apache.flink.runtime.io.network.buffer.LocalBufferPool';
/** A task without a record to process, for want of input or of room for its output, waits for mail. */
const TAKES = `${MAILBOX}.TaskMailboxImpl.take`;
const UNAVAILABLE = `${MAILBOX}.MailboxProcessor.processMailsWhenDefaultActionUnavailable`;
/** In the middle of a record it waits for a free buffer. */
const BLOCKED: ReadonlySet<string> = new Set([`${POOL}.requestBufferBuilderBlocking`, `${POOL}.requestMemorySegmentBlocking`]);

/**
 * The part of a tree in which a task works, or waits for what its own code has called: without the stacks of a task that is idle or held
 * back. These end in the same `Unsafe.park` as a lock or a future; the frames above tell which it is.
 */
export function busyTree(tree: FrameTree): FrameTree {
  const flat = flatten(tree);
  const { names, nameOf, value, parent } = flat;
  const methods = names.map(methodOf);
  const left = Float64Array.from(value);
  const waits = (i: number): boolean => {
    const method = methods[nameOf[i] ?? 0] ?? '';
    if (BLOCKED.has(method)) return true;
    return method === TAKES && methods[nameOf[parent[i] ?? 0] ?? 0] === UNAVAILABLE;
  };
  for (let i = 1; i < value.length;) {
    if (!waits(i)) {
      i += 1;
      continue;
    }
    for (let at = i; at >= 0; at = parent[at] ?? -1) left[at] = (left[at] ?? 0) - (value[i] ?? 0);
    i = flat.end[i] ?? value.length;
  }
  return withSamples(flat, left);
}

interface MutableTree {
  readonly name: string;
  readonly value: number;
  readonly children: MutableTree[];
}

/** The frames that have samples left; where one has none, nothing below it counts. */
function withSamples({ names, nameOf, parent, end }: FlatTree, left: Float64Array): FrameTree {
  const made: (MutableTree | undefined)[] = [];
  const root: MutableTree = { name: names[0] ?? '', value: left[0] ?? 0, children: [] };
  made[0] = root;
  for (let i = 1; i < left.length;) {
    const value = left[i] ?? 0;
    if (value <= 0) {
      i = end[i] ?? left.length;
      continue;
    }
    const frame: MutableTree = { name: names[nameOf[i] ?? 0] ?? '', value, children: [] };
    made[parent[i] ?? 0]?.children.push(frame);
    made[i] = frame;
    i += 1;
  }
  return root;
}

/** The names of the widest way from the root, outermost first: to where more samples end than go on together. */
export function hottestPath(tree: FrameTree): readonly string[] {
  const path: string[] = [];
  let at = tree;
  for (;;) {
    const [widest] = [...at.children].sort((a, b) => b.value - a.value);
    const self = at.children.reduce((rest, child) => rest - child.value, at.value);
    if (widest === undefined || self > widest.value) return path;
    path.push(widest.name);
    at = widest;
  }
}
