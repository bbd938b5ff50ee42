import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LearnOptions } from '#shared/analysis/alarms/learning/learn.ts';
import { learnThreshold } from '#shared/analysis/alarms/learning/learn.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Point } from '#shared/model/application.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, changedBetween, usualFigures } from './learnFigures.ts';

vi.setConfig({ testTimeout: 180_000 });

/** Without a least figure, so that only what was seen decides. */
const free = (id: Parameters<typeof alarmEntry>[0]): AlarmEntry => {
  const entry = alarmEntry(id);
  return { ...entry, learning: entry.learning === null ? null : { ...entry.learning, least: 0 } };
};
const above = free('checkpoint-duration-high');
const below = free('records-out-rate-low');

const optionsOf = (points: readonly Point[], change: Partial<LearnOptions> = {}): LearnOptions => ({
  from: millis(START),
  to: millis((points.at(-1)?.[0] ?? START) + MINUTE),
  now: millis((points.at(-1)?.[0] ?? START) + MINUTE),
  percentile: null,
  margin: null,
  byHour: null,
  excluded: [],
  ...change,
});
const learned = (alarm: AlarmEntry, points: readonly Point[], change: Partial<LearnOptions> = {}) => {
  const { threshold, why } = learnThreshold(alarm, points, optionsOf(points, change));
  if (threshold === null) throw new Error(why);
  return threshold;
};

/** Twice as much at noon as at midnight. */
const daily = (hour: number): number => 100 * (1.5 - 0.5 * Math.cos((hour / 24) * 2 * Math.PI));

describe('a learned threshold', () => {
  it('is the margin times the percentile of what was seen, and says so', () => {
    const points = usualFigures({ days: 7, seed: 1 });
    const { threshold, why } = learnThreshold(above, points, optionsOf(points));
    expect(threshold?.value).toBeGreaterThan(175);
    expect(threshold?.value).toBeLessThanOrEqual(180);
    expect(threshold?.learned).toMatchObject({ percentile: 99.9, margin: 1.5, count: 7 * 1440, excluded: 0 });
    expect(why).toBe('The 99.9 % level of 10,080 normal figures, times 1.5.');
  });

  it('of an alarm that fires below is the margin below the lowest that is usual, which is at night', () => {
    const points = usualFigures({ days: 7, seed: 2, level: daily });
    const { value, hours } = learned(below, points, { byHour: false });
    expect(hours).toBeNull();
    expect(value).toBeGreaterThan(50);
    expect(value).toBeLessThan(80 / 1.5 + 3);
  });

  it('is never nearer than the alarm’s least: garbage collection that there never was', () => {
    const points = usualFigures({ days: 3, seed: 3, level: () => 0 });
    for (const id of ['old-gc-time-share-high', 'old-gc-count-rate-high'] as const) {
      const entry = alarmEntry(id);
      expect(learned(entry, points).value).toBe(entry.learning?.least);
    }
  });

  it('goes by the hour of the day where that matters, and gives CloudWatch the loosest', () => {
    const points = usualFigures({ days: 7, seed: 4, level: daily, noise: 0.05 });
    const kinesis = free('source-lag-kinesis');
    const { value, hours } = learned(kinesis, points);
    if (hours === null) throw new Error('not by hour');
    expect(value).toBe(Math.max(...hours));
    expect(hours[12]).toBe(value);
    expect(hours[0]).toBeLessThan(0.6 * value);
    // Neighbours are alike.
    hours.forEach((each, i) => expect(each / (hours[(i + 1) % 24] ?? 0)).toBeLessThan(1.25));
    const flat = learned(kinesis, points, { byHour: false });
    expect(flat.hours).toBeNull();
    expect(flat.value / value).toBeCloseTo(1, 1);
    const low = learned(below, points);
    expect(low.value).toBe(Math.min(...(low.hours ?? [])));
  });

  it('does not go by the hour where the day is even, or too few days are known of each', () => {
    const kinesis = free('source-lag-kinesis');
    expect(learned(kinesis, usualFigures({ days: 7, seed: 5 })).hours).toBeNull();
    const two = usualFigures({ days: 2, seed: 6, level: daily, noise: 0.05 });
    const { threshold, why } = learnThreshold(kinesis, two, optionsOf(two));
    expect(threshold?.hours).toBeNull();
    expect(why).toContain('Thresholds by hour need 3 days of every hour');
  });

  it('is none before there is a day of normal figures, and says when there will be', () => {
    const points = usualFigures({ days: 1, seed: 7 }).slice(0, 9 * 60);
    const ending = { from: millis(START - 3 * DAY) };
    expect(learnThreshold(above, points, optionsOf(points, ending))).toMatchObject({
      threshold: null,
      why: 'There are 9 h of normal figures, and 24 h are needed: there will be enough in 14.5 h of normal running.',
    });
    expect(learnThreshold(above, points, optionsOf(points)).why).toContain('choose a longer time');
    expect(learnThreshold(above, points, optionsOf(points, { ...ending, now: millis(START + 9 * DAY) })).why).toContain(
      'choose another time',
    );
  });

  it('is none of days that were only watched at work, where the night may be another', () => {
    const points = usualFigures({ days: 7, seed: 8, level: daily }).filter(
      ([at]) => (at % DAY) / HOUR >= 8 && (at % DAY) / HOUR < 18,
    );
    expect(learnThreshold(below, points, optionsOf(points))).toMatchObject({ threshold: null });
    expect(learnThreshold(below, points, optionsOf(points)).why).toContain('Of 14 hours of the day nothing normal is known');
    expect(learned(above, points).value).toBeGreaterThan(0);
  });

  it('is none below which nothing comes out for a while in normal times', () => {
    const points = usualFigures({ days: 7, seed: 9, level: () => 0 });
    expect(learnThreshold(below, points, optionsOf(points)).threshold).toBeNull();
  });

  it('by the hour knows of hours at which nothing comes out, where CloudWatch’s one figure cannot', () => {
    const points = usualFigures({ days: 7, seed: 14, level: (hour) => (hour < 6 ? 0 : 100), noise: 0.05 });
    const { threshold, why } = learnThreshold(below, points, optionsOf(points));
    expect(threshold).toMatchObject({ value: 0 });
    expect(threshold?.hours?.[3]).toBe(0);
    expect(threshold?.hours?.[12]).toBeGreaterThan(60);
    expect(why).toContain('At some hours nothing is usual');
  });

  it('leaves out the stretches that it is told of, and counts them', () => {
    const points = usualFigures({ days: 4, seed: 10 });
    const deploy = { from: millis(START + 5 * HOUR), to: millis(START + 29 * HOUR), text: 'Deploy' };
    const { learned: how, value } = learned(
      above,
      changedBetween(points, deploy.from, deploy.to, () => 400),
      { excluded: [deploy] },
    );
    expect(how).toMatchObject({ count: 72 * 60, excluded: 24 * 60 });
    expect(value).toBe(learned(above, points).value);
  });

  it('of a level that has changed lately is that of before, and says so', () => {
    const points = usualFigures({ days: 10, seed: 12 });
    const since = START + 8 * DAY;
    const { threshold, why } = learnThreshold(
      above,
      changedBetween(points, since, START + 10 * DAY, (value) => value * 9),
      optionsOf(points),
    );
    expect(threshold?.value).toBeLessThan(200);
    expect(why).toContain(
      'Since 2026-10-20 00:00 UTC it is far beyond what it was before: if that is normal now, learn from then on.',
    );
  });

  it('is told of the time that there are figures of', () => {
    const points = usualFigures({ days: 3, seed: 13, period: 5 * MINUTE });
    const { threshold, why } = learnThreshold(above, points, optionsOf(points, { from: millis(START - 9 * DAY) }));
    expect(threshold?.learned).toMatchObject({ from: START, to: START + 3 * DAY - 4 * MINUTE, count: 3 * 288 });
    expect(why).toContain('The figures are 5 min apart.');
  });

  it('keeps what every day repeats, and what every week does', () => {
    const usual = usualFigures({ days: 14, seed: 11 });
    const burst = (days: readonly number[]) =>
      days.reduce(
        (points, day) =>
          changedBetween(points, START + day * DAY + 3 * HOUR, START + day * DAY + 4 * HOUR, (value) => value * 20),
        usual,
      );
    const quiet = learned(above, usual).value;
    expect(learned(above, burst([...Array(14).keys()])).value).toBeGreaterThan(15 * quiet);
    expect(learned(above, burst([2, 9])).value).toBeGreaterThan(15 * quiet);
    const { threshold, outliers } = learnThreshold(above, burst([2, 6]), optionsOf(usual));
    expect(threshold?.value).toBe(quiet);
    expect(outliers.map(({ from, to }) => [(from - START) / HOUR, (to - START) / HOUR])).toEqual([
      [51, 52],
      [147, 148],
    ]);
  });
});

/** Days of some application: how many, how even, which alarm. */
const usual = fc.record({
  days: fc.integer({ min: 5, max: 14 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  noise: fc.double({ min: 0.01, max: 0.4, noNaN: true }),
  isDaily: fc.boolean(),
});
const figuresOf = ({ days, seed, noise, isDaily }: { days: number; seed: number; noise: number; isDaily: boolean }): Point[] =>
  usualFigures({ days, seed, noise, ...(isDaily ? { level: daily } : {}) });
const alarms = [above, below, free('source-lag-kinesis')];
const everyAlarm = fc.constantFrom(...alarms);
const few = { numRuns: 15 };

describe('whatever the days', () => {
  it('an incident on up to a fifth of them moves it by a few percent at most', () => {
    const incidents = fc.array(fc.record({ hour: fc.integer({ min: 0, max: 23 }), minutes: fc.integer({ min: 5, max: 1440 }) }), {
      minLength: 2,
      maxLength: 2,
    });
    fc.assert(
      fc.property(
        usual,
        everyAlarm,
        incidents,
        fc.nat(100),
        fc.double({ min: 4, max: 1000, noNaN: true }),
        (how, alarm, all, first, times) => {
          const before = figuresOf(how);
          const change = (value: number): number => (alarm === below ? value / times : value * times);
          // On days that follow each other: what comes again after a week is a habit.
          const some = all.slice(0, Math.floor(how.days / 5));
          const begin = first % (how.days - some.length + 1);
          const after = some.reduce((points, { hour, minutes }, i) => {
            const day = START + (begin + i) * DAY;
            return changedBetween(points, day + hour * HOUR, Math.min(day + DAY, day + hour * HOUR + minutes * MINUTE), change);
          }, before);
          expect(Math.abs(learned(alarm, after).value / learned(alarm, before).value - 1)).toBeLessThan(0.05);
        },
      ),
      few,
    );
  });

  it('does not fire on what it was learned from', () => {
    fc.assert(
      fc.property(
        usual,
        everyAlarm,
        fc.double({ min: 50, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (how, alarm, percentile, margin) => {
          const points = figuresOf(how);
          const threshold = learned(alarm, points, { percentile, margin });
          const series = { times: points.map(([at]) => at), values: points.map(([, value]) => value ?? 0) };
          const from = millis(START + 20 * MINUTE);
          const to = millis(START + how.days * DAY);
          const states = replay({ ...alarm, threshold }, series, { from, to, before: 'OK' });
          expect(states).toEqual([]);
        },
      ),
      few,
    );
  });

  it('is looser with a higher percentile and with a wider margin', () => {
    const pair = (min: number, max: number) =>
      fc
        .tuple(fc.double({ min, max, noNaN: true }), fc.double({ min, max, noNaN: true }))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(
        usual,
        everyAlarm,
        fc.constantFrom(true, false),
        pair(50, 100),
        pair(1, 10),
        (how, alarm, byHour, [low, high], [narrow, wide]) => {
          const points = figuresOf(how);
          const looser = (a: number, b: number): boolean => (alarm === below ? b <= a : b >= a);
          const at = (percentile: number, margin: number) => learned(alarm, points, { percentile, margin, byHour }).value;
          expect(looser(at(low, narrow), at(high, narrow))).toBe(true);
          expect(looser(at(low, narrow), at(low, wide))).toBe(true);
        },
      ),
      few,
    );
  });

  it('is the same in another unit', () => {
    fc.assert(
      fc.property(usual, everyAlarm, fc.constantFrom(1e-3, 1e3, 1024, 60), (how, alarm, unit) => {
        const points = figuresOf(how);
        const one = learned(alarm, points);
        const other = learned(
          alarm,
          points.map(([at, value]): Point => [at, value === null ? null : value * unit]),
        );
        // Both are rounded to three figures.
        expect(Math.abs(other.value / unit / one.value - 1)).toBeLessThan(0.011);
        expect(other.hours === null).toBe(one.hours === null);
      }),
      few,
    );
  });
});
