import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#shared/analysis/alarms/evaluation/decide.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import { alarmStates, comparisons, missingData } from '#shared/model/alarm.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { draw, stateDrawn, statesDrawn } from '#test/support/alarms/cloudWatchRules.ts';
import { NOON } from '#test/support/worlds.ts';

/** Few levels, so that figures lie on the threshold often; often nothing, and gaps of some length. */
const figure = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant('gap' as const) },
);
const series = fc
  .tuple(fc.array(figure, { minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 9 }))
  .map(([drawn, long]) => drawn.flatMap((each) => (each === 'gap' ? Array.from({ length: long }, () => null) : [each])));
const rule = fc
  .record({
    comparison: fc.constantFrom(...comparisons),
    evaluationPeriods: fc.integer({ min: 1, max: 10 }),
    few: fc.double({ min: 0, max: 1, noNaN: true }),
    missing: fc.constantFrom(...missingData),
    period: fc.constantFrom(MINUTE, millis(5 * MINUTE)),
    threshold: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ few, ...given }) => ({ ...given, datapointsToAlarm: Math.max(1, Math.ceil(few * given.evaluationPeriods)) }));

const guide = (value: number): Threshold => ({ basis: 'guide', value });

/** The state after each period, from the changes that `replay` tells. */
function statesReplayed(changes: ReturnType<typeof replay>, ends: readonly number[], before: StateValue): StateValue[] {
  const at = new Map(changes.map((each) => [each.at, each.state]));
  let state = before;
  return ends.map((end) => (state = at.get(millis(end)) ?? state));
}

const RUNS = 10_000;

describe('our evaluation and another reading of CloudWatch’s rules', () => {
  it(`have the same states after each period of ${RUNS} random series`, { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(series, rule, fc.constantFrom(...alarmStates), (values, { period, threshold, ...alarm }, before) => {
        const begin = Math.ceil(NOON / period) * period;
        const points = values.flatMap((value, i) => (value === null ? [] : [{ at: begin + i * period, value }]));
        const changes = replay(
          { ...alarm, period, threshold: guide(threshold) },
          { times: points.map(({ at }) => at), values: points.map(({ value }) => value) },
          { from: millis(begin), to: millis(begin + values.length * period), before },
        );
        const drawn = values.map((value) => draw(value, alarm.comparison, threshold)).join('');
        const ends = values.map((_, i) => begin + (i + 1) * period);
        expect(statesReplayed(changes, ends, before)).toEqual(statesDrawn(alarm, drawn, before));
      }),
      { numRuns: RUNS },
    );
  });

  it('agree on each single evaluation that the simulator makes', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(series, rule, fc.constantFrom(...alarmStates), (values, { threshold, ...alarm }, before) => {
        const newestFirst = [...values].reverse().slice(0, alarm.evaluationPeriods + 2);
        const range = newestFirst.map((value, i) => ({ at: -i, value }));
        const drawn = values.map((value) => draw(value, alarm.comparison, threshold)).join('');
        expect(decide({ ...alarm, threshold }, range).state ?? before).toBe(stateDrawn(alarm, drawn, before));
      }),
      { numRuns: RUNS },
    );
  });

  it('agree where the threshold differs by hour', { timeout: 60_000 }, () => {
    const hours = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(series, rule, hours, (values, { period, ...alarm }, byHour) => {
        const begin = Math.ceil((NOON + 40 * MINUTE) / period) * period;
        const points = values.flatMap((value, i) => (value === null ? [] : [{ at: begin + i * period, value }]));
        const changes = replay(
          { ...alarm, period, threshold: { basis: 'chosen', value: 2, hours: byHour } },
          { times: points.map(({ at }) => at), values: points.map(({ value }) => value) },
          { from: millis(begin), to: millis(begin + values.length * period), before: 'OK' },
        );
        const drawn = values
          .map((value, i) => draw(value, alarm.comparison, byHour[Math.floor((begin + i * period) / HOUR) % 24] ?? 0))
          .join('');
        const ends = values.map((_, i) => begin + (i + 1) * period);
        expect(statesReplayed(changes, ends, 'OK')).toEqual(statesDrawn(alarm, drawn, 'OK'));
      }),
      { numRuns: 1000 },
    );
  });
});

const each = (drawn: string, datapointsToAlarm: number) =>
  (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map((missing) => {
    const symbols = drawn.replaceAll(' ', '');
    // What is retained is not one of the states that rules come to.
    const states = (['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const).map((current) =>
      stateDrawn({ evaluationPeriods: 3, datapointsToAlarm, missing }, symbols, current),
    );
    return new Set(states).size === 1 ? states[0] : 'retained';
  });

describe('the other reading has the tables of AWS’s page: missing, ignore, breaching, not breaching', () => {
  it.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'retained', 'ALARM', 'OK']],
  ])('three of three: %s', (drawn, expected) => expect(each(drawn, 3)).toEqual(expected));

  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'retained', 'ALARM', 'OK']],
  ])('two of three: %s', (drawn, expected) => expect(each(drawn, 2)).toEqual(expected));

  it('and its sentences', () => {
    // “does not go immediately into ALARM state”
    expect(each('- - - - X', 3)[0]).toBe('retained');
    expect(each('- - - X -', 3)[0]).toBe('retained');
    // “false positives are avoided when the next data point is non-breaching”
    expect(each('- - - X 0', 3)[0]).toBe('OK');
    expect(each('- - X - 0', 3)[0]).toBe('OK');
    // “The next time, if the data is still missing it will go to ALARM”
    const alarm = { evaluationPeriods: 3, datapointsToAlarm: 3, missing: 'breaching' } as const;
    expect(statesDrawn(alarm, '0----', 'OK').at(-1)).toBe('OK');
    expect(statesDrawn(alarm, '0-----', 'OK').at(-1)).toBe('ALARM');
  });
});
