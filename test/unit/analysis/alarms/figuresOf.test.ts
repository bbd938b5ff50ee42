import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '#shared/analysis/alarms/evaluation/figuresOf.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { missingData } from '#shared/model/alarm.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { draw, stateDrawn } from '#test/support/alarms/cloudWatchRules.ts';
import { NOON } from '#test/support/worlds.ts';

const metric = (id: string, compared = false): AlarmQuery => ({
  id,
  series: { name: { namespace: 'Shop', metric: id, dimensions: {} }, statistic: 'Maximum' },
  expression: null,
  compared,
});
const expression = (id: string, text: string, compared = true): AlarmQuery => ({ id, series: null, expression: text, compared });
const minute = (n: number) => millis(NOON + n * MINUTE);
const pointsOf = (values: readonly (number | null)[]): Points => {
  const known = values.flatMap((value, i) => (value === null ? [] : [{ at: minute(i), value }]));
  return { times: known.map(({ at }) => at), values: known.map(({ value }) => value) };
};
const span = { from: minute(0), to: minute(60), period: MINUTE };

describe('figuresOf', () => {
  it('is a metric as it is', () => {
    const read = figuresOf([metric('m1', true)], () => pointsOf([1, null, 3]), span);
    expect(read).toMatchObject({ times: [minute(0), minute(2)], values: [1, 3] });
    expect(read.since).toBeUndefined();
  });

  it('is the furthest behind of several, where one of them tells something', () => {
    const lags: Record<string, Points> = { m1: pointsOf([1, 5, null, null]), m2: pointsOf([4, 2, 7, null]) };
    const queries = [metric('m1'), metric('m2'), expression('e1', 'MAX([m1, m2])')];
    expect(figuresOf(queries, (id) => lags[id] ?? pointsOf([]), span)).toMatchObject({
      times: [minute(0), minute(1), minute(2)],
      values: [4, 5, 7],
    });
  });

  it('says for a rate which datapoint it reaches back to, over gaps too', () => {
    const queries = [metric('m1'), expression('e1', 'RATE(m1)')];
    expect(figuresOf(queries, () => pointsOf([0, 6, null, null, 186]), span)).toMatchObject({
      times: [minute(1), minute(4)],
      values: [0.1, 1],
      since: [minute(0), minute(1)],
    });
  });

  it('follows expressions of expressions, whatever their order', () => {
    const queries = [expression('e1', 'e2 / 60000'), metric('m1'), expression('e2', 'm1 * 100', false)];
    expect(figuresOf(queries, () => pointsOf([600, 1200]), span)).toMatchObject({ values: [1, 2] });
  });

  it.each([
    ['that is none', 'MAX('],
    ['of what is not there', 'm7 + 1'],
    ['of itself', 'e1 + 1'],
    ['that gives a number', '3 * 4'],
    ['that gives several series', '[m1, m1]'],
  ])('is nothing for an expression %s', (_, text) => {
    expect(figuresOf([metric('m1'), expression('e1', text)], () => pointsOf([1, 2]), span).values).toEqual([]);
  });
});

describe('a rate that is replayed', () => {
  it('is what evaluations make of the datapoints of their own range alone', { timeout: 60_000 }, () => {
    const counts = fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { freq: 2 }), { minLength: 1, maxLength: 40 });
    const queries = [metric('m1'), expression('e1', 'RATE(m1)')];
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 6 }), fc.constantFrom(...missingData), (rises, periods, missing) => {
        let total = 0;
        const values = rises.map((rise) => (rise === null ? null : (total += rise)));
        const alarm = { evaluationPeriods: periods, datapointsToAlarm: Math.ceil(periods / 2), missing };
        const changes = replay(
          { ...alarm, comparison: 'GreaterThanThreshold', threshold: { basis: 'guide', value: 0 }, period: MINUTE },
          figuresOf(queries, () => pointsOf(values), span),
          { from: minute(0), to: minute(values.length), before: 'OK' },
        );
        let state: (typeof changes)[number]['state'] = 'OK';
        const own = values.flatMap((_, i) => {
          const range = values.map((value, at) => (at > i || at < i - (periods + 1) ? null : value));
          const rates = figuresOf(queries, () => pointsOf(range), span);
          const known = new Map(rates.times.map((at, k) => [at, rates.values[k] ?? null]));
          const drawn = range.slice(0, i + 1).map((_value, at) => draw(known.get(minute(at)) ?? null, 'GreaterThanThreshold', 0));
          const next = stateDrawn(alarm, drawn.join(''), state);
          if (next === state) return [];
          state = next;
          return [{ at: minute(i + 1), state }];
        });
        expect(changes).toEqual(own);
      }),
      { numRuns: 2000 },
    );
  });
});
