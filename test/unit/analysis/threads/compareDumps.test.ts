import { describe, expect, it } from 'vitest';
import { compareDumps } from '#shared/analysis/threads/compareDumps.ts';
import { dumpText } from '#shared/analysis/threads/dumpText.ts';
import { parseThread } from '#shared/analysis/threads/parseThread.ts';
import { dumpOf, recorded, thread } from './dumps.ts';

const stuckAt = ['java.net.SocketInputStream.read(Native Method)', 'com.acme.Fn.map(Fn.java:3)'];
const mailbox = [
  'jdk.internal.misc.Unsafe.park(Native Method)',
  'org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take(T.java:1)',
];

describe('two dumps', () => {
  it('tell which threads stand where they stood, which are new, gone, or in another state', () => {
    const before = dumpOf([
      thread('Fn (1/2)#0', { id: 1, frames: stuckAt }),
      thread('Fn (2/2)#0', { id: 2, frames: stuckAt }),
      thread('Idle (1/1)#0', { id: 3, state: 'WAITING', frames: mailbox }),
      thread('old', { id: 4 }),
    ]);
    const after = dumpOf(
      [
        thread('Idle (1/1)#0', { id: 3, state: 'WAITING', frames: mailbox }),
        thread('Fn (1/2)#0', { id: 1, frames: stuckAt }),
        thread('Fn (2/2)#0', { id: 2, state: 'WAITING', frames: ['com.acme.Fn.map(Fn.java:9)'] }),
        thread('new', { id: 5 }),
      ],
      'tm-1',
      6_000,
    );
    const found = compareDumps(before, after);
    expect(found.stuck.map(({ after: each }) => each.thread.name)).toEqual(['Fn (1/2)#0']);
    expect(found.changed.map(({ after: each }) => each.thread.name)).toEqual(['Fn (2/2)#0']);
    expect(found.appeared.map(({ thread: each }) => each.name)).toEqual(['new']);
    expect(found.gone.map(({ thread: each }) => each.name)).toEqual(['old']);
    expect([found.same, found.moved, found.sameProcess]).toEqual([2, 1, true]);
  });

  it('of different processes match threads by their names, each once', () => {
    const names = (ids: readonly number[]) => ids.map((id) => thread('AsyncOperations-thread-1', { id, frames: stuckAt }));
    const found = compareDumps(dumpOf(names([1, 2]), 'tm-1'), dumpOf(names([7, 8, 9]), 'tm-2'));
    expect([found.sameProcess, found.same, found.appeared.length, found.gone.length]).toEqual([false, 2, 1, 0]);
  });

  it('of a real cluster that are the same say so, and name the sleeping operator alone among the tasks', () => {
    const { dump } = recorded('1.20/cluster/taskmanager-thread-dump');
    const found = compareDumps(dump, dump);
    expect([found.same, found.moved, found.appeared.length]).toEqual([dump.threads.length, 0, 0]);
    expect(new Set(found.stuck.filter(({ after }) => after.kind === 'task').map(({ after }) => after.task?.operator))).toEqual(
      new Set(['Slow lookup']),
    );
  });
});

it('a dump as text is what it was read from, thread by thread', () => {
  const { dump } = recorded('1.20/cluster/jobmanager-thread-dump');
  const text = dumpText(dump);
  for (const each of dump.threads) {
    const start = text.indexOf(`"${each.name}" Id=${each.id} `);
    const end = text.indexOf('\n"', start + 1);
    expect(parseThread(each.name, text.slice(start, end === -1 ? undefined : end))).toEqual(each);
  }
});
