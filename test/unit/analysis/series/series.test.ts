import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Held } from '#shared/analysis/series/buckets.ts';
import { addsUp, figureOf, joined, pointsIn, rolledUp } from '#shared/analysis/series/buckets.ts';
import { completeness, wholePeriods } from '#shared/analysis/series/completeness.ts';
import { cutToColumns } from '#shared/analysis/series/cutToColumns.ts';
import { increaseOf, rateOf, resetsOf } from '#shared/analysis/series/growth.ts';
import { transformed, transformedUnit } from '#shared/analysis/series/transform.ts';
import type { Point } from '#shared/model/application.ts';
import type { Statistic } from '#shared/model/metric.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';

const FROM = millis(1_000 * HOUR);
const TO = millis(FROM + HOUR);
const range = { from: FROM, to: TO };
const value = fc.oneof(fc.constant(null), fc.integer({ min: -1_000, max: 1_000 }));
const points = fc
  .uniqueArray(fc.integer({ min: 0, max: HOUR - 1 }), { maxLength: 300 })
  .chain((ats) =>
    fc
      .array(value, { minLength: ats.length, maxLength: ats.length })
      .map((values) => ats.toSorted((a, b) => a - b).map((at, i): Point => [millis(FROM + at), values[i] ?? null])),
  );
const columns = fc.integer({ min: 1, max: 100 });
/** One value a minute; - is a gap. */
const line = (text: string): Point[] =>
  text.split(' ').map((each, i) => [millis(FROM + i * MINUTE), each === '-' ? null : Number(each)]);
const values = (of: readonly Point[]) => of.map(([, each]) => each);

describe('cutting to columns', () => {
  it('keeps the extremes, both ends and the gap of every column, in order, and invents nothing', () => {
    fc.assert(
      fc.property(points, columns, (all, count) => {
        const cut = cutToColumns(all, range, count);
        const there = new Set(all);
        expect(cut.every((each) => there.has(each))).toBe(true);
        expect(cut.map(([at]) => at)).toEqual(cut.map(([at]) => at).toSorted((a, b) => a - b));
        expect(cut.length).toBeLessThanOrEqual(5 * count);
        const width = HOUR / count;
        for (let column = 0; column < count; column += 1) {
          const within = (of: readonly Point[]) => of.filter(([at]) => Math.floor((at - FROM) / width) === column);
          const known = (of: readonly Point[]) => values(within(of)).filter((each) => each !== null);
          expect(Math.max(...known(cut))).toBe(Math.max(...known(all)));
          expect(Math.min(...known(cut))).toBe(Math.min(...known(all)));
          expect(known(cut)[0]).toBe(known(all)[0]);
          expect(known(cut).at(-1)).toBe(known(all).at(-1));
          const gap = (of: readonly Point[]) => within(of).find(([, each]) => each === null)?.[0];
          expect(gap(cut)).toBe(gap(all));
        }
      }),
    );
  });

  it('changes nothing of what is cut already', () => {
    fc.assert(
      fc.property(points, columns, (all, count) => {
        const once = cutToColumns(all, range, count);
        expect(cutToColumns(once, range, count)).toEqual(once);
      }),
    );
  });

  it('leaves a range of no width alone', () => {
    expect(cutToColumns(line('1 2'), { from: FROM, to: FROM }, 10)).toEqual(line('1 2'));
  });
});

describe('roll-ups', () => {
  const held = (at: number, number: number | null, mark: 'value' | 'sentinel' | 'nan'): Held => ({
    at: millis(at),
    minimum: mark === 'value' ? number : null,
    maximum: mark === 'value' ? number : null,
    last: mark === 'value' ? number : null,
    sum: mark === 'value' ? (number ?? 0) : 0,
    count: mark === 'value' ? 1 : 0,
    sentinels: mark === 'sentinel' ? 1 : 0,
    notNumbers: mark === 'nan' ? 1 : 0,
  });
  const raw = fc
    .uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 300 }), value: fc.integer({ min: -99, max: 99 }), kind: fc.nat(5) }), {
      selector: ({ at }) => at,
    })
    .map((all) =>
      all
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, value: number, kind }) => held(at * MINUTE, number, kind === 0 ? 'sentinel' : kind === 1 ? 'nan' : 'value')),
    );
  const five = millis(5 * MINUTE);

  it('by steps are the same as at once, and lose no point', () => {
    fc.assert(
      fc.property(raw, (all) => {
        const coarse = rolledUp(all, HOUR);
        expect(rolledUp(rolledUp(all, five), HOUR)).toEqual(coarse);
        const total = (of: readonly Held[]) => of.reduce((sum, each) => sum + pointsIn(each), 0);
        expect(total(coarse)).toBe(all.length);
      }),
    );
  });

  it('hold the lowest, the highest and the newest value of their stretch, never a sentinel', () => {
    fc.assert(
      fc.property(raw, (all) => {
        for (const each of rolledUp(all, five)) {
          const within = all
            .filter(({ at, count }) => count === 1 && Math.floor(at / five) * five === each.at)
            .map(({ sum }) => sum);
          expect(figureOf(each, 'Maximum')).toBe(within.length === 0 ? null : Math.max(...within));
          expect(figureOf(each, 'Minimum')).toBe(within.length === 0 ? null : Math.min(...within));
          expect(figureOf(each, 'Gauge')).toBe(within.at(-1) ?? null);
          expect(figureOf(each, 'Sum') ?? 0).toBe(within.reduce((sum, number) => sum + number, 0));
        }
      }),
    );
  });

  it('say which statistics add up: the mean of means is no mean', () => {
    const exact = (['Average', 'Maximum', 'Minimum', 'Sum', 'SampleCount', 'p99'] as const).filter((each: Statistic) =>
      addsUp(each),
    );
    expect(exact).toEqual(['Maximum', 'Minimum', 'Sum', 'SampleCount']);
    expect(joined(held(0, 3, 'value'), held(1, null, 'nan'))).toMatchObject({ last: 3, count: 1, notNumbers: 1 });
  });
});

describe('growth of a cumulative counter', () => {
  it('goes over restarts and gaps', () => {
    const { points: grown, resets } = increaseOf(line('5 7 - 10 2 2 0 4'));
    expect(values(grown)).toEqual([null, 2, null, 3, 2, 0, 0, 4]);
    expect(resets).toEqual([FROM + 4 * MINUTE, FROM + 6 * MINUTE]);
    expect(resetsOf(line('1 2 3'))).toEqual([]);
  });

  it('per second is the mean since the last value', () => {
    expect(values(rateOf(line('60 120 - 240 0')).points)).toEqual([null, 1, null, 1, 0]);
  });

  it('sums up to what was counted, wherever gaps are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ grow: fc.nat(50), anew: fc.boolean(), gap: fc.boolean() }), { minLength: 1, maxLength: 60 }),
        (steps) => {
          let counter = 0;
          let counted = 0;
          const all: Point[] = [[FROM, 0]];
          steps.forEach(({ grow, anew, gap }, i) => {
            // A counter that starts anew below what it was can be told; one in a gap cannot.
            const told = anew && !gap && grow < counter && all.at(-1)?.[1] !== null;
            counter = told ? grow : counter + grow;
            counted += grow;
            all.push([millis(FROM + (i + 1) * MINUTE), gap ? null : counter]);
          });
          all.push([millis(FROM + (steps.length + 1) * MINUTE), counter]);
          const sum = increaseOf(all).points.reduce((total, [, each]) => total + (each ?? 0), 0);
          expect(sum).toBe(counted);
          for (const [, each] of rateOf(all).points) expect(each ?? 0).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('transforms', () => {
  it('quarter counts each record once; gaps stay', () => {
    expect(values(transformed(line('400 - 6'), 'quarter'))).toEqual([100, null, 1.5]);
    expect(values(transformed(line('1 3'), 'increase'))).toEqual([null, 2]);
    expect(values(transformed(line('0 60'), 'rate'))).toEqual([null, 1]);
    expect(transformed(line('1 2'), 'none')).toEqual(line('1 2'));
    expect(transformedUnit('Count', 'rate')).toBe('RecordsPerSecond');
    expect(transformedUnit('Bytes', 'rate')).toBe('BytesPerSecond');
    expect(transformedUnit('Bytes', 'increase')).toBe('Bytes');
    expect(transformedUnit('Ratio', 'rate')).toBe('Ratio');
  });
});

describe('completeness', () => {
  const now = millis(FROM + 10 * MINUTE + 20 * SECOND);
  const count = (missing: readonly number[], delay = millis(3 * MINUTE)) =>
    completeness(range, MINUTE, { now, delay }, (at) => !missing.includes((at - FROM) / MINUTE));

  it('expects the periods that are over', () => {
    expect(count([])).toEqual({ expected: 10, present: 10 });
    expect(count([2, 3])).toEqual({ expected: 10, present: 8 });
  });

  it('does not miss what may still come', () => {
    expect(count([8, 9])).toEqual({ expected: 8, present: 8 });
    expect(count([6, 9])).toEqual({ expected: 9, present: 8 });
  });

  it('counts whole periods alone', () => {
    expect(wholePeriods({ from: millis(FROM + 1), to: millis(TO - 1) }, MINUTE)).toEqual({
      from: FROM + MINUTE,
      to: TO - MINUTE,
    });
    expect(wholePeriods({ from: millis(FROM + 1), to: millis(FROM + 2) }, HOUR)).toEqual({ from: TO, to: TO });
  });
});
