import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isUserFrame, placeOf } from '#shared/analysis/logs/frames.ts';
import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import { maskText } from '#shared/analysis/logs/maskText.ts';
import { readLine, shortName } from '#shared/analysis/logs/readLine.ts';
import { readStackTrace } from '#shared/analysis/logs/stackTrace.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const at = (minute: number) => millis(1_800_000_000_000 + minute * MINUTE);
const record = (minute: number, message: string, stream = 's'): LogRecord => ({ at: at(minute), stream, message });
const json = (fields: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ logger: 'com.acme.Sink', messageType: 'ERROR', message: 'Write failed', ...fields });
const range = { from: at(0), to: at(60), goodUntil: null };

describe('a record of the log', () => {
  it('of the service is taken apart', () => {
    const raw = JSON.stringify({
      locationInformation: 'a.B.c(B.java:95)',
      logger: 'org.apache.flink.runtime.checkpoint.CheckpointCoordinator',
      message: 'Failed to trigger checkpoint',
      messageType: 'ERROR',
      throwableInformation: ['java.io.IOException: reset', '\tat a.B.c(B.java:95)'],
    });
    expect(readLine(raw)).toEqual({
      level: 'ERROR',
      logger: 'org.apache.flink.runtime.checkpoint.CheckpointCoordinator',
      text: 'Failed to trigger checkpoint',
      trace: ['java.io.IOException: reset', '\tat a.B.c(B.java:95)'],
      others: [['locationInformation', 'a.B.c(B.java:95)']],
      shape: 'json',
    });
  });

  it('of anything else is shown as it is', () => {
    for (const raw of ['plain text', '{"broken', '[1, 2]', '{"no":"message"}', 'null'])
      expect(readLine(raw)).toMatchObject({ level: null, text: raw, trace: [], shape: 'plain' });
    expect(readLine('{"message":"m","throwableInformation":{"0":"x","1":"y"}}').trace).toEqual(['x', 'y']);
    expect(readLine('{"message":"m","throwableInformation":"x\\n\\tat y\\n"}').trace).toEqual(['x', '\tat y']);
  });

  it('that is cut off says what is left of it', () => {
    const whole = json({
      message: 'A "quoted" text',
      throwableInformation: ['java.io.IOException: reset', '\tat a.B.c(B.java:95)'],
    });
    expect(readLine(whole.slice(0, -10))).toEqual({
      level: 'ERROR',
      logger: 'com.acme.Sink',
      text: 'A "quoted" text',
      trace: ['java.io.IOException: reset', '\tat a.B.c(B.j'],
      others: [],
      shape: 'broken',
    });
  });

  it('of log4j and of Python names its level and logger', () => {
    expect(readLine('2026-11-24 12:00:00,123 ERROR com.acme.Sink - Write failed')).toMatchObject({
      level: 'ERROR',
      logger: 'com.acme.Sink',
      text: 'Write failed',
    });
    expect(readLine('2026-11-24T12:00:00.123Z [main] WARN com.acme.Sink - Slow')).toMatchObject({ level: 'WARN', text: 'Slow' });
    expect(readLine('WARNING:root:late')).toMatchObject({ level: 'WARNING', logger: 'root', text: 'late' });
  });

  it('carries its stack trace in the message as well as beside it', () => {
    const text = 'Job failed\njava.io.IOException: reset\n\tat a.B.c(B.java:95)\nCaused by: java.net.SocketException: x';
    expect(readLine(json({ message: text }))).toMatchObject({ text: 'Job failed', trace: text.split('\n').slice(1) });
  });

  it('names its logger shortly', () => {
    expect(shortName('org.apache.flink.runtime.checkpoint.CheckpointCoordinator')).toBe('CheckpointCoordinator');
    expect(shortName('com.acme.Job$Sink')).toBe('Sink');
    expect(shortName('root')).toBe('root');
  });
});

describe('a stack trace', () => {
  it('is a chain, outermost first, with what is common in a word', () => {
    const lines = [
      'java.lang.RuntimeException: outer',
      'goes on: here',
      '\tat com.acme.Sink.write(Sink.java:12)',
      '\tSuppressed: java.io.IOException: aside',
      '\t\tat com.acme.Sink.close(Sink.java:99)',
      '\tCaused by: java.lang.Error: of the one aside',
      'Caused by: java.net.SocketException: reset',
      '\tat java.base/java.net.Socket.read(Socket.java:1)',
      '\t... 23 more',
    ];
    expect(readStackTrace(lines).map(({ exception }) => exception)).toEqual([
      'java.lang.RuntimeException',
      'java.net.SocketException',
    ]);
    const [outer] = readStackTrace(lines);
    expect(outer).toEqual({
      exception: 'java.lang.RuntimeException',
      message: 'outer\ngoes on: here',
      frames: ['com.acme.Sink.write(Sink.java:12)'],
    });
    expect(readStackTrace(lines).at(-1)?.frames).toEqual(['java.base/java.net.Socket.read(Socket.java:1)', '… 23 more']);
  });

  it('of Python is turned round, the last thrown first, as Java’s are', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "/opt/job/enrich.py", line 12, in enrich',
      '    return float(x)',
      "ValueError: could not convert string to float: 'n/a'",
      '',
      'The above exception was the direct cause of the following exception:',
      '',
      'Traceback (most recent call last):',
      '  File "/opt/job/main.py", line 80, in main',
      '    enrich(row)',
      'RuntimeError: row 17',
    ];
    expect(readStackTrace(lines)).toEqual([
      { exception: 'RuntimeError', message: 'row 17', frames: ['File "/opt/job/main.py", line 80, in main'] },
      {
        exception: 'ValueError',
        message: "could not convert string to float: 'n/a'",
        frames: ['File "/opt/job/enrich.py", line 12, in enrich'],
      },
    ]);
  });

  it('finds what Python threw inside what Java says of it', () => {
    const lines = [
      'java.lang.RuntimeException: Error received from SDK harness for instruction 2: Traceback (most recent call last):',
      '  File "/opt/job/enrich.py", line 12, in enrich',
      'KeyError: price',
      '\tat org.apache.beam.runners.fnexecution.control.FnApiControlClient.x(FnApiControlClient.java:5)',
    ];
    expect(readStackTrace(lines).at(-1)).toMatchObject({ exception: 'KeyError', message: 'price' });
  });

  it('gives an exception that Flink had to send as text its name back', () => {
    const lines = ['org.apache.flink.util.SerializedThrowable: com.acme.PriceMissing: for 17', '\tat com.acme.A.b(A.java:1)'];
    expect(readStackTrace(lines)).toEqual([
      { exception: 'com.acme.PriceMissing', message: 'for 17', frames: ['com.acme.A.b(A.java:1)'] },
    ]);
  });

  it('keeps the user’s own frames when there are too many', () => {
    const runtime = Array.from({ length: 200 }, (_, i) => `\tat org.apache.flink.Deep.call(Deep.java:${i})`);
    const lines = ['java.lang.StackOverflowError', ...runtime, '\tat com.acme.Enrich.map(Enrich.java:7)'];
    const [{ frames } = { frames: [] }] = readStackTrace(lines);
    expect(frames).toHaveLength(61);
    expect(frames.at(-2)).toBe('com.acme.Enrich.map(Enrich.java:7)');
    expect(frames.at(-1)).toBe('… 141 more');
  });

  it('of none is empty', () => {
    for (const lines of [[], ['nothing was thrown'], ['', '\tat '], ['[CIRCULAR REFERENCE: java.io.IOException]']])
      expect(readStackTrace(lines)).toEqual([]);
  });
});

describe('frames', () => {
  it('are the user’s own, or of the runtime and its libraries', () => {
    expect(
      ['com.acme.A.b(A.java:1)', 'app//com.acme.A.b(A.java:1)', 'File "/opt/job/a.py", line 1, in b'].every(isUserFrame),
    ).toBe(true);
    const others = [
      'java.base/java.lang.Thread.run(Thread.java:840)',
      'org.apache.flink.streaming.runtime.tasks.StreamTask$$Lambda$0/0x0.runDefaultAction(Unknown Source)',
      'software.amazon.awssdk.core.A.b(A.java:1)',
      'File "/usr/lib/python3.11/site-packages/apache_beam/x.py", line 1, in b',
      '… 23 more',
    ];
    expect(others.filter(isUserFrame)).toEqual([]);
  });

  it('have a place that outlives a build', () => {
    expect(placeOf('com.acme.Enrich.lambda$process$0(Enrich.java:41)')).toBe('com.acme.Enrich.process');
    expect(placeOf('com.acme.Enrich$$Lambda$812/0x00000008011f4c40.apply(Unknown Source)')).toBe('com.acme.Enrich.apply');
    expect(placeOf('File "/opt/v17/enrich.py", line 12, in enrich')).toBe('enrich.py:enrich');
  });
});

describe('a masked text', () => {
  it.each([
    ['Deploying sink (3/8)#2 to 10.0.3.7:6122-a1b2c3', 'Deploying sink (1/8)#0 to 10.44.3.70:6122-123456'],
    ['assigned slot 10.30.169.183:6122-252a5d_0 was', 'assigned slot 10.1.1.2:6122-888888_11 was'],
    [
      'job a1b2c3d4e5f60718293a4b5c6d7e8f90 at 2026-11-24T12:00:00Z',
      'job 00000000000000000000000000000000 at 2025-01-01T00:59:59Z',
    ],
    ['read s3://bucket/a/b?x=1 in 12.5 s', 'read s3://other/c in 3 s'],
    ['role arn:aws:iam::123456789012:role/x denied', 'role arn:aws-cn:iam::210987654321:role/y/z denied'],
    ['request 0b1c2d3e-1111-2222-3333-444455556666 took −3', 'request ffffffff-1111-2222-3333-444455556666 took −9'],
    ["For input string: 'n/a'", "For input string: 'twelve'"],
    ['open /opt/flink/lib/a.jar failed', 'open /var/tmp/9/b.jar failed'],
    ['object com.acme.A@1f2e3d4c', 'object com.acme.A@99887766'],
    ['savepoint-b9cb27 is gone', 'savepoint-123456 is gone'],
    ['RequestId: 7X1B3D5F7G9HJKLM', 'RequestId: ABCD1234EFGH5678'],
    ['-5 of 7 left', '12 of 900 left'],
  ])('is the same: %s', (one, other) => expect(maskText(one)).toBe(maskText(other)));

  it('keeps what tells two lines apart', () => {
    const different = [
      'Write failed',
      'Read failed',
      "can't write",
      'AmazonS3Exception: Access Denied',
      'AmazonSQSException: Access Denied',
    ];
    expect(new Set(different.map(maskText)).size).toBe(different.length);
    expect(maskText('AmazonS3Exception')).toBe('AmazonS<n>Exception');
  });
});

describe('groups of lines', () => {
  const trace = (key: number, line: number) => [
    `java.lang.RuntimeException: Record ${key}`,
    `\tat com.acme.Enrich.map(Enrich.java:${line})`,
    `Caused by: java.lang.IllegalStateException: no price for ${key}`,
    '\t... 7 more',
  ];

  it('count, date and draw what says the same, most recent first, named by the root', () => {
    const groups = groupLines(
      [
        record(1, json({ message: 'Started', messageType: 'INFO' })),
        record(5, json({ throwableInformation: trace(1, 40) })),
        record(8, json({ throwableInformation: trace(22, 44), message: 'Task switched to FAILED', messageType: 'INFO' })),
      ],
      range,
    );
    expect(groups.map(({ title, count, level }) => [title, count, level])).toEqual([
      ['IllegalStateException: no price for 22', 2, 'ERROR'],
      ['Started', 1, 'INFO'],
    ]);
    expect(groups[0]).toMatchObject({ first: at(5), last: at(8), sample: { at: at(8) } });
    expect(groups[0]?.causes.map(({ exception }) => exception)).toEqual([
      'java.lang.RuntimeException',
      'java.lang.IllegalStateException',
    ]);
    const trend = groups[0]?.trend ?? [];
    expect(trend).toHaveLength(60);
    expect(trend.filter(([, n]) => n !== 0)).toEqual([
      [at(5), 1],
      [at(8), 1],
    ]);
  });

  it('tell a mistake in one place from the same in another, and not an outage', () => {
    const thrown = (exception: string, place: string) =>
      json({ throwableInformation: [`${exception}: x`, `\tat com.acme.${place}(A.java:3)`] });
    const groups = (exception: string) =>
      groupLines([record(1, thrown(exception, 'A.map')), record(2, thrown(exception, 'B.map'))], range).length;
    expect(groups('java.lang.NullPointerException')).toBe(2);
    expect(groups('com.acme.PriceMissing')).toBe(2);
    expect(groups('java.net.UnknownHostException')).toBe(1);
    expect(groups('java.lang.OutOfMemoryError')).toBe(1);
  });

  it('do not mind what only wraps', () => {
    const wrapped = [
      'org.apache.flink.runtime.JobException: Recovery is suppressed',
      ...trace(3, 40).map((line, i) => (i === 0 ? `Caused by: ${line}` : line)),
    ];
    const groups = groupLines(
      [record(1, json({ throwableInformation: trace(3, 40) })), record(2, json({ throwableInformation: wrapped }))],
      range,
    );
    expect(groups).toHaveLength(1);
  });

  it('put a stack trace together that came line by line, per stream', () => {
    const lines = ['2026-11-24 12:00:00,123 ERROR com.acme.Sink - Write failed', ...trace(4, 40)];
    const mixed = lines.flatMap((line) => [record(1, line, 'a'), record(1, line.replaceAll('4', '5'), 'b')]);
    expect(groupLines(mixed, range)).toMatchObject([
      { count: 2, title: 'IllegalStateException: no price for 5', level: 'ERROR' },
    ]);
    const python = ['Traceback (most recent call last):', '  File "/a/b.py", line 1, in c', '    x()', 'KeyError: 7', 'after it'];
    expect(
      groupLines(
        python.map((line) => record(1, line)),
        range,
      )
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['KeyError: 7', 'after it']);
  });

  it('are new when nothing from before the trouble says the same', () => {
    const known = json({ throwableInformation: trace(1, 40) });
    const records = [record(-30, known), record(20, known), record(21, json({ message: 'Unheard of' }))];
    const newOnes = (goodUntil: number | null) =>
      groupLines(records, { ...range, goodUntil: goodUntil === null ? null : at(goodUntil) })
        .filter(({ isNew }) => isNew)
        .map(({ title }) => title);
    expect(newOnes(10)).toEqual(['Unheard of']);
    expect(newOnes(null)).toEqual([]);
    // Nothing is known from before it: then nothing can be called new.
    expect(newOnes(-60)).toEqual([]);
    // Whoever said nothing while all was well says something new now.
    expect(groupLines([record(20, known)], { ...range, goodUntil: at(10) })).toMatchObject([{ isNew: true }]);
    expect(groupLines(records, range).find(({ causes }) => causes.length > 0)).toMatchObject({ count: 1, first: at(-30) });
  });

  it('draw a day in hours at most, whatever the range', () => {
    for (const hours of [0, 0.1, 1, 24, 24 * 14, 24 * 400]) {
      const to = millis(at(0) + hours * HOUR);
      const [group] = groupLines([record(0, 'x'), { ...record(0, 'x'), at: millis(to - 1) }], {
        from: at(0),
        to,
        goodUntil: null,
      });
      expect(group === undefined ? 0 : group.trend.length).toBeLessThanOrEqual(62);
    }
  });
});

describe('real stack traces of Flink', () => {
  it.each(['1.20', '2.3'])('of %s are one trouble, whatever record met it', (version) => {
    const file = join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest', version, 'exceptions.json');
    const { exceptionHistory } = JSON.parse(readFileSync(file, 'utf8')) as {
      exceptionHistory: { entries: { stacktrace: string }[] };
    };
    const records = exceptionHistory.entries.map(({ stacktrace }, i) => record(i, stacktrace));
    const groups = groupLines(records, range);
    expect(groups).toMatchObject([
      { count: records.length, title: 'NumberFormatException: For input string: "12,5"', level: 'ERROR' },
    ]);
    expect(groups[0]?.causes.map(({ exception, frames }) => [exception, frames.filter(isUserFrame).length])).toEqual([
      ['java.lang.IllegalStateException', 2],
      ['java.lang.NumberFormatException', 0],
    ]);
    expect(groups[0]?.signature).toContain('probe.FailingJob$Bomb.map');
  });
});
