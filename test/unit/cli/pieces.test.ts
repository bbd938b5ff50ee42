import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSeries, readDimensions } from '#electron/cli/chooseSeries.ts';
import { figureWords } from '#electron/cli/figureWords.ts';
import { joinRepeated, valuesOf } from '#electron/cli/repeated.ts';
import { sparkline } from '#electron/cli/sparkline.ts';
import { readMoment, timeRange, timeRefusal } from '#electron/cli/timeRange.ts';
import { asText, toCsv } from '#shared/analysis/csv.ts';
import type { MetricLevel, MetricListing } from '#shared/model/metric.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const NOON = millis(Date.UTC(2026, 10, 24, 12));

describe('times on the command line', () => {
  it.each([
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['2026-11-24T12:00', NOON],
    ['2026-11-24T12:00:00', NOON],
    ['2026-11-24T12:00:00.500Z', NOON + 500],
    ['2026-11-24T13:00:00+01:00', NOON],
    ['2026-11-24T13:00:00+0100', NOON],
  ])('%s is read, in UTC unless it says otherwise', (text, at) => expect(readMoment(text)).toBe(at));

  it.each(['yesterday', '12:00', '2026-13-01', '2026-11-24T25:00', '1796000000', ''])('%s is no time', (text) =>
    expect(readMoment(text)).toBeNull(),
  );

  it('make a range: the last hour, so many minutes, from here, or from here to there', () => {
    const range = (flags: Parameters<typeof timeRange>[0]) => {
      const made = timeRange(flags, NOON);
      return made.ok ? [made.value.from - NOON, made.value.to - NOON] : made.error;
    };
    expect(range({})).toEqual([-1 * HOUR, 0]);
    expect(range({ minutes: 5 })).toEqual([-5 * MINUTE, 0]);
    expect(range({ from: '2026-11-24T11:50Z' })).toEqual([-10 * MINUTE, 0]);
    expect(range({ minutes: 5, to: '2026-11-24T11:00Z' })).toEqual([-65 * MINUTE, -60 * MINUTE]);
    expect(range({ from: '2026-11-24T13:00Z' })).toBe('--from: must be before now.');
  });

  it.each([
    [{ from: 'noon' }, '--from: must be a time such as 2026-11-24T12:00:00Z, not "noon".'],
    [{ to: 'noon' }, '--to: must be a time such as 2026-11-24T12:00:00Z, not "noon".'],
    [{ minutes: 5, from: '2026-11-24' }, '--minutes: does not go with --from.'],
    [{ from: '2026-11-24', to: '2026-11-24' }, '--from: must be before --to.'],
    [{ minutes: 5, to: '2026-11-24' }, null],
  ])('%o is refused before anything is asked: %s', (flags, sentence) => expect(timeRefusal(flags)).toBe(sentence));
});

describe('an argument that is given several times', () => {
  it('is one with all values, in their order; others stay as they are', () => {
    const argv = joinRepeated(['--app', 'x', '--metric', 'a', '--metric=b,c', '--json'], ['metric']);
    expect(argv).toEqual(['--app', 'x', '--json', '--metric', 'a\nb,c']);
    expect(valuesOf('a\nb,c')).toEqual(['a', 'b,c']);
    expect(valuesOf(undefined)).toEqual([]);
  });

  it('without a value is left to the parser', () => {
    expect(joinRepeated(['--metric'], ['metric'])).toEqual(['--metric']);
    expect(joinRepeated(['--metric', '--json'], ['metric'])).toEqual(['--metric', '--json']);
  });
});

describe('which series', () => {
  const series = (metric: string, level: MetricLevel, dimensions: Record<string, string> = {}): MetricListing => ({
    name: { namespace: 'AWS/KinesisAnalytics', metric, dimensions: { Application: 'orders', ...dimensions } },
    level,
    custom: false,
    statistic: 'Average',
    transform: 'none',
    unit: 'Count',
  });
  const inventory = {
    series: [
      series('uptime', 'APPLICATION'),
      series('numRecordsIn', 'APPLICATION'),
      series('numRecordsIn', 'TASK', { Task: 'Sink: a=b' }),
      series('busyTime', 'TASK', { Task: 'Map' }),
    ],
  };
  const choose = (choice: Partial<Parameters<typeof chooseSeries>[1]>) => {
    const chosen = chooseSeries(inventory, { metrics: [], level: null, dimensions: [], all: false, ...choice });
    return chosen.ok ? chosen.value.map(({ name, level }) => `${name.metric} ${level}`) : chosen.error;
  };

  it('are those of the application as a whole, unless one is named', () => {
    expect(choose({})).toEqual(['uptime APPLICATION', 'numRecordsIn APPLICATION']);
    expect(choose({ metrics: ['NUMRECORDSIN'] })).toEqual(['numRecordsIn APPLICATION', 'numRecordsIn TASK']);
    expect(choose({ metrics: ['busyTime'] })).toEqual(['busyTime TASK']);
    expect(choose({ level: 'TASK' })).toEqual(['numRecordsIn TASK', 'busyTime TASK']);
    expect(choose({ dimensions: [['Task', 'Sink: a=b']] })).toEqual(['numRecordsIn TASK']);
    expect(choose({ all: true })).toHaveLength(4);
  });

  it('that leave nothing name the argument', () => {
    expect(choose({ metrics: ['uptime', 'nope'] })).toBe(
      '--metric: there is no nope of this application; --list shows what there is.',
    );
    expect(choose({ level: 'OPERATOR' })).toBe('--level: nothing is reported at OPERATOR; --list shows what there is.');
    expect(choose({ dimensions: [['Task', 'x']] })).toBe('--dimension: no series has Task=x; --list shows what there is.');
    expect(chooseSeries({ series: [] }, { metrics: [], level: null, dimensions: [], all: true })).toMatchObject({ ok: false });
  });

  it('have dimensions that may hold the sign between name and value', () => {
    expect(readDimensions(['Task=Sink: a=b'])).toEqual({ ok: true, value: [['Task', 'Sink: a=b']] });
    expect(readDimensions(['Task'])).toEqual({
      ok: false,
      error: '--dimension: must be a name and a value, such as Task=Sink, not "Task".',
    });
  });
});

describe('a line of bars', () => {
  it('goes from the lowest to the highest, with gaps, as wide as it may be', () => {
    expect(sparkline([0, 7, null, 3.5], 10)).toBe('▁█ ▅');
    expect(sparkline([5, 5], 10)).toBe('▁▁');
    expect(sparkline([null], 10)).toBe('');
    expect(sparkline([1, 9, 1, 1], 2)).toBe('█▁');
  });

  it('never loses the highest figure', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 2, maxLength: 300 }), (values) => {
        const line = sparkline(values, 40);
        expect(Array.from(line)).toHaveLength(Math.min(40, values.length));
        if (Math.max(...values) > Math.min(...values)) expect(line).toContain('█');
      }),
    );
  });
});

describe('figures', () => {
  it('of a watermark are moments, of a duration lengths', () => {
    expect(figureWords(NOON, 'Millis')).toBe('2026-11-24T12:00:00.000Z');
    expect(figureWords(90_000, 'Millis')).toBe('1 min 30 s');
  });
});

describe('CSV', () => {
  it('quotes what has to be quoted, and nothing else', () => {
    expect(toCsv([['a', 'b,c', 'say "x"', 'two\nlines', ''], []])).toBe('a,"b,c","say ""x""","two\nlines",\r\n\r\n');
  });

  it('can be read back, whatever is in it', () => {
    /** A reader of RFC 4180, as any program has one. */
    const read = (text: string): string[][] => {
      const rows: string[][] = [];
      let row: string[] = [];
      const pattern = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy;
      for (const [, quoted, bare = '', end] of text.matchAll(pattern)) {
        row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
        if (end === '\r\n') rows.push(row.splice(0));
      }
      return [...rows, ...(row.length > 0 ? [row] : [])];
    };
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ') }), { minLength: 1 })),
        (rows) => {
          expect(read(toCsv(rows))).toEqual(rows);
        },
      ),
    );
  });

  it('for a spreadsheet has no formula of a stranger', () => {
    expect(['=1+1', '+1', '@x', '-x', '-5', 'a=b'].map(asText)).toEqual(["'=1+1", "'+1", "'@x", "'-x", '-5', 'a=b']);
  });
});
