import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '#electron/engine/alarms/board/evaluation.ts';
import { LATE, begun, figuresFrom, goOn, ruled, stateOf } from '#electron/engine/alarms/board/evaluation.ts';
import type { Standing } from '#electron/engine/alarms/board/standing.ts';
import type { ReplayedRule } from '#shared/analysis/alarms/evaluation/replay.ts';
import { replay } from '#shared/analysis/alarms/evaluation/replay.ts';
import type { Points } from '#shared/analysis/metricMath/values.ts';
import { missingData } from '#shared/model/alarm.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = Date.UTC(2026, 9, 13, 12);
const at = (minute: number) => millis(START + minute * MINUTE);
const runs: readonly Standing[] = [{ from: millis(0), to: millis(8e15), kind: 'runs', seen: millis(8e15) }];

const rule = (change: Partial<ReplayedRule> = {}): ReplayedRule => ({
  comparison: 'GreaterThanThreshold',
  threshold: { basis: 'guide', value: 5 },
  period: MINUTE,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  missing: 'notBreaching',
  ...change,
});

/** A figure a minute from the beginning on; null: none. */
const pointsOf = (figures: ReadonlyMap<number, number>): Points => {
  const times = [...figures.keys()].sort((a, b) => a - b);
  return { times, values: times.map((time) => figures.get(time) ?? 0) };
};
const series = (...values: (number | null)[]): Points =>
  pointsOf(new Map(values.flatMap((value, i) => (value === null ? [] : [[at(i), value] as const]))));

interface Told {
  readonly at: number;
  readonly to: StateValue;
}

/** Judges in steps, with what is there at each; what was open before is replaced by what is told now. */
function judged(
  how: ReplayedRule,
  steps: readonly { readonly to: number; readonly points: Points }[],
  standing: readonly Standing[] = runs,
): { readonly changes: readonly Told[]; readonly last: Evaluation } {
  let last = begun(at(0), 'INSUFFICIENT_DATA');
  let changes: readonly Told[] = [];
  for (const { to, points } of steps) {
    const from = figuresFrom(last, how);
    const seen = points.times.flatMap((time, i) =>
      time >= from && time < at(to) ? [[time, points.values[i] ?? 0] as const] : [],
    );
    const { evaluation, changes: fresh } = goOn(how, pointsOf(new Map(seen)), last, { to: at(to), readTo: at(to), standing });
    changes = [...changes.filter((each) => each.at <= last.settled.at), ...fresh.map((each) => ({ at: each.at, to: each.to }))];
    last = evaluation;
  }
  return { changes, last };
}

it('tells the same in whatever pieces time comes, and however late its points do', () => {
  const late = LATE / MINUTE;
  const value = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 10 }));
  const scene = fc.record({
    points: fc.array(fc.record({ value, delay: fc.integer({ min: 0, max: late - 1 }) }), { minLength: 5, maxLength: 90 }),
    steps: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }),
    needed: fc.integer({ min: 1, max: 6 }),
    enough: fc.integer({ min: 1, max: 6 }),
    missing: fc.constantFrom(...missingData),
  });
  fc.assert(
    fc.property(scene, ({ points, steps, needed, enough, missing }) => {
      const how = rule({ evaluationPeriods: needed, datapointsToAlarm: Math.min(enough, needed), missing });
      const length = points.length;
      // The first figure is there at once: before it there is nothing to judge.
      const all = points.map((each, i) => (i === 0 ? { value: each.value ?? 0, delay: 0 } : each));
      const known = (now: number): Points => series(...all.map((each, i) => (i + each.delay < now ? each.value : null)));
      let now = 0;
      const moments = steps.map((step) => (now += step)).filter((moment) => moment < length);
      const ends = [...moments, length + late];
      const { changes } = judged(
        how,
        ends.map((to) => ({ to, points: known(to) })),
      );
      const figures = series(...all.map((each) => each.value));
      // What is missing before the first figure is not taken for silence.
      const filled = at(needed);
      const soon = replay({ ...how, missing: 'ignore' }, figures, { from: at(0), to: filled, before: 'INSUFFICIENT_DATA' });
      const then = replay(how, figures, {
        from: filled,
        to: at(length + late),
        before: soon.at(-1)?.state ?? 'INSUFFICIENT_DATA',
      });
      const whole = [...soon, ...then];
      expect(changes).toEqual(whole.map((each) => ({ at: each.at, to: each.state })));
    }),
    { numRuns: 2_000 },
  );
}, 120_000);

describe('judging goes on', () => {
  it('begins with the first figure: what was not watched is neither well nor silent', () => {
    const { changes } = judged(rule({ missing: 'breaching' }), [
      { to: 12, points: series(null, null, null, null, null, null, 1, 1, 1, 1, 1, 1) },
    ]);
    expect(changes).toEqual([{ at: at(7), to: 'OK' }]);
  });

  it('takes a change back when a late point says otherwise', () => {
    const early = judged(rule(), [{ to: 6, points: series(0, 0, 9, null, 9) }]);
    expect(early.changes.at(-1)).toEqual({ at: at(5), to: 'ALARM' });
    const { changes } = judged(rule(), [
      { to: 6, points: series(0, 0, 9, null, 9, 0) },
      { to: 7, points: series(0, 0, 9, 0, 0, 0, 0) },
    ]);
    expect(changes).toEqual([{ at: at(1), to: 'OK' }]);
  });

  it('says nothing of an application that stands, and begins anew with its first figure after', () => {
    const standing: readonly Standing[] = [
      { from: millis(0), to: at(6), kind: 'runs', seen: at(6) },
      { from: at(6), to: at(20), kind: 'stands', seen: at(20) },
      { from: at(20), to: millis(8e15), kind: 'runs', seen: millis(8e15) },
    ];
    const points = series(9, 9, 9, 9, 9, 9, ...Array<null>(17).fill(null), 9, 9, 9, 9);
    const how = rule({ comparison: 'LessThanThreshold', missing: 'breaching' });
    const { changes } = judged(how, [{ to: 27, points }], standing);
    expect(changes).toEqual([
      { at: at(1), to: 'OK' },
      { at: at(6), to: 'INSUFFICIENT_DATA' },
      { at: at(24), to: 'OK' },
    ]);
  });

  it('takes no silence for trouble while the application is changed', () => {
    const points = series(9, 9, 9, 9, null, null, null, null, null, 9, 9, 9);
    const how = rule({ comparison: 'LessThanThreshold', missing: 'breaching' });
    const changed: readonly Standing[] = [
      { from: millis(0), to: at(4), kind: 'runs', seen: at(4) },
      { from: at(4), to: at(10), kind: 'changes', seen: at(10) },
      { from: at(10), to: millis(8e15), kind: 'runs', seen: millis(8e15) },
    ];
    const states = (standing: readonly Standing[]) =>
      judged(how, [{ to: 12, points }], standing)
        .changes.filter(({ at: then }) => then > at(3))
        .map(({ to }) => to);
    expect(states(runs)).toEqual(['ALARM', 'OK']);
    expect(states(changed)).toEqual([]);
  });

  it('does not judge what was not read', () => {
    const points = series(9, 9, 9, 9);
    const how = rule({ comparison: 'LessThanThreshold', missing: 'breaching' });
    const { evaluation } = goOn(how, points, begun(at(0), 'OK'), { to: at(30), readTo: at(4), standing: runs });
    expect(stateOf(evaluation)).toBe('OK');
  });

  it('judges the newest period by a threshold that was chosen since, and nothing before it', () => {
    const points = series(...Array<number>(10).fill(3));
    const { last } = judged(rule(), [{ to: 10, points }]);
    expect(stateOf(last)).toBe('OK');
    const lower = rule({ threshold: { basis: 'chosen', value: 1, hours: null } });
    const { changes } = goOn(lower, points, ruled(last, lower), { to: at(10), readTo: at(10), standing: runs });
    expect(changes).toEqual([{ at: at(10), to: 'ALARM', because: 'figures' }]);
  });
});
