import type { JavaThread } from '../../model/insight/threads.ts';

/** A thread that waits for a lock which another one holds. */
interface Wait {
  readonly waiter: JavaThread;
  readonly lock: string;
  /** Null: the dump does not hold it. */
  readonly holder: JavaThread | null;
  readonly holderName: string;
}

/** Who holds what others wait for. */
export interface LockChain {
  /** What waits for nobody itself, and so can go on. Null: it is not in the dump. */
  readonly root: JavaThread | null;
  readonly rootName: string;
  /** The locks of the root that are waited for. */
  readonly locks: readonly string[];
  /** Those that wait for the root itself, then those that wait for these, and so on; `depth` is 1 for the first. */
  readonly waiters: readonly { readonly thread: JavaThread; readonly lock: string; readonly depth: number }[];
}

/** Threads that wait for each other in a circle: none of them ever goes on. */
export interface Deadlock {
  /** Each waits for a lock that the next one holds; the last one for the first. */
  readonly threads: readonly { readonly thread: JavaThread; readonly lock: string }[];
  /** How many others wait for one of them, directly or not. */
  readonly behind: number;
}

export interface Locks {
  readonly deadlocks: readonly Deadlock[];
  /** The most waited for first. */
  readonly chains: readonly LockChain[];
}

/** Finds deadlocks and chains of waiting threads. Only who holds a lock as the JVM tells it counts. */
export function findLocks(threads: readonly JavaThread[]): Locks {
  const waits = waitsOf(threads);
  const circles = circlesOf(waits);
  const circular = new Set(circles.flat());
  const byHolder = new Map<JavaThread | string, Wait[]>();
  for (const wait of waits.values()) {
    const holder = wait.holder ?? wait.holderName;
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), wait]);
  }
  const behind = (holder: JavaThread | string): LockChain['waiters'] => {
    const found: { thread: JavaThread; lock: string; depth: number }[] = [];
    let next = [holder];
    for (let depth = 1; next.length > 0; depth++) {
      const waiting = next.flatMap((each) => byHolder.get(each) ?? []).filter(({ waiter }) => !circular.has(waiter));
      found.push(...waiting.map(({ waiter, lock }) => ({ thread: waiter, lock, depth })));
      next = waiting.map(({ waiter }) => waiter);
    }
    return found;
  };
  const chains = [...byHolder].flatMap(([holder, direct]): LockChain[] => {
    const root = typeof holder === 'string' ? null : holder;
    if (root !== null && waits.has(root)) return [];
    const rootName = root?.name ?? direct[0]?.holderName ?? '';
    return [{ root, rootName, locks: [...new Set(direct.map(({ lock }) => lock))], waiters: behind(holder) }];
  });
  return {
    deadlocks: circles.map((circle) => ({
      threads: circle.map((thread) => ({ thread, lock: waits.get(thread)?.lock ?? '' })),
      behind: circle.reduce((sum, thread) => sum + behind(thread).length, 0),
    })),
    chains: chains.sort((a, b) => b.waiters.length - a.waiters.length),
  };
}

/** Each thread waits for one lock at most. */
function waitsOf(threads: readonly JavaThread[]): Map<JavaThread, Wait> {
  const byId = new Map(threads.filter(({ id }) => id >= 0).map((thread) => [thread.id, thread]));
  const holding = new Map(threads.flatMap((thread) => thread.holds.map(({ lock }) => [lock, thread] as const)));
  const waits = new Map<JavaThread, Wait>();
  for (const waiter of threads) {
    const { heldBy, waitsFor, state } = waiter;
    // Who is in Object.wait() has given the monitor away: only a blocked thread waits for its holder.
    const holder = heldBy === null ? (state === 'BLOCKED' ? holding.get(waitsFor ?? '') : undefined) : byId.get(heldBy.id);
    const holderName = holder?.name ?? heldBy?.name;
    if (holderName === undefined || holder === waiter) continue;
    waits.set(waiter, { waiter, lock: waitsFor ?? 'a lock', holder: holder ?? null, holderName });
  }
  return waits;
}

function circlesOf(waits: ReadonlyMap<JavaThread, Wait>): JavaThread[][] {
  const circles: JavaThread[][] = [];
  const seen = new Set<JavaThread>();
  for (const start of waits.keys()) {
    const path: JavaThread[] = [];
    let at: JavaThread | null = start;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = waits.get(at)?.holder ?? null;
    }
    const begin = at === null ? -1 : path.indexOf(at);
    if (begin >= 0) circles.push(path.slice(begin));
  }
  return circles;
}
