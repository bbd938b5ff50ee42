import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks, valueAxis } from '#renderer/charts/axisTicks.ts';
import { cutToWidth } from '#renderer/charts/cutToWidth.ts';
import { formatMoment, formatTime } from '#renderer/charts/moments.ts';
import type { Row } from '#renderer/charts/rows.ts';
import { alignSeries, newestOf } from '#renderer/charts/rows.ts';
import type { Series } from '#shared/model/series.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';

const series = (points: readonly (readonly [number, number | null])[], metric = 'cpuUtilization'): Series => ({
  metric,
  of: '',
  statistic: 'Average',
  unit: 'Ratio',
  period: MINUTE,
  points: points.map(([minute, value]) => [millis(minute * MINUTE), value]),
});

describe('rows of a chart', () => {
  it('breaks a line where CloudWatch has no point, and never draws −1', () => {
    const rows = alignSeries([series([[0, 0.2], [1, 0.3], [5, 0.4], [6, -1], [7, null]])]); // prettier-ignore
    expect(rows.map(({ at, values }) => [at / MINUTE, ...values])).toEqual([
      [0, 0.2],
      [1, 0.3],
      [2, null],
      [5, 0.4],
      [6, null],
      [7, null],
    ]);
    expect(newestOf(rows, 0)).toEqual({ at: 5 * MINUTE, value: 0.4 });
  });

  it('puts several series on one time axis', () => {
    const rows = alignSeries([series([[0, 1], [1, 2]]), series([[1, 5]])]); // prettier-ignore
    expect(rows.map(({ values }) => values)).toEqual([
      [1, null],
      [2, 5],
    ]);
    expect(newestOf(alignSeries([series([])]), 0)).toBeNull();
  });
});

const anyRows = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 500 }), values: fc.tuple(anyValue(), anyValue()) }), { maxLength: 400 })
  .map((steps) => {
    let at = 0;
    return steps.map(({ step, values }): Row => ({ at: millis((at += step)), values }));
  });

function anyValue() {
  return fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { freq: 5, nil: null });
}

const extremes = (rows: readonly Row[], line: number) => {
  const known = rows.flatMap(({ values }) => values[line] ?? []);
  return [Math.min(...known), Math.max(...known)];
};

describe('rows cut to the width of a chart', () => {
  it('keep every extreme, both ends, the order and the gaps, in a bounded number', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 60 }), (rows, columns) => {
        const cut = cutToWidth(rows, columns);
        for (const line of [0, 1]) expect(extremes(cut, line)).toEqual(extremes(rows, line));
        expect(cut[0]).toBe(rows[0]);
        expect(cut.at(-1)).toBe(rows.at(-1));
        expect(cut.every((row, i) => rows.includes(row) && (i === 0 || row.at > (cut[i - 1]?.at ?? 0)))).toBe(true);
        expect(cut.some(({ values }) => values[0] === null)).toBe(rows.some(({ values }) => values[0] === null));
        expect(cut.length).toBeLessThanOrEqual(Math.max(2 * columns, 3 * 2 * columns + 2));
      }),
    );
  });

  it('shows a spike of one minute in a day', () => {
    const day = Array.from({ length: 1440 }, (_, minute): Row => ({
      at: millis(minute * MINUTE),
      values: [minute === 777 ? 9 : 1],
    }));
    const cut = cutToWidth(day, 100);
    expect(cut.length).toBeLessThan(400);
    expect(cut.filter(({ values }) => values[0] === 9)).toEqual([{ at: 777 * MINUTE, values: [9] }]);
  });
});

describe('axes', () => {
  it('have round steps of the unit', () => {
    expect(valueAxis([0.3, 0.97], 'Ratio').ticks).toEqual([0, 0.5, 1]);
    expect(valueAxis([3, 11_400], 'RecordsPerSecond').ticks).toEqual([0, 5000, 10_000, 15_000]);
    expect(valueAxis([50_000], 'Millis').ticks).toEqual([0, 30_000, 60_000]);
    expect(valueAxis([3 * 1024 ** 2], 'Bytes').ticks.at(-1)).toBe(3 * 1024 ** 2);
    expect(valueAxis([3 * 1024], 'BytesPerSecond').ticks.at(-1)).toBe(3 * 1024);
    expect(valueAxis([1], 'Count').ticks).toEqual([0, 1]);
    expect(valueAxis([], 'Millis').ticks.length).toBeGreaterThan(1);
    expect(valueAxis([152, 154], 'Count', { fit: true })).toMatchObject({ from: 152, to: 154 });
  });

  it('hold every value between few ticks', () => {
    const units = fc.constantFrom<Series['unit']>('Millis', 'Bytes', 'BytesPerSecond', 'Ratio', 'RecordsPerSecond', 'Count');
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e12, noNaN: true })), units, fc.boolean(), (values, unit, fit) => {
        const { from, to, ticks } = valueAxis(values, unit, { fit });
        const slack = Math.abs(to) * 1e-9;
        expect(values.every((value) => value >= from - slack && value <= to + slack)).toBe(true);
        expect(to).toBeGreaterThan(from);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('tick on the wall clock of their zone', () => {
    const from = millis(Date.UTC(2026, 2, 4, 9, 7));
    const wall = (offset: number) =>
      timeTicks(from, millis(from + 3 * HOUR), millis(offset), 4).map((at) => formatTime(at, 'utc'));
    expect(wall(0)).toEqual(['10:00', '11:00', '12:00']);
    expect(wall(5.5 * HOUR)).toEqual(['09:30', '10:30', '11:30']); // whole hours in India
    expect(timeTicks(from, millis(from + DAY), millis(0), 6)).toHaveLength(4);
    expect(formatMoment(from, 'utc')).toBe('4 Mar 2026, 09:07 UTC');
  });
});
