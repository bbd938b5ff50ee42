import { describe, expect, it } from 'vitest';
import { markers } from '#electron/engine/telemetry/past.ts';
import type { History } from '#electron/history/history.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import { HOUR, SECOND, millis } from '#shared/units/units.ts';
import { START, activity, arn, at, job, listed, ref, setup } from './recording.ts';
import { plainCheckpoint } from '#test/support/jobParts.ts';

describe('markers', () => {
  const read = (history: History, from = at(0), to = at(1_000)) =>
    markers(history, { connection: 'prod', application: arn, from, to });

  it('tell of starts, stops, deployments, scaling and maintenance by the states alone, from when to when', () => {
    const { history, recorder } = setup();
    const states: readonly (readonly [number, ApplicationStatus])[] = [
      [0, 'READY'],
      [1, 'STARTING'],
      [3, 'RUNNING'],
      [10, 'UPDATING'],
      [12, 'RUNNING'],
      [20, 'AUTOSCALING'],
      [21, 'RUNNING'],
      [30, 'MAINTENANCE'],
      [31, 'RUNNING'],
      [40, 'STOPPING'],
      [41, 'READY'],
    ];
    for (const [minute, status] of states) recorder.listed(ref, at(minute), listed(status));
    expect(read(history).map(({ kind, at: from, until }) => [kind, from, until])).toEqual([
      ['start', at(1), at(3)],
      ['deploy', at(10), at(12)],
      ['scale', at(20), at(21)],
      ['maintenance', at(30), at(31)],
      ['stop', at(40), at(41)],
    ]);
    expect(read(history, at(15), at(25)).map(({ kind }) => kind)).toEqual(['scale']);
  });

  it('tell of restarts of the same job, and not of another one’s count', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    for (const [minute, id, restarts] of [
      [0, 'one', 0],
      [5, 'one', 1],
      [9, 'one', 3],
      [20, 'two', 7],
    ] as const)
      recorder.job(ref, at(minute), job({ id, restarts }), 'managed');
    expect(read(history).map(({ kind, at: from, text }) => [kind, from, text])).toEqual([
      ['restart', at(5), 'Restarted'],
      ['restart', at(9), 'Restarted 2 times'],
    ]);
  });

  it('tell the same thing once: by its operation, and a deployment by its version', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    recorder.listed(ref, at(10), listed('UPDATING', 2));
    recorder.listed(ref, at(12), listed('RUNNING', 2));
    recorder.activity(ref, activity());
    expect(read(history)).toMatchObject([{ kind: 'deploy', text: 'Version 2 deployed' }]);
  });

  it('tell of what failed and of what was saved', () => {
    const { history, recorder } = setup();
    recorder.listed(ref, at(0), listed('RUNNING'));
    const base = {
      ...plainCheckpoint,
      savepoint: false,
      duration: millis(SECOND),
      checkpointedSize: null,
      stateSize: null,
    } as const;
    recorder.checkpoints(ref, 'job', [
      { ...base, id: 1, status: 'COMPLETED', triggered: at(1), failure: null },
      { ...base, id: 2, status: 'FAILED', triggered: at(2), failure: 'Too late.' },
      { ...base, id: 3, status: 'COMPLETED', savepoint: true, triggered: at(3), failure: null },
    ]);
    recorder.exceptions(ref, 'job', [
      { at: at(4), exception: 'java.io.IOException', stacktrace: '', task: null, taskManager: null },
    ]);
    expect(read(history).map(({ kind, text }) => [kind, text])).toEqual([
      ['failure', 'Checkpoint 2 failed: Too late.'],
      ['snapshot', 'Savepoint 3'],
      ['failure', 'IOException'],
    ]);
    expect(read(history, at(0), millis(START - HOUR))).toEqual([]);
  });

  it('tell of a deployment behind more checkpoints than a chart could show', { timeout: 60_000 }, () => {
    const { history, recorder } = setup();
    recorder.activity(ref, activity());
    for (let minute = 0; minute < 6_000; minute += 1)
      recorder.checkpoints(ref, 'job', [
        {
          ...plainCheckpoint,
          id: minute,
          status: 'COMPLETED',
          savepoint: false,
          triggered: at(minute),
          duration: SECOND,
          checkpointedSize: null,
          stateSize: null,
          failure: null,
        },
      ]);
    expect(read(history, at(0), at(6_000)).map(({ kind }) => kind)).toContain('deploy');
  });
});
