import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRecord } from '#shared/model/logs.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { START, owner, setup } from '#test/support/histories.ts';

const [BEGIN, END] = [millis(0), millis(START + 1e9)];
const line = (message: string, at = START, stream = 'stream'): LogRecord => ({ at: millis(at), stream, message });

/** A history with these messages, a second apart. */
function holding(...messages: readonly string[]) {
  const { history } = setup();
  history.lines.put(
    owner,
    messages.map((message, i) => line(message, START + i * 1000)),
  );
  return {
    history,
    find: (words: string, limit = 100) =>
      history.lines.search(owner, words, BEGIN, END, limit).lines.map(({ message }) => message),
  };
}

const THROTTLED =
  'org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ProvisionedThroughputExceededException: Rate exceeded for shard shardId-000000000003 in stream my_orders_stream';
const CHECKPOINT =
  "Triggering checkpoint 41 (type=CheckpointType{name='Checkpoint'}) @ 1790812800000 for job a1b2c3d4e5f60718293a4b5c6d7e8f90.";
const TRACE =
  'java.lang.NullPointerException\n\tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.triggerCheckpoint(CheckpointCoordinator.java:612)';

describe('the search of kept lines', () => {
  it.each([
    ['a word', 'shard', [THROTTLED]],
    ['a word, whatever its case', 'SHARD rate', [THROTTLED]],
    ['words in any order', 'exceeded rate', [THROTTLED]],
    ['every word, not one of them', 'rate checkpoint', []],
    ['a phrase', '"Rate exceeded for shard"', [THROTTLED]],
    ['a phrase in its order alone', '"exceeded rate"', []],
    ['a phrase and a word', '"rate exceeded" kinesis', [THROTTLED]],
    ['a whole class name', 'ProvisionedThroughputExceededException', [THROTTLED]],
    ['a class name in lower case', 'provisionedthroughputexceededexception', [THROTTLED]],
    ['a part of a class name', 'Throughput', [THROTTLED]],
    ['some parts of a class name', 'throughputexceeded', [THROTTLED]],
    ['its beginning', 'Provisioned', [THROTTLED]],
    ['its end', 'ExceededException', [THROTTLED]],
    ['half of a part', 'Provis', [THROTTLED]],
    ['a package', 'org.apache.flink.runtime.checkpoint', [TRACE]],
    ['the middle of a package', 'flink.runtime', [TRACE]],
    ['a package and half of a class', 'runtime.checkpoint.CheckpointCoord', [TRACE]],
    ['the end of a class and what follows', 'Exception: Rate', [THROTTLED]],
    ['a name with underscores', 'my_orders_stream', [THROTTLED]],
    ['a part of one', 'orders', [THROTTLED]],
    ['the beginning of one', 'my_ord', [THROTTLED]],
    ['a number', '41', [CHECKPOINT]],
    ['an id', 'a1b2c3d4e5f60718293a4b5c6d7e8f90', [CHECKPOINT]],
    ['the beginning of an id', 'a1b2c3d4', [CHECKPOINT]],
    ['a file and its line', 'CheckpointCoordinator.java:612', [TRACE]],
    ['a method', 'triggerCheckpoint', [TRACE]],
    ['signs alone: all', '*** "', [THROTTLED, CHECKPOINT, TRACE]],
    ['nothing: all', '', [THROTTLED, CHECKPOINT, TRACE]],
    ['a word that is nowhere', 'savepoint', []],
  ])('finds %s', (_what, words, found) => {
    expect(holding(THROTTLED, CHECKPOINT, TRACE).find(words)).toEqual(found);
  });

  it('searches what a line of the managed service says, not what is around it', () => {
    const envelope = (level: string, message: string, extra = {}) =>
      JSON.stringify({
        locationInformation: 'org.apache.flink.runtime.taskmanager.Task.transitionState(Task.java:1100)',
        logger: 'org.apache.flink.runtime.taskmanager.Task',
        message,
        threadName: 'flink-taskmanager-thread-1',
        applicationARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/orders',
        applicationVersionId: '7',
        messageSchemaVersion: '1',
        messageType: level,
        ...extra,
      });
    const fine = envelope('INFO', 'Sink switched from DEPLOYING to "RUNNING".');
    const failed = envelope('ERROR', 'Sink failed', {
      throwableInformation: ['java.io.IOException: Connection reset', '\tat com.example.Sink.write(Sink.java:9)'],
    });
    const foreign = '{"messageSchemaVersion":1,"applicationARN":"of another form"}';
    const { find } = holding(fine, failed, foreign);
    expect(find('error')).toEqual([failed]);
    expect(find('"messageType":"ERROR"')).toEqual([failed]);
    expect(find('"message":"Sink switched')).toEqual([fine]);
    expect(find('"Connection reset" Sink.write')).toEqual([failed]);
    expect(find('taskmanager.Task sink')).toEqual([fine, failed]);
    expect(find('transitionState taskmanager-thread')).toEqual([fine, failed]);
    expect(find('orders')).toEqual([]);
    expect(find('applicationARN')).toEqual([foreign]);
  });

  it('prefers whole words to their beginnings', () => {
    const { find } = holding('task failed', 'tasks failed');
    expect(find('task')).toEqual(['task failed']);
    expect(find('tas')).toEqual(['task failed', 'tasks failed']);
  });

  it('finds words of any script, and whatever their case', () => {
    const { find } = holding('Größe überschritten', '检查点 失败', 'İstanbul');
    expect(find('GRÖSSE')).toEqual([]);
    expect(find('größe ÜBERSCHRITTEN')).toEqual(['Größe überschritten']);
    expect(find('失败')).toEqual(['检查点 失败']);
    expect(find('İSTANBUL')).toEqual(['İstanbul']);
  });

  it.each([
    '"',
    '""',
    'a AND',
    'OR',
    'NOT x',
    'NEAR(a b)',
    'word:a',
    '-a',
    '^a',
    'a*',
    '(',
    ')',
    "'",
    ';',
    '{word} : a',
    'a" OR "b',
    '\\',
    '\0',
    'owner : a1',
  ])('takes %j for what it says, not as a query', (typed) => {
    const { history, find } = holding('nothing of that');
    history.lines.put({ ...owner, application: 'other' }, [line('another application')]);
    expect(find(typed).every((message) => message === 'nothing of that')).toBe(true);
  });

  it('never fails, and finds each line by any run of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { minLength: 1, maxLength: 8 }),
        fc.string({ unit: 'binary' }),
        (messages, typed) => {
          const { history, find } = holding(...messages);
          expect(find(typed).length).toBeLessThanOrEqual(messages.length);
          for (const message of find('')) expect(find(`"${message.replaceAll('"', ' ')}"`)).toContain(message);
          history.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('answers the newest, oldest first, and says that there are more', () => {
    const { history } = setup();
    history.lines.put(
      owner,
      Array.from({ length: 20 }, (_, i) => line(`word ${i}`, START + i)),
    );
    expect(history.lines.search(owner, 'word', BEGIN, END, 3)).toMatchObject({
      lines: [{ message: 'word 17' }, { message: 'word 18' }, { message: 'word 19' }],
      truncated: true,
    });
    expect(history.lines.search(owner, '', BEGIN, END, 20).truncated).toBe(false);
    expect(history.lines.search(owner, 'word', BEGIN, END, 19).truncated).toBe(true);
    history.close();
  });

  it('keeps to the application, the connection and the time', () => {
    const { history } = setup();
    history.lines.put(owner, [line('word one', START), line('word two', START + MINUTE), line('word three', START + 2 * MINUTE)]);
    history.lines.put({ ...owner, application: 'other' }, [line('word other', START)]);
    history.lines.put({ ...owner, connection: 'other' }, [line('word elsewhere', START)]);
    for (const words of ['word', 'wor', '']) {
      const { lines } = history.lines.search(owner, words, millis(START), millis(START + 2 * MINUTE), 10);
      expect(lines.map(({ message }) => message)).toEqual(['word one', 'word two']);
    }
    expect(history.lines.count(owner, millis(START + 1), millis(START + 3 * MINUTE))).toBe(2);
    expect(history.lines.newest(owner)).toBe(START + 2 * MINUTE);
    expect(history.lines.newest({ ...owner, application: 'none' })).toBeNull();
    history.close();
  });

  it('keeps a line once, however often it comes, and another stream’s beside it', () => {
    const { history } = setup();
    const lines = [
      line('same'),
      line('same'),
      line('same', START + 1),
      line('same', START, 'other'),
      line('half \ud800 a character'),
    ];
    history.lines.put(owner, lines);
    history.lines.put(owner, lines);
    history.flush();
    history.lines.put(owner, [...lines].reverse());
    expect(history.lines.search(owner, '', BEGIN, END, 10).lines).toHaveLength(4);
    expect(history.status().lines).toBe(4);
    history.close();
  });

  it('keeps thousands of lines of one millisecond, and those of the next', () => {
    const { history } = setup();
    const burst = Array.from({ length: 3000 }, (_, i) => line(`burst ${i}`));
    history.lines.put(owner, [...burst, line('after', START + 1)]);
    history.lines.put({ ...owner, application: 'other' }, [line('late', START + 1)]);
    expect(history.lines.search(owner, 'burst', millis(START), millis(START + 1), 5000).lines).toHaveLength(3000);
    expect(history.lines.search(owner, 'after', millis(START + 1), millis(START + 2), 5).lines).toHaveLength(1);
    expect(history.lines.search(owner, 'burst', millis(START + 1), millis(START + 2), 5).lines).toHaveLength(0);
    expect(history.lines.search(owner, '', BEGIN, END, 5000).lines.at(-1)?.message).toBe('after');
    history.close();
  });

  it('gives back long texts as they were', () => {
    const long = `${TRACE}\n`.repeat(400);
    const { history, find } = holding(long, 'short \0 with a NUL');
    expect(find('NullPointerException')).toEqual([long]);
    expect(find('short')).toEqual(['short \0 with a NUL']);
    history.close();
  });

  it('forgets the words of what was removed', () => {
    const { history, tidy } = setup();
    history.lines.put(owner, [line('old word'), line('new word', START + 20 * 86_400_000)]);
    tidy(START + 20 * 86_400_000, { days: 14 });
    expect(history.lines.search(owner, 'old', BEGIN, millis(START + 1e10), 10).lines).toEqual([]);
    expect(history.lines.search(owner, 'word', BEGIN, millis(START + 1e10), 10).lines).toHaveLength(1);
    history.close();
  });
});
