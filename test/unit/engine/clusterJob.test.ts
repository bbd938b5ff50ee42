import { expect, it } from 'vitest';
import { summariseJob } from '#electron/engine/flink/clusterJob.ts';
import { jobFigures } from '#electron/engine/flink/jobFigures.ts';
import { sampleRing } from '#electron/engine/flink/sampleRing.ts';
import { WAITING } from '#shared/model/snapshot.ts';
import { MINUTE, SECOND, millis, recordsPerSecond } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';

const now = millis(1_000 * MINUTE);

it('has no rate now for a job that restarts or has ended, though it had one seconds ago', () => {
  const { vertices, ...job } = jobOf('source -> sink');
  const ring = sampleRing();
  ring.add(
    millis(now - 10 * SECOND),
    jobFigures({ ...job, vertices: vertices.map((vertex) => ({ ...vertex, recordsOut: recordsPerSecond(40) })) }),
  );
  const rate = (state: string) => {
    const listed = { id: job.id, name: job.name, state, started: 0, ended: null };
    const connection = { id: 'local', name: 'Local' };
    return summariseJob({ connection, version: '1.20.5', listed, job: WAITING, ring }, now).recordsIn;
  };
  expect(rate('RUNNING').current).toBe(40);
  for (const state of ['RESTARTING', 'FINISHED', 'FAILED']) {
    expect(rate(state).current, state).toBeNull();
    expect(rate(state).points, state).toHaveLength(1);
  }
});
