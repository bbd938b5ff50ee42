import { describe, expect, it } from 'vitest';
import { failureCause } from '#shared/analysis/checkpoints/failureCause.ts';
import { missedCheckpoints } from '#shared/analysis/checkpoints/missed.ts';
import { unusualCheckpoints } from '#shared/analysis/checkpoints/unusual.ts';
import { recordedJob } from '../../clients/recordedJob.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';

describe('why a checkpoint failed', () => {
  // Messages of Flink 1.20 and 2.3 (CheckpointFailureReason, exceptions of tasks), of the recordings and of the guide.
  it.each([
    ['Checkpoint expired before completing.', 'expired'],
    ['Checkpoint was declined.', 'declined'],
    ['Checkpoint was declined (task is not ready).', 'not-running'],
    ['Checkpoint was declined (tasks not ready)', 'not-running'],
    ['Not all required tasks are currently running.', 'not-running'],
    ['Checkpoint triggering task Source: a (1/2) of job x is not running. Aborting checkpoint.', 'not-running'],
    ['Failed to trigger checkpoint for job x because some tasks of job x has been finished', 'finished-tasks'],
    ['Asynchronous task checkpoint failed.', 'async'],
    [
      'Asynchronous task checkpoint failed. Caused by: com.esotericsoftware.kryo.KryoException: java.io.NotSerializableException: A',
      'serialization',
    ],
    ['Asynchronous task checkpoint failed. Caused by: java.io.IOException: No space left on device', 'storage'],
    ['Could not materialize checkpoint 3 for operator a (1/2).', 'storage'],
    ['com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Status Code: 403)', 'access'],
    ['java.lang.OutOfMemoryError: Java heap space', 'memory'],
    ['Exceeded checkpoint tolerable failure threshold.', 'tolerable'],
    ['Checkpoint Coordinator is suspending.', 'cancelled'],
    ['CheckpointCoordinator shutdown.', 'cancelled'],
    ['Checkpoint has been subsumed.', 'cancelled'],
    ['The job has failed.', 'cancelled'],
    ['something else', 'unknown'],
  ])('%s: %s', (message, id) => {
    const cause = failureCause(message);
    expect(cause?.id).toBe(id);
    expect(cause?.remedy).not.toBe('');
  });

  it('nothing is said of one that says nothing', () => {
    expect(failureCause(null)).toBeNull();
    expect(failureCause(' ')).toBeNull();
  });
});

describe('checkpoints that are missed', () => {
  const interval = MINUTE;
  const at = millis(1_700_000_000_000);
  const since = (minutes: number) =>
    missedCheckpoints({
      interval,
      started: null,
      at,
      last: { triggered: millis(at - minutes * MINUTE - 5 * SECOND), duration: millis(5 * SECOND) },
    });

  it('are told from three intervals on, loudly from ten and a quarter of an hour on, with the time of the last one', () => {
    expect(since(2)).toBeNull();
    expect(since(3)).toMatchObject({ level: 'warning', intervals: 3, since: at - 3 * MINUTE });
    expect(since(14)?.level).toBe('warning');
    expect(since(15)).toMatchObject({ level: 'critical', reason: 'No checkpoint completed for 15 min (interval 1 min).' });
  });

  it('are counted from the start of a job that has none, and not at all without an interval', () => {
    const started = millis(at - 20 * MINUTE);
    expect(missedCheckpoints({ interval, last: null, started, at })).toMatchObject({ since: started, intervals: 20 });
    expect(missedCheckpoints({ interval: null, last: null, started, at })).toBeNull();
  });
});

describe('unusual checkpoints', () => {
  it('are the failed ones, and those that took more than twice the median of ten before', () => {
    const { history } = recordedJob('1.20/checkpoint-trouble').checkpoints;
    expect(unusualCheckpoints(history).every(({ status }) => status === 'FAILED' || status === 'COMPLETED')).toBe(true);
    expect(unusualCheckpoints(history).some(({ status }) => status === 'FAILED')).toBe(true);
    const [one] = history;
    if (one === undefined) throw new Error('none');
    const took = (id: number, seconds: number) => ({
      ...one,
      id,
      status: 'COMPLETED' as const,
      duration: millis(seconds * SECOND),
    });
    expect(unusualCheckpoints([took(4, 5), took(3, 2), took(2, 2), took(1, 2)]).map(({ id }) => id)).toEqual([4]);
    expect(unusualCheckpoints([took(4, 4), took(3, 2), took(2, 2), took(1, 2)])).toEqual([]);
  });
});
