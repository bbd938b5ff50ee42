import { expect, it } from 'vitest';
import { summariseJob } from '#electron/engine/flink/clusterJob.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';

const now = millis(1_000 * MINUTE);

it('has no rate now for a job that restarts or has ended, though it had one seconds ago', () => {
  const job = jobOf('source -> sink');
  const rate = (state: string) => {
    const listed = { id: job.id, name: job.name, state, started: 0, ended: null };
    const connection = { id: 'local', name: 'Local' };
    return summariseJob(
      { connection, version: '1.20.5', listed, job: WAITING, points: () => [[millis(now - 10 * SECOND), 40]] },
      now,
    ).recordsIn;
  };
  expect(rate('RUNNING').current).toBe(40);
  for (const state of ['RESTARTING', 'FINISHED', 'FAILED']) {
    expect(rate(state).current, state).toBeNull();
    expect(rate(state).points, state).toHaveLength(1);
  }
});
