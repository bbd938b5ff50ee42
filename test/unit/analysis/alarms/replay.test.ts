import { describe, expect, it } from 'vitest';
import type { ReplayedRule } from '#shared/analysis/alarms/evaluation/replay.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { NOON } from '#test/support/worlds.ts';

const rule: ReplayedRule = {
  comparison: 'GreaterThanThreshold',
  threshold: { basis: 'guide', value: 50 },
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missing: 'missing',
  period: MINUTE,
};
const minute = (n: number) => millis(NOON + n * MINUTE);
const points = (...values: readonly (number | null)[]) => {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ at: minute(i), value }]));
  return { times: known.map(({ at }) => at), values: known.map(({ value }) => value) };
};

describe('replay', () => {
  it('tells a change at the end of the period whose figure made it', () => {
    expect(replay(rule, points(1, 1, 90, 90, 1, 1, 1), { from: minute(0), to: minute(7), before: 'INSUFFICIENT_DATA' })).toEqual([
      { at: minute(1), state: 'OK' },
      { at: minute(4), state: 'ALARM' },
      { at: minute(6), state: 'OK' },
    ]);
  });

  it('looks at the figures before its beginning, and begins with the state before it', () => {
    expect(replay(rule, points(90, 90, 1, 1), { from: minute(2), to: minute(4), before: 'ALARM' })).toEqual([
      { at: minute(4), state: 'OK' },
    ]);
  });

  it('evaluates at the ends of periods only, whatever moments it is given', () => {
    expect(
      replay(rule, points(90, 90, 90), { from: millis(minute(0) + 30_000), to: millis(minute(3) - 1), before: 'OK' }),
    ).toEqual([{ at: minute(2), state: 'ALARM' }]);
  });

  it('lacks data once the evaluation range has none', () => {
    expect(replay(rule, points(1), { from: minute(0), to: minute(20), before: 'OK' })).toEqual([
      { at: minute(6), state: 'INSUFFICIENT_DATA' },
    ]);
  });

  it('tells nothing of an empty or a turned span', () => {
    expect(replay(rule, points(90, 90), { from: minute(2), to: minute(2), before: 'OK' })).toEqual([]);
    expect(replay(rule, points(90, 90), { from: minute(2), to: minute(1), before: 'OK' })).toEqual([]);
  });
});
