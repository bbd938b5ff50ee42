import { describe, expect, it } from 'vitest';
import { figureMemory } from '#electron/engine/alarms/board/figureMemory.ts';
import { keptChanges } from '#electron/engine/alarms/board/keptChanges.ts';
import type { OwnAlarm } from '#electron/engine/alarms/board/ownAlarm.ts';
import { ownAlarm } from '#electron/engine/alarms/board/ownAlarm.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import { NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = Date.UTC(2026, 9, 13, 12);
const at = (minute: number) => millis(START + minute * MINUTE);
const ref = { connection: 'prod', id: 'arn:orders' };
const owner = { connection: ref.connection, application: ref.id };
const alarm = { ...alarmEntry('cpu-high'), evaluationPeriods: 3, datapointsToAlarm: 2 };
const name = { namespace: NAMESPACE, metric: 'cpuUtilization', dimensions: { Application: 'orders' } };
const queries: readonly AlarmQuery[] = [{ id: 'm1', series: { name, statistic: 'Maximum' }, expression: null, compared: true }];
const guide: Threshold = { basis: 'guide', value: 80 };
const runs = [{ from: millis(0), to: millis(8e15), kind: 'runs', seen: millis(8e15) }] as const;

/** A history, and what a poll that reads percents of a processor, one a minute, does with it. */
function setup(history: History = openHistory({ file: null, mode: 'write', log: () => undefined })) {
  const memory = figureMemory(history, owner);
  const recorder = createRecorder(history, {
    points: (_, series, points) => memory.take(series, points),
    read: () => undefined,
    forget: () => undefined,
  });
  const own: OwnAlarm = ownAlarm(history, owner, alarm, {
    kept: keptChanges(history, owner, at(10_000)).get(alarm.id) ?? [],
    figures: (...question) => memory.figures(...question),
  });
  return {
    history,
    own,
    record: (from: number, ...percents: number[]) =>
      recorder.points(
        ref,
        name,
        { statistic: 'Maximum', period: MINUTE },
        percents.map((percent, i) => [at(from + i), percent]),
      ),
    judge: (to: number, threshold: Threshold = guide) =>
      own.judge({ queries, threshold, changedFrom: at(0), span: { to: at(to), readTo: at(to), standing: runs } }),
  };
}
const told = ({ changes }: OwnAlarm) => changes.map(({ at: then, to }) => [(then - START) / MINUTE, to]);

describe('an alarm of ours', () => {
  it('goes off and is well again with what comes, and says by which figures', () => {
    const { own, record, judge } = setup();
    record(0, 40, 50, 81, 95);
    expect(judge(4)).toBe(true);
    record(4, 30, 20);
    expect(judge(6)).toBe(true);
    expect(told(own)).toEqual([
      [6, 'OK'],
      [4, 'ALARM'],
      [1, 'OK'],
    ]);
    expect(own.changes[1]).toMatchObject({ from: 'OK', reason: '2 of 3 figures are above 80 %; the newest is 95 %.' });
    expect(judge(7)).toBe(false);
  });

  it('compares the figures of the service, not ones that our units have blurred', () => {
    const { own, record, judge } = setup();
    record(0, 57, 57, 57);
    judge(3, { basis: 'chosen', value: 57, hours: null });
    expect(told(own)).toEqual([[1, 'OK']]);
    record(3, 57.1, 57.1, 57.1);
    judge(6, { basis: 'chosen', value: 57, hours: null });
    expect(told(own)[0]).toEqual([5, 'ALARM']);
  });

  it('takes a late point into account, and forgets what it had told without it', () => {
    const { own, history, record, judge } = setup();
    record(0, 40, 90);
    record(3, 90, 40);
    judge(5);
    expect(told(own)[0]).toEqual([4, 'ALARM']);
    record(3, 10);
    judge(6);
    expect(told(own)).toEqual([[1, 'OK']]);
    expect(keptChanges(history, owner, at(100)).get(alarm.id)).toHaveLength(1);
  });

  it('goes on after the app was away, with the state that it had, from the figures that were read since', () => {
    const { history, record, judge } = setup();
    record(0, 90, 90, 90);
    judge(3);
    const again = setup(history);
    expect(told(again.own)).toEqual([[2, 'ALARM']]);
    again.record(3, ...Array<number>(57).fill(90), 20, 20, 20);
    again.judge(63);
    expect(told(again.own)).toEqual([
      [62, 'OK'],
      [2, 'ALARM'],
    ]);
  });

  it('invents nothing when time jumps: neither for the time that nobody read, nor for the one before the first figure after', () => {
    const { own, record, judge } = setup();
    record(0, 90, 90, 90);
    judge(3);
    record(1000, 90, 90, 90);
    judge(1003);
    expect(told(own)).toEqual([[2, 'ALARM']]);
    record(2000, 20, 20, 20);
    judge(2003);
    expect(told(own)[0]?.[1]).toBe('OK');
    expect(told(own)).toHaveLength(2);
  });

  it('is judged anew for now when another threshold is chosen; what was told of the past stays', () => {
    const { own, record, judge } = setup();
    record(0, ...Array<number>(10).fill(60));
    judge(10);
    judge(10, { basis: 'chosen', value: 50, hours: null });
    expect(told(own)).toEqual([
      [10, 'ALARM'],
      [1, 'OK'],
    ]);
    judge(10, guide);
    expect(own.changes[0]?.to).toBe('OK');
  });

  it('goes on firing when another threshold, that is breached too, is chosen right after it fired', () => {
    const { own, record, judge } = setup();
    record(0, 10, 10, 10, ...Array<number>(12).fill(99));
    let fired = 3;
    for (; own.changes[0]?.to !== 'ALARM' && fired < 15; fired++) judge(fired);
    const before = told(own);
    judge(fired - 1, { basis: 'chosen', value: 95, hours: null });
    expect(told(own)).toEqual(before);
    judge(15, { basis: 'chosen', value: 95, hours: null });
    expect(told(own)).toEqual(before);
  });

  it('keeps the threshold that each change was judged by', () => {
    const { history, record, judge } = setup();
    record(0, 60, 60, 60);
    judge(3, { basis: 'chosen', value: 50, hours: null });
    expect(keptChanges(history, owner, at(100)).get(alarm.id)?.[0]?.threshold).toEqual({
      basis: 'chosen',
      value: 50,
      hours: null,
    });
  });
});

it('hears that the application stopped, though no time has passed since it was judged', () => {
  const { own, record, judge } = setup();
  record(0, 90, 90, 90);
  judge(3);
  const stands = [
    { from: millis(0), to: at(3), kind: 'runs', seen: at(3) },
    { from: at(3), to: millis(8e15), kind: 'stands', seen: at(3) },
  ] as const;
  const span = { to: at(3), readTo: at(3), standing: stands };
  expect(own.judge({ queries, threshold: guide, changedFrom: at(100), span })).toBe(true);
  expect(own.changes[0]).toMatchObject({ to: 'INSUFFICIENT_DATA', reason: 'The application does not run: nothing is judged.' });
});
