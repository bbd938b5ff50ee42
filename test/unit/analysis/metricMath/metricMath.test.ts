import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/analysis/metricMath/evaluate.ts';
import { parseExpression } from '#shared/analysis/metricMath/parse.ts';
import { MathError } from '#shared/analysis/metricMath/syntax.ts';
import { isList } from '#shared/analysis/metricMath/values.ts';
import type { Series, Value } from '#shared/analysis/metricMath/values.ts';
import { MINUTE } from '#shared/units/units.ts';

type Drawn = string | number;

/** `30 - 20`: a point a minute, or none. */
const series = (drawn: string, id: string | null = null): Series => {
  const points = drawn
    .split(' ')
    .flatMap((each, i) => (each === '-' || each === '' ? [] : [[i * MINUTE, Number(each)] as const]));
  return {
    id,
    label: id ?? '',
    period: MINUTE,
    times: points.map(([at]) => at),
    values: points.map(([, value]) => value),
  };
};
const draw = ({ times, values }: Series): string =>
  Array.from({ length: 5 }, (_, i) => {
    const at = times.indexOf(i * MINUTE);
    return at < 0 ? '-' : String(Number((values[at] ?? Number.NaN).toFixed(6)));
  })
    .join(' ')
    .replace(/( ?-)+$/, '');
const shown = (value: Value): Drawn | readonly string[] => {
  if (typeof value === 'number') return value;
  return isList(value) ? value.map(draw) : draw(value);
};

function calculate(expression: string, metrics: Readonly<Record<string, string>> = {}) {
  const node = parseExpression(expression);
  if (!node.ok) throw new MathError(node.error);
  const all = Object.entries(metrics).map(([id, drawn]) => series(drawn, id));
  return shown(
    evaluate(node.value, {
      period: MINUTE,
      times: (period) => Array.from({ length: (5 * MINUTE) / period }, (_, i) => i * period),
      reference: (id) => all.find((each) => each.id === id),
      metrics: () => all,
      search: () => [],
    }),
  );
}

describe('numbers', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['10 - 4 - 3', 3],
    ['8 / 4 / 2', 1],
    ['--1', 1],
    ['.5 + 1.5e1', 15.5],
    ['1 < 2 AND 3 > 4', 0],
    ['1 < 2 OR 3 > 4', 1],
    ['0 || 1 && 0', 0],
    ['1 == 1', 1],
    ['2 != 2', 0],
  ])('%s = %s', (expression, value) => {
    expect(calculate(expression)).toBe(value);
  });
});

describe('time series', () => {
  it.each<[string, Readonly<Record<string, string>>, Drawn | readonly string[]]>([
    // What is missing counts as zero; what would be divided by zero is dropped.
    ['a + b', { a: '1 2 3', b: '1 - 3' }, '2 2 6'],
    ['a / b', { a: '1 2 3', b: '1 - 3' }, '1 - 1'],
    ['a * 2', { a: '1 - 3' }, '2 - 6'],
    ['-a', { a: '1 -2' }, '-1 2'],
    // The guide's own examples of comparisons.
    ['a < b', { a: '30 20 0 0', b: '20 - 20 -' }, '0 0 1 0'],
    ['a >= 30', { a: '30 20 0 0' }, '1 0 0 0'],
    ['a > 15 AND b > 15', { a: '30 20 0 0', b: '20 - 20 -' }, '1 0 0 0'],
    // And of IF.
    ['IF(a, b, c)', { a: '1 1 0 0 -', b: '30 - 0 0 30', c: '0 0 20 - 20' }, '30 0 20'],
    ['IF(a, 5, c)', { a: '1 1 0 0 -', c: '0 0 20 - 20' }, '5 5 20'],
    ['IF(a, b, 5)', { a: '1 1 0 0 -', b: '30 - 0 0 30' }, '30 0 5 5'],
    ['IF(a < 400, a)', { a: '100 500 300' }, '100 - 300'],
    ['IF(1, a, b)', { a: '1', b: '2' }, '1'],
    ['RATE(a)', { a: '0 60 - 180' }, '- 1 - 1'],
    ['DIFF(a)', { a: '0 60 - 180' }, '- 60 - 120'],
    ['DIFF_TIME(a)', { a: '0 60 - 180' }, '- 60 - 120'],
    ['RUNNING_SUM(a)', { a: '1 2 3' }, '1 3 6'],
    ['ABS(a)', { a: '-1 2' }, '1 2'],
    ['CEIL(a)', { a: '1.2' }, '2'],
    ['FLOOR(a)', { a: '1.8' }, '1'],
    ['LOG10(a)', { a: '100 0' }, '2'],
    ['FILL(a, 0)', { a: '- 1 - 3' }, '0 1 0 3 0'],
    ['FILL(a, REPEAT)', { a: '- 1 - 3' }, '- 1 1 3 3'],
    ['FILL(a, LINEAR)', { a: '- 1 - 3' }, '- 1 2 3'],
    ['FILL(a, b)', { a: '- 1 - 3', b: '9 9 9' }, '9 1 9 3'],
    ['FILL(a, MIN(a))', { a: '- 1 - 3' }, '1 1 1 3 1'],
    ['SUM(a)', { a: '1 2 3' }, 6],
    ['AVG(a)', { a: '1 - 3' }, 2],
    ['STDDEV(a)', { a: '1 3' }, 1],
    ['DATAPOINT_COUNT(a)', { a: '1 - 3' }, 2],
    ['a - AVG(a)', { a: '1 3' }, '-1 1'],
    ['a / PERIOD(a)', { a: '60' }, '1'],
    ['TIME_SERIES(7)', {}, '7 7 7 7 7'],
    ['MINUTE(a)', { a: '1' }, '0 1 2 3 4'],
    ['DAY(a)', { a: '1' }, '4 4 4 4 4'],
    ['EPOCH(a)', { a: '1' }, '0 60 120 180 240'],
  ])('%s of %o is %s', (expression, metrics, result) => {
    expect(calculate(expression, metrics)).toEqual(result);
  });
});

describe('arrays of time series', () => {
  const metrics = { errors1: '1 2', errors2: '3 - 5', requests: '10 10 10' };
  it.each<[string, Drawn | readonly string[]]>([
    ['METRICS()', ['1 2', '3 - 5', '10 10 10']],
    ['METRICS("errors") * 10', ['10 20', '30 - 50']],
    ['SUM(METRICS("errors"))', '4 2 5'],
    ['AVG([errors1, errors2])', '2 1 2.5'],
    ['MIN(METRICS("errors"))', '1 2 5'],
    ['MAX(METRICS("errors"))', '3 2 5'],
    ['100 / [errors1, requests]', ['100 50', '10 10 10']],
    ['METRIC_COUNT(METRICS())', 3],
    ['SORT(METRICS(), SUM, DESC)', ['10 10 10', '3 - 5', '1 2']],
    ['SORT(METRICS(), AVG, ASC, 1)', ['1 2']],
    ['SLICE(SORT(METRICS(), MAX, DESC), 1)', ['3 - 5', '1 2']],
    ['SLICE(METRICS(), 0, 1)', ['1 2']],
    ['FIRST(SORT(METRICS(), AVG, DESC))', '10 10 10'],
    ['LAST([errors1, errors2])', '3 - 5'],
    ['REMOVE_EMPTY([errors1, IF(errors1 > 9, errors1)])', ['1 2']],
    // What a search found nothing for is no error.
    ['SUM(METRICS("nothing"))', ''],
    ['FIRST(METRICS("nothing"))', ''],
    ['RATE(METRICS("errors"))', ['- 0.016667', '- - 0.016667']],
  ])('%s', (expression, result) => {
    expect(calculate(expression, metrics)).toEqual(result);
  });
});

describe('what is wrong with an expression', () => {
  it.each([
    ['a +', /expected a value at the end/],
    ['(a', /expected '\)'/],
    ['a b', /unexpected 'b'/],
    ['a # b', /Invalid syntax at position 3/],
    ['"text"', /Unexpected 'text'/],
    ['[a] + [a]', /two arrays/],
    ['[1, 2]', /time series only/],
    ['NOPE(a)', /Unsupported function 'NOPE'/],
    ['toString(a)', /Unsupported function/],
    ['ANOMALY_DETECTION_BAND(a)', /no data for ANOMALY/],
    ['SUM(1)', /takes a time series/],
    ['RATE(a, a)', /at most 1 argument/],
    ['FILL(a, SIDEWAYS)', /does not know 'SIDEWAYS'/],
    ['SORT(METRICS(), AVG)', /ASC or DESC/],
    ['PERIOD(a * 2)', /takes a metric/],
    ['('.repeat(200), /nested deeper/],
  ])('%s', (expression, sentence) => {
    expect(() => calculate(expression, { a: '1' })).toThrow(sentence);
  });

  it('is always said, never a crash', () => {
    const word = fc.constantFrom(
      'a',
      '1',
      '+',
      '-',
      '^',
      '(',
      ')',
      '[',
      ']',
      ',',
      'SUM',
      'FILL',
      'IF',
      'METRICS',
      '"x"',
      'AND',
      'REPEAT',
      '==',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 15 }), (words) => {
        try {
          calculate(words.join(' '), { a: '1 2' });
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(MathError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
