import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '#renderer/features/metrics/address.ts';
import { columnTitle, seriesCsv } from '#renderer/features/metrics/csv.ts';
import { groupSeries } from '#renderer/features/metrics/groups.ts';
import { propertyIn, search, withProperty } from '#renderer/features/metrics/query.ts';
import { fileName } from '#renderer/ui/saveFile.ts';
import { endOf, pace, rangeOf } from '#renderer/features/metrics/spans.ts';
import { missingWords, oddWords, readingWords } from '#renderer/features/metrics/words.ts';
import { listingOf } from '#shared/catalogue/metrics.ts';
import type { SeriesName, SeriesWindow } from '#shared/model/metric.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const named = (
  metric: string,
  dimensions: Readonly<Record<string, string>> = {},
  namespace = 'AWS/KinesisAnalytics',
): SeriesName => ({
  namespace,
  metric,
  dimensions: { Application: 'orders', ...dimensions },
});

const groups = groupSeries(
  [
    named('numRecordsIn', { Task: 'Source:_orders_->_Parse' }),
    named('numRecordsIn', { Task: 'Sink' }),
    named('numRecordsIn', { Task: 'Sink', Parallelism: '10' }),
    named('numRecordsIn', { Task: 'Sink', Parallelism: '2' }),
    named('numRecordsIn', { Task: 'Join', Parallelism: '0' }),
    named('ordersRejected', { host: 'a' }),
    named('ordersRejected', { host: 'b' }),
    named('uptime'),
  ].map(listingOf),
);

describe('series as charts', () => {
  it('put what is read together into one: tasks side by side, threads of one task side by side', () => {
    expect(groups.map(({ level, metric, of, lines }) => [level, metric, of, lines.map(({ name }) => name)])).toEqual([
      ['APPLICATION', 'uptime', '', ['uptime']],
      ['APPLICATION', 'ordersRejected', '', ['a', 'b']],
      ['TASK', 'numRecordsIn', '', ['Sink', 'Source: orders → Parse']],
      ['PARALLELISM', 'numRecordsIn', 'Join', ['Subtask 0']],
      ['PARALLELISM', 'numRecordsIn', 'Sink', ['Subtask 2', 'Subtask 10']],
    ]);
    expect(groups.find(({ metric }) => metric === 'ordersRejected')?.custom).toBe(true);
  });

  it('of 64 threads are one chart, of 500 custom metrics 500, and none is lost', () => {
    const threads = Array.from({ length: 64 }, (_, i) => named('busyTimeMsPerSecond', { Task: 'Join', Parallelism: String(i) }));
    const custom = Array.from({ length: 500 }, (_, i) => named(`custom${i}`));
    const many = groupSeries([...threads, ...custom].map(listingOf));
    expect(many).toHaveLength(501);
    expect(many.reduce((sum, { lines }) => sum + lines.length, 0)).toBe(564);
  });
});

describe('search', () => {
  const found = (query: string) =>
    search(groups, query).flatMap(({ metric, level, lines }) => lines.map(({ name }) => `${level} ${metric} ${name}`));

  it('takes plain words, words of a property, quotes, and what must not be there', () => {
    expect(found('UPTIME')).toEqual(['APPLICATION uptime uptime']);
    expect(found('level:TASK task:Source')).toEqual(['TASK numRecordsIn Source: orders → Parse']);
    expect(found('task:"source: orders"')).toEqual(['TASK numRecordsIn Source: orders → Parse']);
    expect(found('task:Source:_orders')).toEqual(['TASK numRecordsIn Source: orders → Parse']);
    expect(found('numRecordsIn -level:PARALLELISM -sink')).toEqual(['TASK numRecordsIn Source: orders → Parse']);
    expect(found('is:custom host:a')).toEqual(['APPLICATION ordersRejected a']);
    expect(found('subtask:10')).toEqual(['PARALLELISM numRecordsIn Subtask 10']);
    expect(found('nothing')).toEqual([]);
    expect(search(groups, '  ')).toBe(groups);
  });

  it('finds a metric by the name of the catalogue', () => {
    expect(found('"records in" level:task')).toHaveLength(2);
  });

  it('changes a word of a property without touching the others', () => {
    expect(withProperty('lag level:TASK "a b"', 'level', 'OPERATOR')).toBe('lag "a b" level:OPERATOR');
    expect(withProperty('level:"x y" lag', 'level', '')).toBe('lag');
    expect(propertyIn('lag level:TASK', 'level')).toBe('task');
    expect(propertyIn('-level:TASK', 'level')).toBeNull();
  });
});

describe('the address', () => {
  const last = {
    query: 'level:TASK task:"a b"',
    pins: ['TASK|AWS/KinesisAnalytics|numRecordsIn', 'x|y'],
    span: { kind: 'last', minutes: 60 },
  } as const;

  it('says what is shown, and is read back', () => {
    const written = writeAddress('?at=2026-03-03T12%3A00%3A00Z', 'arn:orders', last);
    expect(readAddress(written, 'arn:orders')).toEqual(last);
    expect(new URLSearchParams(written).get('at')).toBe('2026-03-03T12:00:00Z');
    const range = { query: '', pins: [], span: { kind: 'absolute', from: millis(1000), to: millis(61_000) } } as const;
    expect(readAddress(writeAddress(written, 'arn:orders', range), 'arn:orders')).toEqual(range);
    expect(writeAddress(written, 'arn:orders', null)).toBe('?at=2026-03-03T12%3A00%3A00Z');
  });

  it('means nothing to another application, nor when it is damaged', () => {
    expect(readAddress(writeAddress('', 'arn:orders', last), 'arn:other')).toBeNull();
    expect(readAddress('?of=a&from=x&to=y', 'a')).toBeNull();
    expect(readAddress('?of=a&from=2026-03-03T12:00:00Z&to=2026-03-03T11:00:00Z', 'a')).toBeNull();
    expect(readAddress('?of=a&last=-5', 'a')).toBeNull();
  });
});

const seriesWindow = (change: Partial<SeriesWindow> = {}): SeriesWindow => ({
  selector: { name: named('uptime'), statistic: 'Maximum', transform: 'none', period: null },
  unit: 'Millis',
  period: MINUTE,
  points: [],
  expected: 60,
  present: 60,
  sentinels: 0,
  notNumbers: 0,
  resets: [],
  latest: null,
  source: 'history',
  ...change,
});

describe('what is said of a chart', () => {
  it('is how its points were made', () => {
    const summed = seriesWindow({
      selector: { ...seriesWindow().selector, statistic: 'Sum', transform: 'quarter' },
      unit: 'Count',
    });
    expect(readingWords([seriesWindow(), seriesWindow()])).toBe('Maximum · 1 min · milliseconds');
    expect(readingWords([summed])).toBe('Sum / 4 · 1 min · count');
  });

  it('is what is missing, of the least complete series, and what stands in the place of figures', () => {
    expect(missingWords([seriesWindow()])).toBeNull();
    expect(missingWords([seriesWindow({ present: 57 })])).toBe('57 of 60 minutes');
    expect(missingWords([seriesWindow({ present: 57 }), seriesWindow({ present: 3 })])).toBe(
      '3 of 60 minutes in the least complete series',
    );
    expect(missingWords([seriesWindow({ present: 1, period: HOUR })])).toBe('1 of 60 periods of 1 h');
    expect(oddWords([seriesWindow({ sentinels: 2, notNumbers: 1, resets: [MINUTE] })])).toEqual([
      '2 × −1: no figure',
      '1 × not a number',
      '1 × counter began anew',
    ]);
  });
});

describe('files', () => {
  it('have a column for each series with how it was read, ISO times, raw values, and nothing where there is none', () => {
    const a = seriesWindow({ points: [[millis(0), 1.25], [MINUTE, null]] }); // prettier-ignore
    const b = seriesWindow({ points: [[MINUTE, -3]] });
    const written = seriesCsv([
      { title: columnTitle('Task / uptime / a, "b"', a), window: a },
      { title: '=1+1', window: b },
    ]);
    expect(written.split('\r\n')).toEqual([
      'time,"Task / uptime / a, ""b"" [Maximum, none, 60 s, Millis]",\'=1+1',
      '1970-01-01T00:00:00.000Z,1.25,',
      '1970-01-01T00:01:00.000Z,,-3',
      '',
    ]);
    expect(fileName('a/b:c', 'metrics', 0, 'csv')).toBe('a-b-c-metrics-1970-01-01T00-00.csv');
  });
});

it('a moving range ends at a whole step, and steps by what a pixel shows', () => {
  expect([pace(180, 600), pace(20_160, 600)]).toEqual([MINUTE, 33 * MINUTE]);
  expect(endOf(millis(125_000), MINUTE)).toBe(120_000);
  expect(rangeOf({ kind: 'last', minutes: 60 }, millis(2 * HOUR))).toEqual({ from: HOUR, to: 2 * HOUR });
});
