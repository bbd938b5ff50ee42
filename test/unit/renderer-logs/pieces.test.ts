import { describe, expect, it } from 'vitest';
import { arrivedSince } from '#renderer/features/logs/arrivedSince.ts';
import { chooseGroups, firstChoice } from '#renderer/features/logs/chooseGroups.ts';
import { foldFrames } from '#renderer/ui/lines/foldFrames.ts';
import { contains, isAtLeast } from '#renderer/features/logs/levels.ts';
import { linesCsv, linesJson, rowsCsv } from '#renderer/features/logs/linesFile.ts';
import { createLineReader } from '#renderer/ui/lines/readLines.ts';
import { columnsOf, compareCells, momentIn, rowsOf } from '#renderer/features/logs/resultRows.ts';
import { around, boundsOf, momentInput, parseMoment } from '#renderer/features/logs/window.ts';
import type { LogGroup, LogRecord } from '#shared/model/logs.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const NOON = millis(Date.UTC(2026, 10, 24, 12));
const record = (minute: number, message: string): LogRecord => ({ at: millis(NOON + minute * MINUTE), stream: 's', message });
const json = (fields: Readonly<Record<string, unknown>>) => JSON.stringify({ message: 'm', ...fields });

describe('lines that are read again and again', () => {
  it('stay the same objects, and twins are two', () => {
    const read = createLineReader();
    const before = read([record(1, 'a'), record(1, 'a'), record(2, 'b')]);
    const after = read([record(1, 'a'), record(2, 'b'), record(3, 'c')]);
    expect(new Set(before.map(({ key }) => key)).size).toBe(3);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toBe(before[2]);
    expect(before.map(({ key }) => key)).not.toContain(after[2]?.key);
  });

  it('that came while the tail stood still are counted, also those that were let go', () => {
    const read = createLineReader();
    const lines = (from: number, to: number) =>
      read(Array.from({ length: to - from }, (_, i) => record(from + i, `line ${from + i}`)));
    const before = { lines: lines(0, 5), dropped: 0 };
    expect(arrivedSince(before, { lines: lines(0, 5), dropped: 0 })).toBe(0);
    expect(arrivedSince(before, { lines: lines(3, 8), dropped: 3 })).toBe(3);
    expect(arrivedSince(before, { lines: lines(100, 105), dropped: 100 })).toBe(100);
    // The engine began anew.
    expect(arrivedSince({ ...before, dropped: 50 }, { lines: lines(0, 2), dropped: 0 })).toBe(2);
  });

  it('are narrowed to a level; what says none is judged by what it carries', () => {
    const [debug, warn, fatal, plain, thrown] = createLineReader()([
      record(1, json({ messageType: 'DEBUG' })),
      record(2, json({ messageType: 'WARN' })),
      record(3, json({ messageType: 'FATAL' })),
      record(4, 'print() of Python'),
      record(5, 'Traceback (most recent call last):\n  File "a.py", line 1, in b\nKeyError: 1'),
    ]);
    const all = [debug, warn, fatal, plain, thrown].filter((line) => line !== undefined);
    const shown = (choice: Parameters<typeof isAtLeast>[1]) => all.filter((line) => isAtLeast(line, choice)).length;
    expect([shown('all'), shown('info'), shown('warn'), shown('error')]).toEqual([5, 4, 3, 2]);
    expect(all.filter((line) => contains(line, 'KEYERROR'))).toEqual([thrown]);
  });
});

describe('frames', () => {
  it('of the runtime are folded, where there are some; the user’s and the first are not', () => {
    const flink = (n: number) => Array.from({ length: n }, (_, i) => `org.apache.flink.A.b(A.java:${i})`);
    const own = 'com.acme.Enrich.map(Enrich.java:7)';
    const shape = (frames: readonly string[]) =>
      foldFrames(frames).map((fold) => `${fold.folded ? 'folded' : 'shown'} ${fold.frames.length}`);
    expect(shape([own, ...flink(5), own, ...flink(2), '… 7 more'])).toEqual([
      'shown 1',
      'folded 5',
      'shown 1',
      'shown 2',
      'shown 1',
    ]);
    expect(shape(flink(9))).toEqual(['shown 1', 'folded 8']);
    expect(shape([])).toEqual([]);
  });
});

describe('groups', () => {
  const group = (title: string, fields: Partial<LogGroup>): LogGroup => ({
    signature: title,
    level: 'INFO',
    logger: 'com.acme.Sink',
    title,
    causes: [],
    first: NOON,
    last: NOON,
    count: 1,
    trend: [],
    isNew: false,
    sample: record(0, title),
    ...fields,
  });
  const causes = [{ exception: 'java.io.IOException', message: '', frames: [] }];
  const all = [
    group('thrown', { causes, last: millis(NOON + 2), isNew: true }),
    group('warned', { level: 'WARN', last: millis(NOON + 3), count: 9 }),
    group('failed', { level: 'ERROR', last: millis(NOON + 1) }),
    group('said', { last: millis(NOON + 4) }),
  ];
  const chosen = (choice: Partial<typeof firstChoice>) =>
    chooseGroups(all, { ...firstChoice, ...choice }).map(({ title }) => title);

  it('are those of trouble, the new ones first', () => {
    expect(chosen({})).toEqual(['thrown', 'warned', 'failed']);
    expect(chosen({ kind: 'exceptions' })).toEqual(['thrown']);
    expect(chosen({ onlyNew: true })).toEqual(['thrown']);
    expect(chosen({ find: ' ioexception ' })).toEqual(['thrown']);
  });

  it('are sorted by any column, either way', () => {
    expect(chosen({ sort: 'count' })).toEqual(['warned', 'thrown', 'failed']);
    expect(chosen({ sort: 'last', descending: false })).toEqual(['failed', 'thrown', 'warned']);
    expect(chosen({ sort: 'level' })).toEqual(['failed', 'warned', 'thrown']);
    expect(chosen({ sort: 'what', descending: false })).toEqual(['failed', 'thrown', 'warned']);
  });
});

describe('a time that is asked about', () => {
  it('is up to this moment, or from one to another', () => {
    expect(boundsOf({ kind: 'last', length: HOUR }, NOON)).toEqual({ from: NOON - HOUR, to: NOON + 1 });
    expect(boundsOf(around(NOON), millis(0))).toMatchObject({ from: NOON - 2 * MINUTE, to: NOON + 2 * MINUTE });
  });

  it('is typed in the zone that is shown, or in UTC with a Z', () => {
    const inOslo = () => HOUR;
    expect(parseMoment('2026-11-24 13:00', inOslo)).toBe(NOON);
    expect(parseMoment('2026-11-24T13:00:30', inOslo)).toBe(NOON + 30_000);
    expect(parseMoment('2026-11-24 12:00Z', inOslo)).toBe(NOON);
    expect(parseMoment(momentInput(NOON, inOslo), inOslo)).toBe(NOON);
    for (const text of ['', 'noon', '2026-11-24', '2026-13-24 12:00', '2026-11-24 25:00'])
      expect(parseMoment(text, inOslo)).toBeNull();
  });
});

describe('results of a query', () => {
  it('have no pointers, and a cell for each column', () => {
    const run = { columns: ['logger', 'n', '@ptr'], rows: [['a', '2', 'x'], ['b']] };
    expect(columnsOf(run)).toEqual(['logger', 'n']);
    expect(rowsOf(run).map(({ cells }) => cells)).toEqual([
      { logger: 'a', n: '2', '@ptr': 'x' },
      { logger: 'b', n: '', '@ptr': '' },
    ]);
  });

  it('tell moments in UTC, and those of the service’s own columns alone', () => {
    expect(momentIn('@timestamp', '2026-03-03 14:05:09.120')).toBe(Date.UTC(2026, 2, 3, 14, 5, 9, 120));
    expect(momentIn('@ingestionTime', '2026-03-03 14:05:09.120')).not.toBeNull();
    expect(momentIn('bin(5m)', '2026-03-03 14:05:00.000')).toBeNull();
    expect(momentIn('@timestamp', 'yesterday')).toBeNull();
  });

  it('are sorted as numbers where they are, as texts else, what is missing last', () => {
    expect(['10', '', 'b', '9', 'a', '-1'].sort(compareCells)).toEqual(['-1', '9', '10', 'a', 'b', '']);
  });
});

describe('files', () => {
  const message = json({
    message: '=cmd with password=hunter2',
    messageType: 'WARN',
    logger: 'com.acme.Sink',
    throwableInformation: ['a.B: c', '\tat d'],
  });

  it('hold the lines with secrets masked, unless they are shown; no line is a formula', () => {
    expect(linesCsv([record(0, message)], 'masked')).toBe(
      'time,level,logger,message,stack trace,stream\r\n' +
        '2026-11-24T12:00:00.000Z,WARN,com.acme.Sink,\'=cmd with password=••••••••,"a.B: c\n\tat d",s\r\n',
    );
    expect(linesCsv([record(0, message)], 'shown')).toContain('hunter2');
    expect(linesJson([record(0, message)], 'masked')).not.toContain('hunter2');
    expect(JSON.parse(linesJson([record(0, message)], 'shown'))).toEqual([
      { time: '2026-11-24T12:00:00.000Z', stream: 's', message },
    ]);
    expect(rowsCsv(['a'], [['token=abcdef12']], 'masked')).toBe('a\r\ntoken=••••••••\r\n');
  });
});
