import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { direction, increase, latest, meanOver, zeroSince } from '#shared/analysis/facts/points.ts';
import type { Point } from '#shared/model/application.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const now = millis(100 * MINUTE);
/** One value a minute, the last one now: `5 5 - 7`, where - is a gap. */
const series = (text: string): Point[] => {
  const values = text.split(' ');
  return values.map((value, i) => [millis(now - (values.length - 1 - i) * MINUTE), value === '-' ? null : Number(value)]);
};
const minutes = (n: number) => millis(n * MINUTE);

describe('latest', () => {
  const fresh = { within: minutes(5), delay: minutes(3) };
  it('is the newest value, over minutes at the end whose values may still come', () =>
    expect(latest(series('3 7 - - -'), now, fresh)).toBe(7));
  it('is nothing from before a gap that is there to stay', () => expect(latest(series('3 7 - - - -'), now, fresh)).toBeNull());
  it('does not mind a gap before it', () => expect(latest(series('3 - - - - 7 -'), now, fresh)).toBe(7));
  it('is nothing when the newest value is too old', () => expect(latest([[minutes(94), 7]], now, fresh)).toBeNull());
  it('takes a zero for a value', () => expect(latest(series('7 0'), now, fresh)).toBe(0));
});

describe('increase', () => {
  it('is what a counter grew by', () => expect(increase(series('4 4 5 - 7'), now, minutes(10))).toBe(3));
  it('counts on where a counter starts anew', () => expect(increase(series('9 9 1 2'), now, minutes(10))).toBe(2));
  it('looks no further back than asked', () => expect(increase(series('0 0 0 9 9 9 9'), now, minutes(3))).toBe(0));
  it('is not known from one point', () => expect(increase(series('- - 5'), now, minutes(10))).toBeNull());
  it('is never negative', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(50)), { maxLength: 30 }), (values) => {
        const points = values.map((value, i): Point => [millis(now - (values.length - 1 - i) * MINUTE), value]);
        expect(increase(points, now, minutes(60)) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('direction', () => {
  const rule = { within: minutes(10), jitter: 1, noise: 10 };
  it('grows', () => expect(direction(series('100 120 140 160 180 200 220 240 260 280'), now, rule)).toBe('growing'));
  it('shrinks', () => expect(direction(series('280 260 240 220 200 180 160 140 120 100'), now, rule)).toBe('shrinking'));
  it('is steady within the noise', () => expect(direction(series('1 2 3 4 5 6 7 8 9 10'), now, rule)).toBe('steady'));
  it('grows evenly, however much there is already', () =>
    expect(direction(series('90000 90020 90040 90060 90080 90100 90120 90140 90160 90180'), now, rule)).toBe('growing'));
  it('is steady when it only jumps about', () =>
    expect(direction(series('1000 1300 950 1280 1010 1330 1000 1310 1050 1290'), now, rule)).toBe('steady'));
  it('grows, though its newest minutes have not come yet', () =>
    expect(direction(series('100 120 140 160 180 200 220 240 - -'), now, rule)).toBe('growing'));
  it('shrinks when it drains after an outage, however small it was before', () => {
    expect(direction(series('0.6 0.6 0.6 - - 900 700 300 70'), now, rule)).toBe('shrinking');
    expect(direction(series('0.6 0.6 0.6 - - 900 700 300 70 -'), now, rule)).toBe('shrinking');
  });
  it('is steady right after an outage, until there is a course', () =>
    expect(direction(series('0.6 0.6 0.6 0.6 - - 900 950'), now, rule)).toBe('steady'));
  it('is no longer growing when its newest value has turned back', () =>
    expect(direction(series('0 0 0 0 900 900 900 700 300 70'), now, rule)).toBe('steady'));
  it('grows after an outage, too', () => expect(direction(series('5 5 5 - 100 160 220 280'), now, rule)).toBe('growing'));
  it('says nothing of one half', () => expect(direction(series('900 900 900'), now, rule)).toBe('steady'));
});

describe('meanOver', () => {
  it('is over the last minutes alone', () => expect(meanOver(series('9 9 9 1 1 1'), now, minutes(2))).toBe(1));
  it('is not known when most of them are gaps', () => expect(meanOver(series('- - - 1'), now, minutes(5))).toBeNull());
});

describe('zeroSince', () => {
  it('is when the zeros at the end began', () => expect(zeroSince(series('5 4 0 0 0'))).toBe(now - minutes(2)));
  it('is nothing while the newest is above zero', () => expect(zeroSince(series('0 0 1'))).toBeNull());
  it('is nothing for one that has never read', () => expect(zeroSince(series('0 0 0'))).toBeNull());
});
