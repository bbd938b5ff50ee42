import { describe, expect, it } from 'vitest';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { DAY, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { activity, at, described, job, listed, owner, ref, setup } from './recording.ts';
import { plainCheckpoint } from '#test/support/jobParts.ts';

describe('recording', () => {
  it('writes a state when it is another, and once a day', () => {
    const { recorder, kept } = setup();
    for (let minute = 0; minute < 10; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    recorder.listed(ref, at(10), listed('UPDATING', 2));
    recorder.listed(ref, at(11), listed('UPDATING', 2));
    expect(kept('state').map((record) => record.at)).toEqual([at(0), at(10)]);
    recorder.listed(ref, millis(at(11) + DAY), listed('UPDATING', 2));
    expect(kept('state')).toHaveLength(3);
  });

  it('keeps what was known at a moment when another word of it comes: a clock stands still, or jumps', () => {
    const { recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (let i = 0; i < 3; i += 1) recorder.listed(ref, at(0), listed('UPDATING'));
    recorder.listed(ref, at(0), listed('READY'));
    expect(kept('state').map((record) => record.at - at(0))).toEqual([0, 1, 2]);
    expect(kept('state')[0]).toMatchObject({ value: { listed: { status: 'RUNNING' } } });
  });

  it('goes on where the app that ran before has ended', () => {
    const { history, recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.described(ref, at(0), described());
    const next = createRecorder(history);
    next.listed(ref, at(5), listed('RUNNING'));
    next.described(ref, at(5), described());
    expect([kept('state').length, kept('description').length]).toEqual([1, 1]);
    next.listed(ref, at(6), null);
    expect(kept('state')).toHaveLength(2);
  });

  it('remembers nothing of what is gone: when it is back, it is compared with what is kept', () => {
    const { history, recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.described(ref, at(0), described());
    recorder.listed(ref, at(1), null);
    history.clear(null);
    recorder.described(ref, at(2), described());
    expect(kept('description').map((each) => each.at)).toEqual([at(2)]);
    recorder.described(ref, at(3), described());
    expect(kept('description')).toHaveLength(1);
  });

  it('writes everything anew after the history was cleared', () => {
    const { history, recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    history.clear('prod');
    for (let minute = 1; minute <= 3; minute += 1) recorder.listed(ref, at(minute), listed('RUNNING'));
    expect(kept('state').length).toBeGreaterThan(0);
  });

  it('keeps a job once a minute, its figures as they come, and an ended one once', () => {
    const { history, recorder, kept } = setup();
    for (let i = 0; i < 30; i += 1) recorder.job(ref, millis(at(0) + i * 10 * SECOND), job(), 'managed');
    expect(kept('job')).toHaveLength(5);
    const busy = history.samples
      .list(owner)
      .find(({ metric, dimensions }) => metric === 'busyTimeMsPerSecond' && dimensions['Task'] === 'sink');
    expect(busy).toMatchObject({ namespace: 'Flink', statistic: 'Gauge', unit: 'Ratio' });
    expect(busy && history.samples.read(busy, at(0), at(5), 'raw')).toHaveLength(30);
    // CloudWatch has the figures of the job as a whole.
    expect(history.samples.list(owner).some(({ metric }) => metric === 'numRestarts')).toBe(false);
    for (let minute = 5; minute < 9; minute += 1) recorder.job(ref, at(minute), job({ state: 'FINISHED' }), 'managed');
    expect(kept('job')).toHaveLength(6);
  });

  it('tells vertices of the same name apart', () => {
    const { history, recorder } = setup();
    const { vertices, ...rest } = job();
    recorder.job(
      ref,
      at(0),
      {
        ...rest,
        vertices: vertices.map((each) => ({
          ...each,
          name: 'Map',
          worst: { busy: null, backpressured: null, idle: null },
          recordsIn: null,
        })),
      },
      'cluster',
    );
    const twins = { ...rest, vertices: vertices.map((each) => ({ ...each, name: 'Map' })) };
    recorder.job(ref, at(1), twins, 'cluster');
    const dimensions = history.samples
      .list(owner)
      .filter(({ metric }) => metric === 'busyTimeMsPerSecond')
      .map((each) => each.dimensions);
    expect(dimensions).toEqual([{ Task: 'Map', Vertex: 'sink' }]);
  });

  it('keeps what is told again and again once: checkpoints, exceptions, activity', () => {
    const { recorder, kept } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const checkpoint = {
      ...plainCheckpoint,
      id: 7,
      savepoint: false,
      triggered: at(1),
      checkpointedSize: null,
      stateSize: null,
      failure: null,
    } as const;
    recorder.checkpoints(ref, 'job', [{ ...checkpoint, status: 'IN_PROGRESS', duration: null }]);
    for (let i = 0; i < 3; i += 1)
      recorder.checkpoints(ref, 'job', [{ ...checkpoint, status: 'COMPLETED', duration: millis(30 * SECOND) }]);
    expect(kept('checkpoint')).toMatchObject([{ at: at(1), until: at(1.5), value: { status: 'COMPLETED' } }]);
    const thrown = { at: at(2), exception: 'java.lang.Boom', stacktrace: '', task: 'sink', taskManager: null };
    for (let i = 0; i < 3; i += 1) recorder.exceptions(ref, 'job', [thrown]);
    expect(kept('exception')).toHaveLength(1);
    for (let i = 0; i < 3; i += 1) recorder.activity(ref, activity());
    expect([kept('operation').length, kept('version').length, kept('activity').length]).toEqual([1, 1, 1]);
  });

  it('marks sentinels and NaN, in our unit', () => {
    const { history, recorder } = setup();
    const name = { namespace: 'AWS/KinesisAnalytics', metric: 'millisBehindLatest', dimensions: { Application: 'orders' } };
    recorder.points(ref, name, { statistic: 'Maximum', period: MINUTE }, [
      [at(0), 5],
      [at(1), -1],
      [at(2), Number.NaN],
    ]);
    const [series] = history.samples.list(owner);
    expect(series && history.samples.read(series, at(0), at(3), 'raw')).toMatchObject([
      { count: 1, maximum: 5 },
      { count: 0, sentinels: 1, maximum: null },
      { count: 0, notNumbers: 1, maximum: null },
    ]);
  });
});
