import { uniform } from '../random.ts';
import type { ThreadState } from './leaves.ts';
import type { StackShare, TaskTimes } from './stacksOf.ts';

/** A node as d3-flame-graph takes it: samples in which the frame was on the stack. */
export interface FlameNode {
  readonly name: string;
  readonly value: number;
  readonly children: readonly FlameNode[];
}

/** Flink takes so many samples of each subtask (`rest.flamegraph.num-samples`). */
const SAMPLES = 100;

/** Samples by stack, of one subtask: evenly spaced draws, so that each stack gets its part. */
export function sample(stacks: readonly StackShare[], times: TaskTimes, key: number, count = SAMPLES): readonly number[] {
  const weights = stacks.map(({ of, share }) => Math.max(0, times[of] * share));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const offset = uniform(key, count);
  let passed = 0;
  let taken = 0;
  return weights.map((weight, i) => {
    passed += weight;
    const until = i === weights.length - 1 || total === 0 ? count : Math.min(count, Math.ceil((passed / total) * count - offset));
    const own = Math.max(0, until - taken);
    taken += own;
    return total === 0 ? (i === 0 ? count : 0) : own;
  });
}

/** To Flink a thread that runs or is new is on the CPU, and so is one in a native call. */
export const onCpu = (state: ThreadState): boolean => state === 'RUNNABLE';

/** Grows a tree of stacks and how often each was seen. */
export function growTree(seen: readonly (readonly [StackShare, number])[]): FlameNode {
  const root = newBranch('root');
  for (const [{ frames }, samples] of seen) {
    if (samples === 0) continue;
    root.value += samples;
    let branch = root;
    for (const frame of frames) {
      let next = branch.children.get(frame);
      if (next === undefined) {
        next = newBranch(frame);
        branch.children.set(frame, next);
      }
      next.value += samples;
      branch = next;
    }
  }
  return nodeOf(root);
}

interface Branch {
  readonly name: string;
  value: number;
  readonly children: Map<string, Branch>;
}

const newBranch = (name: string): Branch => ({ name, value: 0, children: new Map() });
const nodeOf = ({ name, value, children }: Branch): FlameNode => ({ name, value, children: [...children.values()].map(nodeOf) });
