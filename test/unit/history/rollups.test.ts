import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bucket, KeptSample, Resolution } from '#electron/history/history.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, seriesOf, setup, value } from '#test/support/histories.ts';

const ALL = { from: millis(START - DAY), to: millis(START + 60 * DAY) };
const widths: Record<Resolution, number> = { raw: 1, '5min': 5 * MINUTE, '1h': HOUR };

/** What a roll-up of these points is, by its definition. */
function naive(points: readonly KeptSample[], resolution: Resolution): Bucket[] {
  const width = widths[resolution];
  const starts = [...new Set(points.map(({ at }) => Math.floor(at / width) * width))].sort((a, b) => a - b);
  return starts.map((at) => {
    const mine = points.filter((point) => point.at >= at && point.at < at + width).sort((a, b) => a.at - b.at);
    const values = mine.flatMap((point) => (point.mark === 'value' ? [point.value ?? NaN] : []));
    return {
      at: millis(at),
      minimum: values.length === 0 ? null : Math.min(...values),
      maximum: values.length === 0 ? null : Math.max(...values),
      last: values.at(-1) ?? null,
      sum: values.reduce((sum, each) => sum + each, 0),
      count: values.length,
      sentinels: mine.filter(({ mark }) => mark === 'sentinel').length,
      notNumbers: mine.filter(({ mark }) => mark === 'nan').length,
    };
  });
}

/** Points on the grid of their period, some hours long, with sentinels and NaN; whole numbers, so that sums do not depend on their order. */
const points = (period: number) =>
  fc
    .uniqueArray(
      fc.tuple(
        fc.integer({ min: 0, max: (3 * HOUR) / period - 1 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 0, max: 9 }),
      ),
      {
        selector: ([slot]) => slot,
        minLength: 1,
        maxLength: 120,
      },
    )
    .map((all) =>
      all.map(([slot, number, kind]): KeptSample => {
        const at = millis(START + slot * period);
        if (kind === 0) return { at, value: -1, mark: 'sentinel' };
        return kind === 1 ? { at, value: null, mark: 'nan' } : value(at, number);
      }),
    );

const periods = fc.constantFrom(10_000, 30_000, 60_000, 5 * 60_000, 15 * 60_000);
const resolutions = ['raw', '5min', '1h'] as const;

describe('roll-ups', () => {
  it('equal their definition while the samples are kept, in whatever order they came', () => {
    fc.assert(
      fc.property(
        periods.chain((period) => fc.tuple(fc.constant(period), points(period))),
        ([period, all]) => {
          const { history } = setup();
          const series = seriesOf({ period: millis(period) });
          for (const point of all) history.samples.put(series, [point]);
          for (const resolution of resolutions)
            expect(history.samples.read(series, ALL.from, ALL.to, resolution)).toEqual(naive(all, resolution));
          history.close();
        },
      ),
      { numRuns: 80 },
    );
  }, 120_000);

  it.each([
    { title: '5 minutes', age: 4 * DAY, finest: '5min' as const },
    { title: 'an hour', age: 35 * DAY, finest: '1h' as const },
  ])(
    'of $title take late points as if they had come in time, in any order, with tidying at any moment',
    ({ age, finest }) => {
      fc.assert(
        fc.property(
          periods.chain((period) =>
            fc.tuple(fc.constant(period), points(period), fc.array(fc.nat(119), { maxLength: 4 }), fc.nat(119)),
          ),
          ([period, all, tidied, again]) => {
            const { history, tidy } = setup();
            const series = seriesOf({ period: millis(period) });
            all.forEach((point, i) => {
              history.samples.put(series, [point]);
              // At some moments it is rolled up, to whichever of the two is due then.
              if (tidied.includes(i)) tidy(START + 4 * DAY + (i % 2) * age);
            });
            // A point that is known is read again: that changes nothing.
            const known = all[again % all.length];
            if (known !== undefined) history.samples.put(series, [known]);
            const expected = naive(all, finest);
            if (period <= widths[finest]) {
              const before = history.samples.read(series, ALL.from, ALL.to, finest);
              // Of what was rolled up to the hour already there is nothing finer.
              if (finest === '1h' || tidied.every((i) => i % 2 === 0)) expect(before).toEqual(expected);
            }
            tidy(START + age);
            const after = history.samples.read(series, ALL.from, ALL.to, finest);
            if (finest === '1h') expect(after).toEqual(expected);
            else expect(history.samples.read(series, ALL.from, ALL.to, '1h')).toEqual(naive(all, '1h'));
            history.close();
          },
        ),
        { numRuns: 80 },
      );
    },
    120_000,
  );

  it('give each stretch from the finest that is left of it', () => {
    const { history, tidy } = setup();
    const series = seriesOf();
    const days = 40;
    // A sample every ten minutes, over raw, 5 minutes and an hour.
    const all = Array.from({ length: days * 144 }, (_, i) => value(START + i * 10 * MINUTE, i));
    history.samples.put(series, all);
    const now = START + days * DAY;
    tidy(now);
    const read = (from: number, to: number, resolution: Resolution) =>
      history.samples.read(series, millis(from), millis(to), resolution);
    const raw = read(START, now, 'raw');
    expect(raw.filter(({ at }) => at < now - 31 * DAY).every(({ at, count }) => at % HOUR === 0 && count === 6)).toBe(true);
    expect(raw.filter(({ at }) => at >= now - 31 * DAY)).toHaveLength(31 * 144);
    expect(raw.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    expect(read(START, now, '1h')).toEqual(naive(all, '1h'));
    // The stretch in which each border lies.
    for (const border of [now - 31 * DAY, now - 3 * DAY])
      expect(read(border - 2 * HOUR, border + 2 * HOUR, '1h')).toEqual(
        naive(all, '1h').filter(({ at }) => at >= border - 2 * HOUR && at < border + 2 * HOUR),
      );
    expect(history.samples.newest(series)).toBe(all.at(-1)?.at);
    expect(history.status()).toMatchObject({ samples: 9 * 24 + 28 * 144 + 3 * 144, oldest: START });
    history.close();
  });

  it('are replaced when the whole stretch is read again, corrected', () => {
    const { history, tidy } = setup();
    const series = seriesOf();
    history.samples.put(
      series,
      [0, 1, 2].map((i) => value(START + i * MINUTE, i)),
    );
    tidy(START + 4 * DAY);
    const again = [10, 11, 12, 13].map((each, i) => value(START + i * MINUTE, each));
    history.samples.put(series, again);
    expect(history.samples.read(series, ALL.from, ALL.to, 'raw')).toHaveLength(4);
    expect(history.samples.read(series, ALL.from, ALL.to, '5min')).toEqual(naive(again, '5min'));
    tidy(START + 4 * DAY);
    expect(history.samples.read(series, ALL.from, ALL.to, 'raw')).toEqual(naive(again, '5min'));
    history.close();
  });

  it('keep series apart by name, dimension, statistic, period, application and connection', () => {
    const { history, tidy } = setup();
    const all = [
      seriesOf(),
      seriesOf({ metric: 'uptime' }),
      seriesOf({ dimensions: { Application: 'orders', Task: 'sink' } }),
      seriesOf({ statistic: 'Maximum' }),
      seriesOf({ period: millis(10_000) }),
      seriesOf({ application: 'arn:other' }),
      seriesOf({ connection: 'staging' }),
    ];
    all.forEach((series, i) => history.samples.put(series, [value(START, i)]));
    tidy(START + 4 * DAY);
    all.forEach((series, i) => expect(history.samples.read(series, ALL.from, ALL.to, 'raw')[0]?.last).toBe(i));
    expect(history.samples.list({ connection: 'prod', application: 'arn:orders' })).toEqual(all.slice(0, 5));
    history.close();
  });

  it('read a series whatever the order in which its dimensions are told', () => {
    const { history } = setup();
    history.samples.put(seriesOf({ dimensions: { A: '1', B: '2' } }), [value(START, 1)]);
    expect(history.samples.read(seriesOf({ dimensions: { B: '2', A: '1' } }), ALL.from, ALL.to, 'raw')).toHaveLength(1);
    history.close();
  });

  it('keep a value that is no number as none, an infinite one as it is, and no time that a date cannot have', () => {
    const { history } = setup();
    const series = seriesOf();
    history.samples.put(series, [
      value(START, NaN),
      value(START + MINUTE, Infinity),
      value(NaN, 1),
      value(9e18, 1),
      value(-5, 1),
    ]);
    expect(history.samples.read(series, millis(0), millis(1e15), 'raw')).toMatchObject([
      { count: 0, notNumbers: 1, last: null },
      { count: 1, last: Infinity },
    ]);
    history.close();
  });
});
