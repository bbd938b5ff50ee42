import type { ThreadKind } from '#shared/analysis/threads/describeThread.ts';
import { recordKinds } from '#shared/analysis/threads/describeThread.ts';
import type { ReadThread } from '#shared/analysis/threads/readDump.ts';
import type { ThreadState } from '#shared/model/insight/threads.ts';

/** Which threads are listed. Null: any. */
export interface ThreadFilter {
  /** In names and frames; upper and lower case are the same. */
  readonly text: string;
  readonly state: ThreadState | null;
  readonly kind: ThreadKind | null;
  readonly operator: string | null;
  /** Only those that handle records. */
  readonly tasksOnly: boolean;
}

export const ALL: ThreadFilter = { text: '', state: null, kind: null, operator: null, tasksOnly: false };

export function filterThreads(threads: readonly ReadThread[], filter: ThreadFilter): readonly ReadThread[] {
  const { state, kind, operator, tasksOnly } = filter;
  const text = filter.text.trim().toLowerCase();
  return threads.filter(
    (each) =>
      (state === null || each.thread.state === state) &&
      (kind === null || each.kind === kind) &&
      (operator === null || each.task?.operator === operator) &&
      (!tasksOnly || recordKinds.has(each.kind)) &&
      (text === '' ||
        each.thread.name.toLowerCase().includes(text) ||
        each.thread.frames.some((frame) => frame.toLowerCase().includes(text)) ||
        (each.thread.waitsFor?.toLowerCase().includes(text) ?? false)),
  );
}

/** How many of each, the most first. */
export function countBy<K extends string>(
  threads: readonly ReadThread[],
  of: (thread: ReadThread) => K | null,
): readonly (readonly [K, number])[] {
  const counts = new Map<K, number>();
  for (const each of threads) {
    const key = of(each);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
