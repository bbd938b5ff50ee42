import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExceptionsAnswer, exceptionsIn } from '#electron/clients/flink/exceptionsAnswer.ts';
import { logAround } from '#shared/analysis/failures/logAround.ts';
import { chooseFailures, readFailures } from '#shared/analysis/failures/readFailures.ts';
import { readTask } from '#shared/analysis/failures/task.ts';
import { rootCause } from '#shared/analysis/failures/thrown.ts';
import { mainGroup, verdict } from '#shared/analysis/failures/verdict.ts';
import type { JobFailure } from '#shared/model/insight/failures.ts';
import { millis } from '#shared/units/units.ts';

/** What real clusters answered. */
function recorded(file: string, job = 'a'): JobFailure[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest', file), 'utf8');
  return exceptionsIn(ExceptionsAnswer.parse(JSON.parse(text))).map((each) => ({
    job,
    ...each,
    concurrent: [...each.concurrent],
  }));
}

const thrown = (at: number, stacktrace: string, task: string | null = null, taskManager: string | null = null) => ({
  at: millis(at),
  exception: stacktrace.split(':')[0] ?? '',
  stacktrace,
  task,
  taskManager,
  endpoint: null,
});
const failure = (
  at: number,
  stacktrace: string,
  { task = null, taskManager = null, concurrent = [], job = 'a' }: Partial<JobFailure> = {},
): JobFailure => ({ job, ...thrown(at, stacktrace, task, taskManager), concurrent });

describe('the root of recorded failures', () => {
  it.each(['1.20/exceptions.json', '2.3/exceptions.json'])('is the innermost exception of %s', (file) => {
    const { bursts, groups } = readFailures(recorded(file));
    expect(bursts).toHaveLength(2);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      title: 'NumberFormatException: For input string: "12,5"',
      vertices: [{ vertex: 'Parse record -> Discard: Writer', parallelism: 2, count: 2 }],
      shared: [],
      follows: null,
    });
    expect(bursts[0]?.root.causes.map(({ exception }) => exception)).toEqual([
      'java.lang.IllegalStateException',
      'java.lang.NumberFormatException',
    ]);
  });

  it('is what a task threw, not that the job was given up', () => {
    const { bursts, groups } = readFailures(recorded('1.20/failed/exceptions.json'));
    expect(groups.map(({ title, bursts: own }) => [title, own.length])).toEqual([
      ['NumberFormatException: For input string: "12,5"', 3],
    ]);
    expect(bursts.map(({ givenUp }) => givenUp)).toEqual(['FixedDelayRestartBackoffTimeStrategy', null, null]);
    expect(bursts[0]).toMatchObject({
      at: 1_795_480_397_952,
      root: { task: { vertex: 'Parse record -> Discard: Writer', subtask: 0, attempt: 2 } },
      others: [],
    });
    expect(verdict({ bursts, groups }, millis(1_795_480_400_000))).toContain('Flink did not restart the job');
  });

  it('is below every exception that only carries another', () => {
    const { bursts } = readFailures(recorded('1.20/no-slots/failed-exceptions.json'));
    expect(bursts).toHaveLength(1);
    expect(rootCause(bursts[0]!.root).exception).toMatch(/NoResourceAvailableException$/);
  });

  it('is the oldest of ten where a task manager was lost, and the others are its consequences', () => {
    const failures = recorded('1.20/taskmanager-lost/exceptions.json');
    const { bursts, groups } = readFailures(failures);
    expect(bursts).toHaveLength(10);
    const main = mainGroup(groups);
    expect(main).toMatchObject({
      title: expect.stringContaining('Connection unexpectedly closed by remote task manager'),
      lost: ['127.0.0.1:44743-671c29'],
      first: failures.at(-1)?.at,
    });
    expect(groups[0]).toBe(main);
    expect(groups.slice(1).map(({ follows }) => follows)).toEqual([main?.signature, main?.signature]);
    expect(groups.slice(1).reduce((sum, { bursts: own }) => sum + own.length, 0)).toBe(9);
    const words = verdict({ bursts, groups }, millis(failures[0]!.at + 60_000));
    expect(words).toContain('All began with RemoteTransportException');
    expect(words).toContain('task manager 127.0.0.1:44743-671c29 was lost');
    expect(words).toContain('9 of them are consequences of it.');
  });
});

describe('bursts', () => {
  const NOT_FOUND = 'org.apache.flink.runtime.io.network.partition.PartitionNotFoundException: Partition abc not found.';

  it('begin with what failed first, whatever Flink put on top', () => {
    const { bursts } = readFailures([
      failure(2_000, NOT_FOUND, {
        task: 'Sink (1/2) - execution #0',
        concurrent: [thrown(1_500, 'com.acme.Broken: no', 'Map (2/2) - execution #0')],
      }),
    ]);
    expect(bursts).toHaveLength(1);
    expect(bursts[0]).toMatchObject({ at: 1_500, root: { task: { vertex: 'Map', subtask: 1 } } });
    expect(bursts[0]?.others.map(({ role }) => role.kind)).toEqual(['follows']);
  });

  it('are one where failures come at once, and two where another attempt lies between', () => {
    const at = (when: number, attempt: number) =>
      failure(when, 'com.acme.Broken: no', { task: `Map (1/2) - execution #${attempt}` });
    expect(readFailures([at(1_400, 0), at(1_000, 0)]).bursts).toHaveLength(1);
    expect(readFailures([at(1_400, 1), at(1_000, 0)]).bursts).toHaveLength(2);
    expect(readFailures([at(4_000, 0), at(1_000, 0)]).bursts).toHaveLength(2);
  });

  it('are one where the job as a whole fails of what a task failed of: that has no attempt', () => {
    const task = failure(1_000, 'com.acme.Broken: no', { task: 'Map (1/2) - execution #3' });
    const whole = failure(1_100, 'com.acme.Broken: no', { task: null });
    expect(readFailures([whole, task]).bursts).toHaveLength(1);
    expect(readFailures([{ ...task, at: millis(1_200) }, whole]).bursts).toHaveLength(1);
    expect(readFailures([{ ...whole, at: millis(1_200) }, whole]).bursts).toHaveLength(1);
  });

  it('of another job are others', () => {
    const { bursts } = readFailures([failure(1_100, 'a.B: x', { job: 'b' }), failure(1_000, 'a.B: x', { job: 'a' })]);
    expect(bursts.map(({ job }) => job)).toEqual(['b', 'a']);
  });

  it('follow from nothing when no task manager was lost before, or long ago, or something else failed since', () => {
    const LOST =
      "org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: Connection unexpectedly closed by remote task manager 'host/10.0.0.1:1234 [ tm-1 ] '.";
    const follows = (...failures: JobFailure[]) => readFailures(failures).bursts[0]?.follows !== null;
    expect(follows(failure(10_000, NOT_FOUND))).toBe(false);
    expect(follows(failure(10_000, NOT_FOUND), failure(5_000, LOST))).toBe(true);
    expect(follows(failure(10_000, NOT_FOUND), failure(8_000, 'a.B: x'), failure(5_000, LOST))).toBe(false);
    expect(follows(failure(1_000_000, NOT_FOUND), failure(5_000, LOST))).toBe(false);
  });
});

describe('what failures share', () => {
  const many = (count: number, of: (i: number) => Partial<JobFailure>) =>
    readFailures(Array.from({ length: count }, (_, i) => failure(i * 60_000, 'a.B: x', of(i)))).groups[0]?.shared;

  it('is a subtask, where chance is no explanation', () => {
    expect(many(4, () => ({ task: 'Map (4/8)' }))).toEqual([{ kind: 'subtask', vertex: 'Map', subtask: 3, parallelism: 8 }]);
    expect(many(2, () => ({ task: 'Map (4/8)' }))).toEqual([]);
    expect(many(3, () => ({ task: 'Map (1/2)' }))).toEqual([]);
    expect(many(6, () => ({ task: 'Map (1/1)' }))).toEqual([]);
    expect(many(6, (i) => ({ task: `Map (${(i % 3) + 1}/8)` }))).toEqual([]);
  });

  it('is a task manager, where others are known', () => {
    const other = failure(99_000_000, 'c.D: y', { taskManager: 'tm-2' });
    const on = Array.from({ length: 6 }, (_, i) => failure(i * 60_000, 'a.B: x', { taskManager: 'tm-1' }));
    expect(readFailures(on).groups[0]?.shared).toEqual([]);
    expect(readFailures([other, ...on]).groups[1]?.shared).toEqual([{ kind: 'taskManager', id: 'tm-1' }]);
  });
});

it('a task is read with everything that its name may hold', () => {
  expect(readTask('Source: a (b) -> c (1/2) (3/4) - execution #12')).toEqual({
    vertex: 'Source: a (b) -> c (1/2)',
    subtask: 2,
    parallelism: 4,
    attempt: 12,
  });
  expect(readTask('Map (1/2)#3')).toMatchObject({ vertex: 'Map', attempt: 3 });
  expect(readTask('the job')).toBeNull();
});

it('failures are chosen by vertex, by task manager and by what any of them says', () => {
  const all = [
    failure(3, 'a.B: x', { task: 'Map (1/2)', taskManager: 'tm-1' }),
    failure(2, 'a.B: x', { task: 'Map two (1/2)', concurrent: [thrown(2, 'c.D: Deep', 'Map (2/2)', 'tm-2')] }),
    failure(1, 'a.B: x', { task: 'Sink (1/2)' }),
  ];
  const chosen = (vertex: string | null, taskManager: string | null, text = '') =>
    chooseFailures(all, { vertex, taskManager, text }).map(({ at }) => at);
  expect(chosen('Map', null)).toEqual([3, 2]);
  expect(chosen(null, 'tm-2')).toEqual([2]);
  expect(chosen(null, null, 'deep')).toEqual([2]);
  expect(chosen(null, null)).toEqual([3, 2, 1]);
});

it('a verdict holds no secret', () => {
  const words = verdict(readFailures([failure(0, 'a.Refused: password=hunter22')]), millis(10_000));
  expect(words).toContain('a.Refused'.slice(2));
  expect(words).not.toContain('hunter22');
});

describe('the log of a process around a failure', () => {
  const [bad] = readFailures([
    failure(Date.UTC(2026, 10, 30, 12, 0, 30, 500), 'a.Outer: o\nCaused by: a.Bad: no', { task: 'Map (1/2)' }),
  ]).bursts;
  const root = bad!.root;
  const line = (time: string, text: string) => `2026-11-30 ${time} WARN  Task - ${text}`;

  it('is found by what was thrown and when, in whatever zone the process writes', () => {
    const text = [
      line('17:20:30,500', 'a.Bad: no'),
      line('17:30:30,480', 'switched to FAILED'),
      'a.Outer: o',
      'Caused by: a.Bad: no',
      line('17:30:31,000', 'Something else'),
      line('17:40:10,000', 'a.Bad: no'),
    ].join('\n');
    const found = logAround(text, root);
    expect(found?.lines[found.marked]).toBe('Caused by: a.Bad: no');
    expect(found?.marked).toBe(3);
  });

  it('is nothing where only other failures are told of, or the same long before', () => {
    expect(logAround(line('12:00:30,500', 'a.Other: no'), root)).toBeNull();
    expect(logAround(line('11:53:00,000', 'a.Bad: no'), root)).toBeNull();
    expect(logAround('', root)).toBeNull();
  });

  it('is cut around the failure', () => {
    const filler = (n: number) => Array.from({ length: n }, (_, i) => line('12:00:30,000', `line ${i}`));
    const found = logAround([...filler(500), line('12:00:30,500', 'a.Bad: no'), ...filler(500)].join('\n'), root);
    expect(found?.lines.length).toBe(90);
    expect(found?.lines[found.marked]).toContain('a.Bad: no');
  });
});

it('a lost task manager is one trouble, in whatever words its loss is told', () => {
  const { groups } = readFailures([
    failure(900_000, 'org.apache.flink.util.FlinkException: The assigned slot 10.0.0.1:6122-d1317d_0 was removed.', {
      task: 'A (1/2)',
    }),
    failure(
      100_000,
      'java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id 10.0.0.2:6122-c5a148 timed out.',
    ),
  ]);
  expect(groups).toHaveLength(1);
  expect(groups[0]?.lost).toEqual(['10.0.0.1:6122-d1317d', '10.0.0.2:6122-c5a148']);
});
