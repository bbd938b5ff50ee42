import { describe, expect, it } from 'vitest';
import { decide } from '#shared/analysis/alarms/evaluation/decide.ts';
import type { Slot } from '#shared/analysis/alarms/evaluation/decide.ts';

/** `0 - X`: within the threshold, no datapoint, breaching; the most recent at the right. */
const range = (drawn: string): readonly Slot[] =>
  drawn
    .split(' ')
    .map((sign, at) => ({ at, value: sign === '-' ? null : sign === 'X' ? 100 : 0 }))
    .reverse();

const states = (drawn: string, datapointsToAlarm: number): readonly (string | null)[] =>
  (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map(
    (missing) =>
      decide(
        { comparison: 'GreaterThanThreshold', threshold: 50, evaluationPeriods: 3, datapointsToAlarm, missing },
        range(drawn),
      ).state,
  );

const RETAINED = null;

describe('an alarm’s state by its datapoints, as the service’s guide tabulates it: missing, ignore, breaching, notBreaching', () => {
  it.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', RETAINED, 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', RETAINED, 'ALARM', 'OK']],
  ])('three of three: %s', (drawn, expected) => {
    expect(states(drawn, 3)).toEqual(expected);
  });

  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', RETAINED, 'ALARM', 'OK']],
  ])('two of three: %s', (drawn, expected) => {
    expect(states(drawn, 2)).toEqual(expected);
  });

  it('one breaching datapoint alone is no alarm yet: the next one may be good', () => {
    expect(states('- - - - X', 3)[0]).toBe(RETAINED);
    expect(states('- - - X -', 3)[0]).toBe(RETAINED);
  });
});
