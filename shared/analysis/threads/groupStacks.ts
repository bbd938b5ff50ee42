import { withoutNumbers } from './frames.ts';
import type { ReadThread } from './readDump.ts';
import { restful } from './doing.ts';
import { recordKinds } from './describeThread.ts';

/** Threads that are at the same place. */
export interface StackGroup {
  readonly key: string;
  readonly threads: readonly ReadThread[];
  /** Of the first of them; with a depth the others may go on differently. */
  readonly frames: readonly string[];
  /** How many of `frames` all of them share; all of them without a depth. */
  readonly shared: number;
}

const keys = new WeakMap<readonly string[], string>();

/** Equal for equal stacks, whatever JVM they were taken in. */
export function stackKey(frames: readonly string[]): string {
  const known = keys.get(frames);
  if (known !== undefined) return known;
  const key = frames.map(withoutNumbers).join('\n');
  keys.set(frames, key);
  return key;
}

/**
 * Groups by identical stacks and states, or by the innermost `depth` frames. First those whose threads handle records and are not at
 * rest, then the larger ones.
 */
export function groupStacks(threads: readonly ReadThread[], depth: number | null): readonly StackGroup[] {
  const groups = new Map<string, ReadThread[]>();
  for (const each of threads) {
    const { frames, state } = each.thread;
    const stack = depth === null ? stackKey(frames) : frames.slice(0, depth).map(withoutNumbers).join('\n');
    const key = `${state ?? '?'}\n${stack}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups]
    .map(([key, members]) => {
      const frames = members[0]?.thread.frames ?? [];
      return { key, threads: members, frames, shared: depth === null ? frames.length : Math.min(depth, frames.length) };
    })
    .sort((a, b) => rank(a) - rank(b) || b.threads.length - a.threads.length);
}

function rank({ threads }: StackGroup): number {
  const records = threads.some(({ kind }) => recordKinds.has(kind));
  const active = threads.some(({ doing }) => !restful.has(doing.kind));
  return (records ? 0 : 2) + (active ? 0 : 1);
}
