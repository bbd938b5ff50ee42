import { describe, expect, it } from 'vitest';
import { ALL, countBy, filterThreads } from '#renderer/features/threads/filterThreads.ts';
import { mailWords, whoWords } from '#renderer/features/threads/groupWords.ts';
import { processesOf } from '#renderer/features/threads/processes.ts';
import { groupStacks } from '#shared/analysis/threads/groupStacks.ts';
import { readDump } from '#shared/analysis/threads/readDump.ts';
import { ratio } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';
import { recorded } from '../analysis/threads/dumps.ts';
import { cluster, taskManager } from '../../e2e/threadsScript.ts';

const threads = readDump(recorded('1.20/cluster/taskmanager-thread-dump').dump);

describe('the filter of threads', () => {
  it('takes all without a wish, and each wish narrows', () => {
    expect(filterThreads(threads, ALL)).toHaveLength(threads.length);
    expect(filterThreads(threads, { ...ALL, state: 'RUNNABLE' }).every(({ thread }) => thread.state === 'RUNNABLE')).toBe(true);
    expect(filterThreads(threads, { ...ALL, operator: 'Slow lookup' }).length).toBeGreaterThan(2);
    expect(filterThreads(threads, { ...ALL, operator: 'Slow lookup', tasksOnly: true })).toHaveLength(2);
    expect(filterThreads(threads, { ...ALL, text: ' BLOCKINGlookup ' })).toHaveLength(2);
  });

  it('counts what it offers', () => {
    const counts = countBy(threads, ({ kind }) => kind);
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(threads.length);
    for (const [kind, count] of counts) expect(filterThreads(threads, { ...ALL, kind })).toHaveLength(count);
  });
});

describe('the words of a group', () => {
  const groups = groupStacks(threads, null);
  const mail = groups.find(({ threads: [first] }) => first?.doing.kind === 'mailbox');

  it('name operators with their subtasks, and pools by their families', () => {
    expect(groups[0] === undefined ? '' : whoWords(groups[0].threads)).toBe('Slow lookup (2 subtasks)');
    const pool = threads.filter(({ thread }) => thread.name.startsWith('AsyncOperations'));
    expect(whoWords(pool)).toBe(`AsyncOperations-thread-* ×${pool.length}`);
  });

  it('tell idle from backpressured subtasks by Flink’s own figures, which the stack does not', () => {
    if (mail === undefined) throw new Error('no thread waits for mail');
    expect(mailWords(mail, null)).toBeNull();
    const plain = jobOf('sink');
    const mean = { busy: ratio(0), backpressured: ratio(0.1), idle: ratio(0.9) };
    const job = {
      ...plain,
      vertices: plain.vertices.map((vertex) => ({ ...vertex, name: 'Discard: Writer', subtasks: [], mean })),
    };
    expect(mailWords(mail, job)).toContain('2 subtasks mostly idle');
  });
});

describe('the processes', () => {
  it('begin with the one that runs the busiest subtask of the bottleneck, and end with the job manager', () => {
    const job = jobOf('source[held=0.9] -> slow[busy=1 held=0]');
    const on = (id: string) => taskManager(id, { subtasks: [{ vertex: 'slow', name: 'slow', index: 0, status: 'RUNNING' }] });
    const elsewhere = taskManager('a:1-000000', { subtasks: [] });
    const processes = processesOf({ ...cluster, taskManagers: [elsewhere, on('b:1-000000')] }, job);
    expect(processes.map(({ label }) => label)).toEqual(['Task manager b:1', 'Task manager a:1', 'Job manager']);
    expect(processes[0]?.description).toContain('of the bottleneck slow');
  });
});
