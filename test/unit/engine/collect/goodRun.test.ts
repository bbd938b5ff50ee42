import { describe, expect, it } from 'vitest';
import { lastGoodRun } from '#electron/engine/aws/collect/goodRun.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { JobState } from '#shared/model/job.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { jobOf } from '../../analysis/jobOf.ts';

const start = Math.ceil(1_700_000_000_000 / HOUR) * HOUR;
const ref = { connection: 'prod', id: 'arn' };
const owner = { connection: 'prod', application: 'arn' };
const at = (minutes: number) => millis(start + minutes * MINUTE);

/** What was learnt of an application, minute by minute. */
function setup() {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const recorder = createRecorder(history);
  return {
    status: (minute: number, status: ApplicationStatus) =>
      recorder.listed(ref, at(minute), {
        name: 'orders',
        arn: 'arn',
        status,
        version: 1,
        runtime: 'FLINK-1_20',
        mode: 'STREAMING',
      }),
    job: (minute: number, restarts: number, state: JobState = 'RUNNING') =>
      recorder.job(ref, at(minute), { ...jobOf('source -> sink'), state, restarts }, 'managed'),
    goodUntil: (minute: number) => {
      const good = lastGoodRun(history, owner, at(minute));
      return good === null ? null : (good - start) / MINUTE;
    },
  };
}

describe('the last good run of an application', () => {
  it('lasts while its job runs without a restart', () => {
    const { status, job, goodUntil } = setup();
    expect(goodUntil(0)).toBeNull();
    status(0, 'RUNNING');
    job(0, 0);
    expect(goodUntil(5)).toBeNull();
    expect(goodUntil(30)).toBe(30);
  });

  it('ends with a restart, and a job that restarts over and over has none after it', () => {
    const { status, job, goodUntil } = setup();
    status(0, 'RUNNING');
    job(0, 0);
    for (let minute = 30; minute < 60; minute += 3) {
      job(minute, minute, 'RESTARTING');
      job(minute + 1, minute);
    }
    expect(goodUntil(60)).toBe(30);
    job(61, 100);
    expect(goodUntil(75)).toBe(75);
  });

  it('is still known when a job has failed for a whole night since', { timeout: 60_000 }, () => {
    const { status, job, goodUntil } = setup();
    status(0, 'RUNNING');
    job(0, 0);
    for (let minute = 30; minute < 30 + 9 * 60; minute += 1) {
      job(minute, minute, 'RESTARTING');
      job(minute + 0.5, minute);
    }
    expect(goodUntil(30 + 9 * 60)).toBe(30);
  });

  it('ends when it is stopped, and is another after it is started anew', () => {
    const { status, job, goodUntil } = setup();
    status(0, 'RUNNING');
    job(0, 0);
    status(20, 'STOPPING');
    status(25, 'READY');
    expect(goodUntil(100)).toBe(20);
    status(120, 'RUNNING');
    expect(goodUntil(125)).toBe(20);
    expect(goodUntil(140)).toBe(140);
  });
});
