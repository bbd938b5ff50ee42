import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeriesStore } from '#shared/simulation/metrics/seriesStore.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const minute = (n: number) => millis(n * MINUTE);
const ofApplication = [{ name: 'Application', value: 'a' }];

describe('the series store', () => {
  it('makes one statistic set of a minute’s samples, and leaves out what is not a number', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.constant(NaN)), { maxLength: 20 }), (samples) => {
        const store = createSeriesStore();
        const [single, together] = ['single', 'together'].map((metric) => store.open('N', metric, 'Count', ofApplication));
        for (const sample of samples) single?.sample(sample);
        const numbers = samples.filter((sample) => !Number.isNaN(sample));
        together?.sampleAll(numbers);
        store.close(minute(5));
        const expected =
          numbers.length === 0
            ? []
            : [
                {
                  at: minute(5),
                  count: numbers.length,
                  sum: numbers.reduce((sum, each) => sum + each, 0),
                  minimum: Math.min(...numbers),
                  maximum: Math.max(...numbers),
                },
              ];
        expect(single?.read(minute(0), minute(9))).toEqual(expected);
        expect(together?.read(minute(0), minute(9))).toEqual(expected);
      }),
    );
  });

  it('finds a series by its dimensions in any order, once it has a point', () => {
    const store = createSeriesStore();
    const [one, two] = [
      { name: 'Application', value: 'a' },
      { name: 'Task', value: 't' },
    ];
    const series = store.open('N', 'm', 'Count', [one, two]);
    expect(store.find('N', 'm', [two, one])).toBe(series);
    expect(store.find('N', 'm', [one])).toBeUndefined();
    expect(store.list('N', 'm')).toEqual([]);
    series.sample(1);
    store.close(minute(1));
    expect(store.list('N', null)).toEqual([series]);
    expect(store.list('M', null)).toEqual([]);
  });

  it('keeps minutes apart over hours, with the gaps, also for a series that began later', () => {
    const store = createSeriesStore();
    const early = store.open('N', 'early', 'Count', ofApplication);
    for (let i = 0; i < 200; i++) {
      if (i % 3 !== 0) early.sample(i);
      if (i >= 100) store.open('N', 'late', 'Count', ofApplication).sample(-i);
      store.close(minute(i));
    }
    expect(early.read(minute(59), minute(63)).map(({ at, sum }) => [at, sum])).toEqual([
      [minute(59), 59],
      [minute(61), 61],
      [minute(62), 62],
    ]);
    const late = store.find('N', 'late', ofApplication)?.read(minute(0), minute(1000)) ?? [];
    expect(late).toHaveLength(100);
    expect(late[0]).toEqual({ at: minute(100), count: 1, sum: -100, minimum: -100, maximum: -100 });
  });
});
