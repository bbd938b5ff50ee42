import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { lateChange } from '#shared/analysis/alarms/learning/lateChange.ts';
import type { LearnAnswer } from '#shared/analysis/alarms/learning/learn.ts';
import { learnThreshold } from '#shared/analysis/alarms/learning/learn.ts';
import { inTrouble } from '#shared/analysis/alarms/normal.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Point } from '#shared/model/application.ts';
import type { Marker } from '#shared/model/history.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, changedBetween, usualFigures } from './learnFigures.ts';

vi.setConfig({ testTimeout: 180_000 });

const PERIOD = 5 * MINUTE;
const lag: AlarmEntry = { ...alarmEntry('source-lag-kinesis') };
const above: AlarmEntry = { ...lag, learning: lag.learning === null ? null : { ...lag.learning, least: 0 } };
const below = alarmEntry('records-out-rate-low');

/** So many hours from an hour of the day on. */
const hoursOf = (from: number, hours: number, how: Omit<Parameters<typeof usualFigures>[0], 'days' | 'period'>): Point[] =>
  usualFigures({ days: 3, period: PERIOD, ...how }).filter(
    ([at]) => at >= START + from * HOUR && at < START + (from + hours) * HOUR,
  );
const learnOf = (alarm: AlarmEntry, points: readonly Point[], isTroubled = false): LearnAnswer => {
  const [from, last] = [points[0]?.[0] ?? START, points.at(-1)?.[0] ?? START];
  const to = millis(last + PERIOD);
  const options = { from: millis(from), to, now: to, percentile: null, margin: null, byHour: null, excluded: [] };
  return learnThreshold(alarm, points, { ...options, inTrouble: isTroubled, provisional: true });
};
const turned = (points: readonly Point[], sign = 1) => points.map(([at, value]) => ({ at, worse: sign * (value ?? 0) }));

describe('a short past that ends in an incident', () => {
  it('is learned from up to where the level changed, and says since when it is another', () => {
    const usual = hoursOf(6, 6, { seed: 1 });
    const since = START + 11 * HOUR + 10 * MINUTE;
    const { threshold, why, outliers } = learnOf(
      above,
      changedBetween(usual, since, START + 12 * HOUR, (value) => value * 40),
    );
    expect(threshold?.value).toBeLessThan(185);
    expect(threshold?.learned).toMatchObject({ count: 62, excluded: 10 });
    expect(why).toContain(
      'Since 2026-10-12 11:10 UTC the level is different, far worse than before, and left out: if that is normal now, learn from then on.',
    );
    expect(outliers).toEqual([{ from: since, to: START + 12 * HOUR, text: 'Another level than before' }]);
  });

  it('goes back to the foot of a lag that grows', () => {
    const usual = hoursOf(6, 6, { seed: 2 });
    const since = START + 10.5 * HOUR;
    const growing = usual.map(([at, value]): Point => [at, at < since ? value : (value ?? 0) + (at - since) / 100]);
    expect(lateChange(turned(growing), 0, false)).toBeLessThanOrEqual(since + PERIOD);
    expect(learnOf(above, growing).threshold?.value).toBeLessThan(190);
  });

  it('is none where figures only get better, where they are far below the least, and where the past is long', () => {
    const usual = hoursOf(6, 6, { seed: 3 });
    const fall = changedBetween(usual, START + 11 * HOUR, START + 12 * HOUR, (value) => value / 40);
    expect(lateChange(turned(fall), 0, false)).toBeNull();
    expect(lateChange(turned(fall, -1), -Infinity, false)).toBe(START + 11 * HOUR);
    const rise = changedBetween(usual, START + 11 * HOUR, START + 12 * HOUR, (value) => value * 40);
    expect(lateChange(turned(rise), 60_000, false)).toBeNull();
    const long = usualFigures({ days: 4, seed: 3, period: PERIOD });
    expect(
      lateChange(turned(changedBetween(long, START + 3.9 * DAY, START + 4 * DAY, (value) => value * 40)), 0, false),
    ).toBeNull();
    expect(lateChange([], 0, false)).toBeNull();
  });

  it('tells a smaller change where something else says that not all is well', () => {
    const usual = hoursOf(6, 6, { seed: 4, noise: 0.1 });
    const rise = changedBetween(usual, START + 11 * HOUR, START + 12 * HOUR, (value) => value * 1.65);
    expect(lateChange(turned(rise), 0, false)).toBeNull();
    expect(lateChange(turned(rise), 0, true)).toBe(START + 11 * HOUR);
  });

  it('an alarm of the account that came to ALARM, or health that is not good now, says so', () => {
    const ref = { connection: 'c', id: 'a' };
    const alarm = (at: number, until: number | null): Marker => ({
      ref,
      kind: 'alarm',
      at: millis(at),
      until: until === null ? null : millis(until),
      text: 'Lag',
    });
    const past = { from: millis(START), to: millis(START + DAY), outages: [], unwell: [] };
    expect(inTrouble({ ...past, markers: [] })).toBe(false);
    expect(inTrouble({ ...past, markers: [], isUnwell: true })).toBe(true);
    expect(inTrouble({ ...past, markers: [alarm(START + HOUR, null)] })).toBe(true);
    expect(inTrouble({ ...past, markers: [alarm(START + HOUR, START + 2 * HOUR)] })).toBe(false);
    // One that has been in ALARM all the time says nothing about a change.
    expect(inTrouble({ ...past, markers: [alarm(START - HOUR, null)] })).toBe(false);
  });
});

const seeds = fc.integer({ min: 1, max: 1e6 });
const noises = fc.double({ min: 0.01, max: 0.3, noNaN: true });
const begins = fc.integer({ min: 0, max: 23 });
/** Twice as much at noon as at midnight. */
const daily = (hour: number): number => 100 * (1.5 - 0.5 * Math.cos((hour / 24) * 2 * Math.PI));

describe('whatever the first hours', () => {
  it('an incident in the last 10–40 % of them moves the threshold by a few percent at most', () => {
    fc.assert(
      fc.property(
        fc.record({ seed: seeds, noise: noises }),
        fc.constantFrom(above, below),
        fc.constantFrom(6, 12, 24, 48),
        fc.double({ min: 0.1, max: 0.4, noNaN: true }),
        fc.double({ min: 5, max: 1000, noNaN: true }),
        (how, alarm, hours, share, times) => {
          const usual = hoursOf(0, hours, how);
          const since = START + Math.floor(((1 - share) * hours * HOUR) / PERIOD) * PERIOD;
          const before =
            learnOf(
              alarm,
              usual.filter(([at]) => at < since),
            ).threshold?.value ?? Number.NaN;
          const worse = (value: number): number => (alarm === below ? value / times : value * times);
          const after = learnOf(alarm, changedBetween(usual, since, Infinity, worse)).threshold?.value ?? Number.NaN;
          expect(Math.abs(after / before - 1)).toBeLessThan(0.05);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('what rises and falls with the day is not cut, at any hour', () => {
    fc.assert(
      fc.property(
        fc.record({ seed: seeds, noise: noises }),
        begins,
        fc.constantFrom(4, 6, 9, 12, 24),
        fc.constantFrom(1, -1),
        fc.boolean(),
        (how, begin, hours, sign, isTroubled) => {
          const points = hoursOf(begin, hours, { ...how, level: daily });
          expect(lateChange(turned(points, sign), -Infinity, isTroubled)).toBeNull();
        },
      ),
      { numRuns: 200 },
    );
  });
});
