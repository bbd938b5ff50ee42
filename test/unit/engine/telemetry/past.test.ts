import { describe, expect, it } from 'vitest';
import { markers, past } from '#electron/engine/telemetry/past.ts';
import { searchKept } from '#electron/engine/telemetry/searchKept.ts';
import type { History } from '#electron/history/history.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { START, alarm, arn, at, connection, job, listed, owner, ref, setup } from './recording.ts';

describe('the past', () => {
  const snapshot = async (history: History, topic: Topic, moment: number) =>
    (await past(history, connection, topic, millis(moment))).snapshot;
  const fleet = { kind: 'fleet', connection: 'prod' } as const;
  const rows = async (history: History, moment: number) => {
    const then = await snapshot(history, fleet, moment);
    return then.state === 'live' ? (then.value as ApplicationSummary[]).map(({ name, status }) => [name, status]) : then.state;
  };

  it('says which moment it describes: nobody watched after it', async () => {
    const { history, recorder } = setup();
    for (let minute = 0; minute <= 10; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    recorder.listed(ref, at(300), listed('READY'));
    expect(await snapshot(history, fleet, at(4))).toMatchObject({ state: 'live', at: at(4) });
    expect(await snapshot(history, fleet, at(200))).toMatchObject({ state: 'live', at: at(10) });
    expect(await rows(history, at(200))).toEqual([['orders', 'RUNNING']]);
    expect(await rows(history, at(300))).toEqual([['orders', 'READY']]);
    expect(await snapshot(history, fleet, at(-1))).toMatchObject({ state: 'failed', error: { source: 'History' } });
  });

  it('of a fleet lets others have their turn', async () => {
    const { history, recorder } = setup();
    for (const name of ['a', 'b', 'c']) recorder.listed({ ...ref, id: name }, at(0), { ...listed('RUNNING'), arn: name, name });
    const order: string[] = [];
    setImmediate(() => order.push('other'));
    const read = await rows(history, at(0));
    order.push('fleet');
    expect([read.length, order]).toEqual([3, ['other', 'fleet']]);
  });

  it('goes on while the app runs for longer than anything is kept', async () => {
    const { history, recorder } = setup();
    const days = (n: number) => millis(START + n * DAY);
    for (let minute = 0; minute <= 3 * 24 * 60; minute += 4) recorder.listed(ref, at(minute), listed('RUNNING'));
    history.flush();
    for (let i = 0; i < 5; i += 1) history.tidy(new Map([['prod', days(3)]]), { retention: DAY, mostBytes: 1e9 });
    expect(await snapshot(history, fleet, days(2.9))).toMatchObject({ state: 'live', at: days(2.9) });
    expect(await rows(history, days(2.9))).toEqual([['orders', 'RUNNING']]);
  });

  it('does not have what was not there yet, or not any more', async () => {
    const { history, recorder } = setup();
    const other = { connection: 'prod', id: `${arn}-2` };
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.listed(other, at(5), { ...listed('RUNNING'), arn: other.id, name: 'late' });
    recorder.listed(ref, at(8), null);
    expect([await rows(history, at(1)), await rows(history, at(6)), await rows(history, at(9))]).toEqual([
      [['orders', 'RUNNING']],
      [
        ['late', 'RUNNING'],
        ['orders', 'RUNNING'],
      ],
      [['late', 'RUNNING']],
    ]);
    expect(await snapshot(history, { kind: 'application', ref }, at(9))).toMatchObject({ state: 'failed' });
  });

  it('tells of a job that stands still that it has none, and of the newest one when it was read', async () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.job(ref, at(1), job(), 'managed');
    recorder.listed(ref, at(2), listed('RUNNING'));
    expect(await snapshot(history, { kind: 'job', ref }, at(2))).toEqual({ state: 'live', at: at(1), value: job() });
    recorder.listed(ref, at(3), listed('READY'));
    expect(await snapshot(history, { kind: 'job', ref }, at(3))).toMatchObject({
      state: 'failed',
      error: { kind: 'not-running' },
    });
  });

  it('has the figures of a row of days ago, of which only roll-ups are left', async () => {
    const { history, recorder } = setup();
    const rate = { namespace: 'AWS/KinesisAnalytics', metric: 'numRecordsInPerSecond', dimensions: { Application: 'orders' } };
    for (let minute = 0; minute <= 60; minute += 1) {
      recorder.listed(ref, at(minute), listed('RUNNING'));
      recorder.points(ref, rate, { statistic: 'Average', period: MINUTE }, [[at(minute), 40]]);
    }
    const row = async () => {
      const then = await snapshot(history, fleet, at(60));
      return then.state === 'live' ? (then.value as ApplicationSummary[])[0]?.recordsIn : null;
    };
    const before = await row();
    expect(before?.current).toBe(40);
    for (let i = 0; i < 20; i += 1)
      history.tidy(new Map([['prod', millis(START + 5 * DAY)]]), { retention: millis(14 * DAY), mostBytes: 1e9 });
    const [series] = history.samples.list(owner);
    expect(series && history.samples.read(series, at(0), at(60), 'raw').length).toBeLessThan(15);
    expect(await row()).toEqual(before);
  });

  it('has the end of the log, its groups and the list of series; lines are found by their words', async () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const line = (minute: number, level: string, message: string) => ({
      at: at(minute),
      stream: 'stream',
      message: JSON.stringify({ messageType: level, logger: 'org.apache.flink.Task', message }),
    });
    recorder.lines(ref, [line(1, 'INFO', 'Completed checkpoint 7.'), line(2, 'ERROR', 'Sink refused 12 records.')]);
    recorder.lines(ref, [line(30, 'ERROR', 'Of later.')]);
    for (const minute of [2, 4]) recorder.listed(ref, at(minute), listed('RUNNING'));
    expect(await snapshot(history, { kind: 'logTail', ref }, at(4))).toMatchObject({
      state: 'live',
      value: { records: [{ at: at(1) }, { at: at(2) }], readTo: at(4) },
    });
    expect(await snapshot(history, { kind: 'logGroups', ref, minutes: 60 }, at(4))).toMatchObject({
      state: 'live',
      value: { groups: [{ level: 'ERROR', count: 1 }], to: at(4) },
    });
    const name = { namespace: 'AWS/KinesisAnalytics', metric: 'managedMemoryUsed', dimensions: { Application: 'orders' } };
    for (const metric of [name.metric, 'managedMemoryTotal'])
      recorder.points(ref, { ...name, metric }, { statistic: 'Maximum', period: MINUTE }, [[at(1), 5]]);
    expect(await snapshot(history, { kind: 'metrics', ref }, at(4))).toMatchObject({
      state: 'live',
      value: { series: [{ unit: 'Bytes' }, { unit: 'Bytes' }, { name: { namespace: 'Derived', metric: 'managedMemoryShare' } }] },
    });
    const search = { ref, pattern: 'records refused', from: at(0), to: at(60), limit: 10 };
    expect(searchKept(history, search)).toMatchObject({ ok: true, value: { records: [{ at: at(2) }], truncated: false } });
  });

  it('says what is of now alone', async () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (const topic of [{ kind: 'budget' }, { kind: 'insights', connection: 'prod', id: 'x' }] as const)
      expect(await snapshot(history, topic, at(0))).toMatchObject({
        state: 'failed',
        error: { message: expect.stringContaining(topic.kind) },
      });
  });

  it('has the alarms and what was done as they were', async () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    expect(await snapshot(history, { kind: 'alarms', connection: 'prod' }, at(0))).toMatchObject({ state: 'failed' });
    recorder.alarms('prod', at(1), [alarm('OK', 0)]);
    recorder.alarms('prod', at(3), [alarm('ALARM', 3)]);
    recorder.alarms('prod', at(5), [alarm('OK', 5), alarm('OK', 0, 'other')]);
    recorder.alarms('prod', at(7), [alarm('OK', 0, 'other')]);
    for (let minute = 1; minute <= 8; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    const then = async (minute: number) => {
      const alarms = await snapshot(history, { kind: 'alarms', connection: 'prod' }, at(minute));
      return alarms.state === 'live' ? (alarms.value as Alarm[]).map(({ name, state }) => `${name} ${state}`) : alarms.state;
    };
    expect([await then(2), await then(4), await then(6), await then(8)]).toEqual([
      ['cpu OK'],
      ['cpu ALARM'],
      ['cpu OK', 'other OK'],
      ['other OK'],
    ]);
    const [first] = markers(history, { connection: 'prod', application: arn, from: at(0), to: at(8) }).filter(
      ({ kind }) => kind === 'alarm',
    );
    expect(first).toMatchObject({ at: at(3), until: at(5), text: 'Alarm cpu' });
  });
});
