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
  let recorder = createRecorder(history);
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
    health: (minute: number, sick: boolean) => recorder.health(ref, at(minute), sick),
    /** The app is started anew: only what is kept is known. */
    restart: () => (recorder = createRecorder(history)),
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

  it('ends when it becomes sick though its job runs on, before and after the app is started anew, and at any moment since', () => {
    const { status, job, health, restart, goodUntil } = setup();
    status(0, 'RUNNING');
    job(0, 0);
    health(1, false);
    health(40, true);
    job(60, 0);
    expect(goodUntil(70)).toBe(40);
    restart();
    status(80, 'RUNNING');
    job(80, 0);
    expect(goodUntil(100)).toBe(40);
    health(100, true);
    expect(goodUntil(120)).toBe(40);
    health(120, false);
    expect(goodUntil(125)).toBe(40);
    expect(goodUntil(135)).toBe(135);
    // As it was told then.
    expect([goodUntil(30), goodUntil(100)]).toEqual([30, 40]);
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
