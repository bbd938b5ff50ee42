import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStatistic, inPeriods } from '#electron/simulator/aws/cloudWatch/metrics/statistics.ts';
import type { Samples } from '#electron/simulator/aws/cloudWatch/metrics/samples.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** One minute of values that are known one by one. */
const known = (values: readonly number[], minute = 0): Samples => ({
  at: millis(minute * MINUTE),
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  minimum: Math.min(...values),
  maximum: Math.max(...values),
  values: new Map(values.map((value) => [value, values.filter((each) => each === value).length])),
});
const summedUp = ({ values: _values, ...set }: Samples): Samples => set;

function statistic(name: string, samples: readonly Samples[], minutes = 1): readonly number[] {
  const found = findStatistic(name);
  if (found === null) throw new Error(`There is no ${name}.`);
  const source = {
    read: () => samples,
    visit: (
      _from: number,
      _to: number,
      _unit: string | null,
      tell: (...set: [Samples['at'], number, number, number, number]) => void,
    ) => {
      for (const { at, count, sum, minimum, maximum } of samples) tell(at, count, sum, minimum, maximum);
    },
  };
  return inPeriods(found, source, {
    from: millis(0),
    to: millis(0),
    unit: null,
    origin: millis(0),
    period: millis(minutes * MINUTE),
  }).values;
}

const hundred = known(Array.from({ length: 100 }, (_, i) => i + 1));

describe('statistics of known values', () => {
  it.each([
    ['Average', 50.5],
    ['SampleCount', 100],
    ['p0', 1],
    ['p50', 50],
    ['p99', 99],
    ['p99.9', 100],
    ['p100', 100],
    ['tm90', 45.5],
    ['TM(:90%)', 45.5],
    ['TM(10%:90%)', 50.5],
    ['TM(10:20)', 15.5],
    ['tc90', 90],
    ['TC(10:20)', 10],
    ['ts90', 4095],
    ['TS(98:)', 199],
    ['wm90', 49.95],
    ['WM(:50)', 37.75],
    ['PR(:50)', 50],
    ['PR(90:)', 10],
    ['IQM', 50.5],
  ])('%s', (name, value) => {
    expect(statistic(name, [hundred])[0]).toBeCloseTo(value, 9);
  });

  it.each(['p101', 'p', 'Median', 'tm(10%:90)', 'TM(90%:10%)', 'TM(:)', 'PR(10%:90%)', 'P(1:2)', 'IQM(1:2)', '__proto__'])(
    'there is no %s',
    (name) => {
      expect(findStatistic(name)).toBeNull();
    },
  );
});

describe('statistics of sets whose values nobody kept', () => {
  it('are exact up to three samples, and never outside of what was measured', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(values, fc.constantFrom('p10', 'p50', 'p90', 'IQM'), (samples, name) => {
        const [of = Number.NaN] = statistic(name, [summedUp(known(samples))]);
        const [wanted = Number.NaN] = statistic(name, [known(samples)]);
        expect(Math.abs(of - wanted)).toBeLessThan(1e-6);
      }),
    );
    const [p50 = Number.NaN] = statistic('p50', [summedUp(hundred)]);
    expect(p50).toBeGreaterThan(1);
    expect(p50).toBeLessThan(100);
  });

  it('of several minutes are of all their samples', () => {
    const minutes = [known([1, 2]), known([3], 1), known([10], 5)];
    expect(statistic('Average', minutes, 5)).toEqual([2, 10]);
    expect(statistic('p100', minutes.map(summedUp), 5)).toEqual([3, 10]);
  });
});
