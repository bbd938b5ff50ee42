import { describe, expect, it } from 'vitest';
import { describeThread } from '#shared/analysis/threads/describeThread.ts';
import { doingOf } from '#shared/analysis/threads/doing.ts';
import { foldStack } from '#shared/analysis/threads/frames.ts';
import { groupStacks } from '#shared/analysis/threads/groupStacks.ts';
import { readDump } from '#shared/analysis/threads/readDump.ts';
import { dumpOf, recorded, thread } from './dumps.ts';

describe('the name of a thread', () => {
  it.each([
    ['Source: events -> Enrich (1/2)#0', 'task', ['Source: events -> Enrich', 0, 2, 0]],
    ['Mean (5 s window) -> Sink: x (y) (12/64)#3', 'task', ['Mean (5 s window) -> Sink: x (y)', 11, 64, 3]],
    ['Legacy Source Thread - Source: k -> Map (2/4)#1', 'source', ['Source: k -> Map', 1, 4, 1]],
    ['Source Data Fetcher for Source: orders[1] (3/8)#0', 'fetcher', ['Source: orders[1]', 2, 8, 0]],
    ['OutputFlusher for Slow lookup (1/2)#0', 'flusher', ['Slow lookup', 0, 2, 0]],
    ['System Time Trigger for Slow lookup (1/2)#0', 'timer', ['Slow lookup', 0, 2, 0]],
    ['Old task (1/2)', 'task', ['Old task', 0, 2, null]],
    ['a name of\ntwo lines (1/1)#0', 'task', ['a name of\ntwo lines', 0, 1, 0]],
  ])('tells the operator and the subtask: %s', (name, kind, [operator, subtask, parallelism, attempt]) => {
    expect(describeThread(name)).toEqual({ kind, task: { operator, subtask, parallelism, attempt } });
  });

  it.each([
    ['Flink Netty Server (0) Thread 0', 'network'],
    ['flink-pekko.actor.default-dispatcher-5', 'rpc'],
    ['flink-akka.actor.default-dispatcher-5', 'rpc'],
    ['flink-metrics-8', 'metrics'],
    ['AsyncOperations-thread-1', 'checkpoint'],
    ['Flink-RocksDBStateDataTransferHelper-thread-2', 'checkpoint'],
    ['rocksdb:low0', 'state'],
    ['Checkpoint Timer', 'checkpoint'],
    ['SourceCoordinator-Source: Source: events', 'coordination'],
    ['G1 Young RemSet Sampling', 'gc'],
    ['Finalizer', 'jvm'],
    ['kafka-producer-network-thread | producer-1', 'other'],
    ['worker (7/3)', 'other'],
  ])('tells what it is for: %s is %s', (name, kind) => {
    expect(describeThread(name)).toEqual({ kind, task: null });
  });
});

describe('the stacks of a real task manager', () => {
  const threads = readDump(recorded('1.20/cluster/taskmanager-thread-dump').dump);
  const of = (operator: string) => threads.filter(({ kind, task }) => kind === 'task' && task?.operator === operator);

  it('say that the slow operator sleeps in its own code, and where', () => {
    const slow = of('Slow lookup');
    expect(slow.map(({ doing }) => doing.kind)).toEqual(['sleep', 'sleep']);
    expect(slow[0]?.doing.place).toContain('BackpressureJob$Slow.blockingLookup');
  });

  it('say that others wait for mail: the idle and the backpressured ones alike', () => {
    for (const name of ['Source: Source: events -> Enrich', 'Discard: Writer'])
      expect(new Set(of(name).map(({ doing }) => doing.kind))).toEqual(new Set(['mailbox']));
  });

  it('leave nothing unread, and nobody of Flink’s own threads looks busy but the one that takes the dump', () => {
    const busy = threads.filter(({ kind, doing }) => kind !== 'task' && !['idle', 'network', 'mailbox'].includes(doing.kind));
    expect(busy.map(({ doing }) => doing.place)).toEqual([expect.stringContaining('createThreadDump')]);
  });

  it('are grouped: each thread once, equal stacks together, tasks that do something first', () => {
    const groups = groupStacks(threads, null);
    expect(groups.reduce((sum, group) => sum + group.threads.length, 0)).toBe(threads.length);
    expect(groups[0]?.threads.map(({ thread: each }) => each.name)).toEqual(['Slow lookup (1/2)#0', 'Slow lookup (2/2)#0']);
    for (const { threads: members, frames } of groups)
      for (const member of members) expect(member.thread.frames.map(plain)).toEqual(frames.map(plain));
    const coarse = groupStacks(threads, 3);
    expect(coarse.length).toBeLessThan(groups.length);
    for (const { threads: members, frames, shared } of coarse)
      for (const member of members)
        expect(member.thread.frames.slice(0, shared).map(plain)).toEqual(frames.slice(0, shared).map(plain));
  });
});

const plain = (frame: string): string => frame.replace(/\$\$Lambda\$\d+\/0x[0-9a-f]+/, '');

describe('what a stack tells', () => {
  it.each([
    ['lock', { state: 'BLOCKED', frames: ['com.acme.Cache.get(Cache.java:4)'] }],
    [
      'buffer',
      {
        state: 'WAITING',
        frames: [
          'jdk.internal.misc.Unsafe.park(Native Method)',
          'org.apache.flink.runtime.io.network.buffer.LocalBufferPool.requestMemorySegmentBlocking(LocalBufferPool.java:1)',
          'com.acme.Fn.flatMap(Fn.java:3)',
        ],
      },
    ],
    [
      'answer',
      {
        state: 'WAITING',
        frames: [
          'jdk.internal.misc.Unsafe.park(Native Method)',
          'java.util.concurrent.CompletableFuture.get(CompletableFuture.java:1)',
          'com.acme.Fn.map(Fn.java:3)',
        ],
      },
    ],
    [
      'answer',
      {
        state: 'RUNNABLE',
        frames: [
          'sun.nio.ch.Net.poll(Native Method)',
          'sun.nio.ch.NioSocketImpl.read(NioSocketImpl.java:3)',
          'org.postgresql.A.b(A.java:1)',
        ],
      },
    ],
    [
      'kryo',
      {
        state: 'RUNNABLE',
        frames: [
          'java.lang.Class.forName0(Native Method)',
          'com.esotericsoftware.kryo.Kryo.read(Kryo.java:1)',
          'org.apache.flink.contrib.streaming.state.RocksDBValueState.value(R.java:1)',
        ],
      },
    ],
    ['state', { state: 'RUNNABLE', frames: ['org.rocksdb.RocksDB.get(Native Method)', 'com.acme.Fn.map(Fn.java:3)'] }],
    [
      'running',
      {
        state: 'RUNNABLE',
        frames: [
          'java.util.HashMap.get(HashMap.java:1)',
          'com.acme.Fn.map(Fn.java:3)',
          'com.esotericsoftware.kryo.Kryo.read(Kryo.java:1)',
        ],
      },
    ],
    [
      'logging',
      {
        state: 'RUNNABLE',
        frames: [
          'java.io.FileOutputStream.writeBytes(Native Method)',
          'org.apache.logging.log4j.core.A.b(A.java:1)',
          'com.acme.Fn.map(Fn.java:3)',
        ],
      },
    ],
    ['unread', { state: null, frames: ['?'] }],
  ] as const)('%s', (kind, { state, frames }) => {
    const each = thread('Fn (1/1)#0', { state, frames: [...frames] });
    expect(doingOf(each, 'task').kind).toBe(kind);
  });

  it('is folded where it is not the job’s own code, but for where it stands', () => {
    const own = 'com.acme.Fn.map(Fn.java:3)';
    const flink = Array.from({ length: 5 }, (_, i) => `org.apache.flink.A.b${i}(A.java:1)`);
    const folds = foldStack(['java.lang.Thread.sleep(Native Method)', own, ...flink]);
    expect(folds.map(({ folded, frames }) => [folded, frames.length])).toEqual([
      [false, 2],
      [true, 5],
    ]);
    expect(folds.flatMap(({ frames }) => frames)).toHaveLength(7);
  });

  it('is the same in another run of the job, where lambdas have other numbers', () => {
    const at = (number: number) => thread('x', { frames: [`a.B$$Lambda$${number}/0x00007fb${number}.run(Unknown Source)`] });
    expect(groupStacks(readDump(dumpOf([at(1), at(22)])), null)).toHaveLength(1);
  });
});
