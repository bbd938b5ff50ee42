import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplicationStatus } from '#shared/model/application.ts';
import type { SimulatedApplication, SimulatedJob } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { anyWishes, carefulWishes, wish } from '#test/support/ownersWishes.ts';

/** The guide's diagram of statuses: where one can lead. */
const leadsTo: Partial<Record<ApplicationStatus, readonly ApplicationStatus[]>> = {
  READY: ['STARTING', 'UPDATING', 'DELETING'],
  STARTING: ['RUNNING', 'READY', 'FORCE_STOPPING'],
  RUNNING: ['STOPPING', 'FORCE_STOPPING', 'UPDATING', 'AUTOSCALING', 'ROLLING_BACK', 'MAINTENANCE', 'READY', 'DELETING'],
  STOPPING: ['READY', 'FORCE_STOPPING'],
  FORCE_STOPPING: ['READY'],
  UPDATING: ['RUNNING', 'READY', 'FORCE_STOPPING', 'ROLLING_BACK'],
  AUTOSCALING: ['RUNNING', 'READY', 'FORCE_STOPPING', 'ROLLING_BACK'],
  ROLLING_BACK: ['RUNNING', 'READY'],
  MAINTENANCE: ['RUNNING'],
};

const blueprint = fc.constantFrom('ticker-counts', 'device-sessions', 'stream-copy');
const seed = fc.nat({ max: 500 });

interface Seen {
  readonly status: ApplicationStatus;
  readonly versionId: number;
  readonly job: Counters | null;
}

interface Counters {
  readonly attempt: string;
  readonly values: readonly number[];
}

const countersOf = ({ id, restarts, checkpoints, vertices }: SimulatedJob): Counters => ({
  attempt: `${id}/${restarts}`,
  values: [
    checkpoints.completed,
    checkpoints.failed,
    ...vertices.flatMap(({ subtasks }) =>
      subtasks.flatMap(({ recordsIn, recordsOut, accumulatedBusy }) => [recordsIn, recordsOut, accumulatedBusy]),
    ),
  ],
});

const look = ({ status, versionId, jobs: [job] }: SimulatedApplication): Seen => ({
  status,
  versionId,
  job: job === undefined || job.state === 'RESTARTING' ? null : countersOf(job),
});

function check(before: Seen, application: SimulatedApplication): Seen {
  const now = look(application);
  if (before.status !== now.status) expect(leadsTo[before.status], `from ${before.status}`).toContain(now.status);
  expect(now.versionId).toBeGreaterThanOrEqual(before.versionId);
  expect(application.versions[0]?.id).toBe(now.versionId);
  const underWay = application.operations.filter(({ status }) => status === 'IN_PROGRESS');
  expect(underWay.length).toBeLessThanOrEqual(1);
  if (now.status === 'RUNNING' || now.status === 'READY') expect(underWay).toEqual([]);
  if (now.status === 'READY') expect(application.jobs).toEqual([]);
  if (now.status === 'RUNNING') expect(application.jobs.map(({ state }) => state)).not.toContain('INITIALIZING');
  if (before.job !== null && before.job.attempt === now.job?.attempt) {
    const was = before.job.values;
    expect(now.job.values.every((value, i) => value >= (was[i] ?? 0))).toBe(true);
  }
  return now;
}

describe('whatever an owner asks for, whenever', () => {
  it('statuses follow the diagram, versions and counters only grow, and one operation is under way at most', () => {
    fc.assert(
      fc.property(blueprint, seed, anyWishes, (id, seed, wishes) => {
        const owner = owned(id, { seed, history: millis(5 * MINUTE) });
        let seen = look(owner.application);
        for (const each of wishes) {
          wish(owner, each);
          seen = check(seen, owner.application);
          for (let i = 0; i < each.steps; i++) {
            owner.step();
            seen = check(seen, owner.application);
          }
        }
        for (const { started, ended, status, failure } of owner.application.operations) {
          expect(ended === null).toBe(status === 'IN_PROGRESS');
          expect(ended ?? started).toBeGreaterThanOrEqual(started);
          expect(failure !== null).toBe(status === 'FAILED');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no record is passed over while state is kept: each is read at least once', () => {
    fc.assert(
      fc.property(seed, carefulWishes, (seed, wishes) => {
        const owner = owned('stream-copy', { seed, history: millis(5 * MINUTE) });
        const { application, world } = owner;
        for (const each of wishes) {
          wish(owner, each);
          world.advanceTo(millis(world.now + each.steps * 15_000));
        }
        for (let i = 0; i < 20 && application.status !== 'RUNNING'; i++) {
          if (application.status === 'READY') owner.done({ kind: 'start', run: {} });
          owner.pass(2);
        }
        const count = (metric: string) =>
          world.home.metrics
            .find('AWS/Kinesis', metric, [{ name: 'StreamName', value: 'partner-feed' }])
            ?.read(millis(0), world.now)
            .reduce((all, { sum }) => all + sum, 0) ?? 0;
        const share = () => count('GetRecords.Records') / count('IncomingRecords');
        for (let i = 0; i < 40 && share() < 0.999; i++) owner.pass(5);
        expect(share()).toBeGreaterThanOrEqual(0.999);
      }),
      { numRuns: 40 },
    );
  });
});
