import type { Deadlock, LockChain } from './locks.ts';
import { methodOf, placeOfStack } from './frames.ts';

const quoted = (name: string): string => `“${name.replaceAll(/\s+/g, ' ')}”`;
/** `com.acme.Cache@1a2b` → `com.acme.Cache` */
const classOf = (lock: string): string => lock.replace(/@[0-9a-f]+$/, '');
const threadsIn = (count: number): string => `${count} thread${count === 1 ? '' : 's'}`;

/** Says who waits for whom in a circle. */
export function deadlockWords({ threads, behind }: Deadlock): string {
  const parts = threads.map(({ thread, lock }, i) => {
    const next = threads[(i + 1) % threads.length];
    return `${quoted(thread.name)} waits for ${classOf(lock)}, which ${quoted(next?.thread.name ?? '')} holds`;
  });
  const more = behind === 0 ? '' : ` ${threadsIn(behind)} more ${behind === 1 ? 'waits' : 'wait'} behind them.`;
  return `Deadlock: ${parts.join('; ')}. None of them goes on until the process is restarted.${more}`;
}

/** Says what is held, by whom, where that thread is, and how many wait. */
export function chainWords({ root, rootName, locks, waiters }: LockChain): string {
  const direct = waiters.filter(({ depth }) => depth === 1).length;
  const some = direct === waiters.length ? '' : ` (${direct} directly)`;
  const held = locks.map(classOf).join(' and ');
  const place = root === null ? null : placeOfStack(root.frames);
  const where =
    root === null
      ? 'The dump does not hold that thread.'
      : place === null
        ? ''
        : `It is ${root.state === 'RUNNABLE' ? 'running' : 'waiting'} in ${methodOf(place)}.`;
  const waiting = `${threadsIn(waiters.length)} ${waiters.length === 1 ? 'waits' : 'wait'}`;
  return `${quoted(rootName)} holds ${held}, for which ${waiting}${some}. ${where}`.trim();
}
