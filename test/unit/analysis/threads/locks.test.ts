import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainWords, deadlockWords } from '#shared/analysis/threads/lockWords.ts';
import { findLocks } from '#shared/analysis/threads/locks.ts';
import type { JavaThread } from '#shared/model/insight/threads.ts';
import { thread } from './dumps.ts';

const waits = (
  name: string,
  holder: JavaThread | { readonly id: number; readonly name: string },
  lock: string,
  id: number,
): JavaThread => thread(name, { id, state: 'BLOCKED', waitsFor: lock, heldBy: { id: holder.id, name: holder.name } });

describe('who waits for whom', () => {
  const owner = thread('Enrich (1/4)#0', { id: 1, frames: ['com.acme.Cache.load(Cache.java:41)'] });

  it('is nobody where nobody holds what others wait for', () => {
    const parked = thread('pool', { state: 'WAITING', waitsFor: 'java.util.Condition@1' });
    expect(findLocks([owner, parked])).toEqual({ deadlocks: [], chains: [] });
  });

  it('is a chain with its root, said with the place where the root is', () => {
    const [a, b] = [waits('Enrich (2/4)#0', owner, 'com.acme.Cache@1', 2), waits('Enrich (3/4)#0', owner, 'com.acme.Cache@1', 3)];
    const behind = waits('timer', a, 'java.lang.Object@9', 4);
    const { deadlocks, chains } = findLocks([a, owner, behind, b]);
    expect(deadlocks).toEqual([]);
    expect(chains).toHaveLength(1);
    expect(chains[0]?.root).toBe(owner);
    expect(chains[0]?.waiters.map((each) => [each.thread.name, each.depth])).toEqual([
      ['Enrich (2/4)#0', 1],
      ['Enrich (3/4)#0', 1],
      ['timer', 2],
    ]);
    expect(chains.map(chainWords)).toEqual([
      '“Enrich (1/4)#0” holds com.acme.Cache, for which 3 threads wait (2 directly). It is running in com.acme.Cache.load.',
    ]);
  });

  it('is found by the locks that a thread holds where the JVM names no owner', () => {
    const holder = thread('holder', { id: 7, holds: [{ lock: 'X@1', frame: 0 }] });
    const blocked = thread('blocked', { id: 8, state: 'BLOCKED', waitsFor: 'X@1' });
    // One in Object.wait() has given the monitor away.
    const waiting = thread('waiting', { id: 9, state: 'WAITING', waitsFor: 'X@1' });
    expect(findLocks([holder, blocked, waiting]).chains.map(({ root, waiters }) => [root?.name, waiters.length])).toEqual([
      ['holder', 1],
    ]);
  });

  it('is told with the holder’s name when the dump does not hold it', () => {
    const { chains } = findLocks([waits('a', { id: 99, name: 'gone' }, 'X@1', 1)]);
    expect(chains.map(chainWords)).toEqual(['“gone” holds X, for which 1 thread waits. The dump does not hold that thread.']);
  });

  it('is a deadlock where it is a circle, with those that wait behind it', () => {
    const [a, b] = [thread('A', { id: 1 }), thread('B', { id: 2 })];
    const first = waits('A', b, 'L1@1', 1);
    const second = waits('B', a, 'L2@2', 2);
    const behind = waits('C', a, 'L2@2', 3);
    const { deadlocks, chains } = findLocks([behind, first, second]);
    expect(chains).toEqual([]);
    expect(deadlocks.map(deadlockWords)).toEqual([
      'Deadlock: “A” waits for L1, which “B” holds; “B” waits for L2, which “A” holds. None of them goes on until the process is restarted. 1 thread more waits behind them.',
    ]);
  });

  it('counts every waiting thread once: in a deadlock, behind one, or in one chain', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }), (holders) => {
        const threads = holders.map((holder, id) =>
          holder === id || holder >= holders.length
            ? thread(`t${id}`, { id })
            : waits(`t${id}`, { id: holder, name: `t${holder}` }, `L${holder}@1`, id),
        );
        const { deadlocks, chains } = findLocks(threads);
        const counted =
          deadlocks.reduce((sum, each) => sum + each.threads.length + each.behind, 0) +
          chains.reduce((sum, each) => sum + each.waiters.length, 0);
        expect(counted).toBe(threads.filter(({ heldBy }) => heldBy !== null).length);
      }),
    );
  });
});
