import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServiceUnit } from '#renderer/features/alarms/threshold/figureWords.ts';
import { exactFigure } from '#renderer/features/alarms/threshold/figureWords.ts';
import { figureInput, movedFigure, parseFigure, pointedFigure } from '#renderer/features/alarms/threshold/parseFigure.ts';

const read = (text: string, unit: ServiceUnit): number | string => {
  const result = parseFigure(text, unit);
  return result.ok ? result.value : result.error;
};

describe('a figure as it is typed', () => {
  it.each([
    ['90', 'Milliseconds', 90],
    ['90 s', 'Milliseconds', 90_000],
    ['1m30s', 'Milliseconds', 90_000],
    ['1 min 30 s', 'Milliseconds', 90_000],
    ['1.5h', 'Milliseconds', 5_400_000],
    ['2,5 s', 'Milliseconds', 2500],
    ['2.5 GB', 'Bytes', 2.5e9],
    ['500 mib', 'Bytes', 500 * 1024 ** 2],
    ['1234', 'Bytes', 1234],
    ['80 %', 'Percent', 80],
    ['.5', 'Percent', 0.5],
    ['1.5k', 'Count', 1500],
    ['6 /min', 'Count/Second', 0.1],
    ['120', 'Count/Second', 120],
  ] as const)('%s in %s', (text, unit, value) => {
    expect(read(text, unit)).toBe(value);
  });

  it.each([
    ['', 'Milliseconds', /^A figure is needed/],
    ['soon', 'Milliseconds', /^A figure is needed/],
    ['90 parsecs', 'Milliseconds', /“parsecs” is no unit here/],
    ['1m30', 'Milliseconds', /^Each part needs a unit/],
    ['1e3', 'Count', /“e” is no unit here|Each part needs a unit/],
    ['-5 s', 'Milliseconds', /below zero/],
    ['140', 'Percent', /More than 100 %/],
    ['99999999 TiB', 'Bytes', /that large/],
    ['10 s and more', 'Milliseconds', /^A figure is needed|no unit here/],
  ] as const)('%s in %s is none, and why is said', (text, unit, why) => {
    expect(read(text, unit)).toMatch(why);
  });

  it('is read back as the very same figure, whatever it is', () => {
    const units = fc.constantFrom<ServiceUnit>('Milliseconds', 'Count', 'Count/Second', 'Bytes', 'Percent');
    fc.assert(
      fc.property(units, fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 9 }), (unit, base, power) => {
        const value = Number((unit === 'Percent' ? base : base * 10 ** power).toPrecision(8));
        // Written with an exponent it is no figure of any metric.
        fc.pre(value === 0 || value >= 1e-6);
        expect(read(figureInput(value, unit), unit)).toBe(value);
      }),
    );
  });

  it.each([
    [60_000, 'Milliseconds', '1 min'],
    [90_000, 'Milliseconds', '1.5 min'],
    [73_412, 'Milliseconds', '73.412 s'],
    [1_000_000, 'Bytes', '1 MB'],
    [2 / 60, 'Count/Second', '2 /min'],
    [0, 'Milliseconds', '0 ms'],
    [80, 'Percent', '80 %'],
  ] as const)('%d %s is written as %s', (value, unit, text) => {
    expect(figureInput(value, unit)).toBe(text);
  });
});

describe('a figure that is moved', () => {
  it('goes by steps that fit its size, and never out of what can be', () => {
    expect(movedFigure(60_000, 1, 'Milliseconds')).toBe(61_000);
    expect(movedFigure(60_000, -10, 'Milliseconds')).toBe(50_000);
    expect(movedFigure(0, 1, 'Milliseconds')).toBe(1000);
    expect(movedFigure(0, -1, 'Milliseconds')).toBe(0);
    expect(movedFigure(80, 1, 'Percent')).toBe(81);
    expect(movedFigure(95, 10, 'Percent')).toBe(100);
  });

  it('is as round as pointing is exact', () => {
    expect(pointedFigure(54_321.7, 360_000, 'Milliseconds')).toBe(54_000);
    expect(pointedFigure(-3, 100, 'Percent')).toBe(0);
  });
});

it('a figure tells the service’s own only where that says more', () => {
  expect(exactFigure(90_000, 'Milliseconds')).toBe('1 min 30 s (90000 ms)');
  expect(exactFigure(80, 'Percent')).toBe('80 %');
  expect(exactFigure(950, 'Count')).toBe('950');
  expect(exactFigure(965, 'Count/Second')).toBe('965 /s');
  expect(exactFigure(1070, 'Count/Second')).toBe('1.1k /s (1070 per second)');
  expect(exactFigure(12_345, 'Count')).toBe('12k (12345)');
});
