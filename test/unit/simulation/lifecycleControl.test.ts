import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { jobOf, seriesOf } from '#test/support/worlds.ts';

describe('operations', () => {
  it('are told with their versions, from beginning to end', () => {
    const { application, operation, update, until, world } = owned('ticker-counts');
    const before = application.versionId;
    const id = update({ description: 'better' });
    expect(operation(id)).toMatchObject({
      name: 'UpdateApplication',
      status: 'IN_PROGRESS',
      started: world.now,
      ended: null,
      fromVersion: before,
      toVersion: before + 1,
    });
    until('RUNNING');
    expect(operation(id)).toMatchObject({ status: 'SUCCESSFUL', failure: null });
    expect(operation(id)?.ended).toBeGreaterThan(operation(id)?.started ?? 0);
    expect(
      application.versions.slice(0, 2).map(({ id: version, status, updatedFrom }) => [version, status, updatedFrom]),
    ).toEqual([
      [before + 1, 'RUNNING', before],
      [before, 'RUNNING', before - 1],
    ]);
    expect(application.versions[0]?.settings.description).toBe('better');
    expect(application.versions[1]?.settings.description).not.toBe('better');
  });

  it('of an application that does not run take seconds, and start nothing', () => {
    const { application, done, operation, update, until } = owned('ticker-counts');
    done({ kind: 'stop', force: false });
    until('READY');
    const id = update({ description: 'better' });
    expect(until('READY', 2)).toEqual(['UPDATING', 'READY']);
    expect(operation(id)?.status).toBe('SUCCESSFUL');
    expect([application.jobs, application.settings.description]).toEqual([[], 'better']);
  });

  it('are cancelled by force, which saves nothing', () => {
    const { application, done, operation, update, until } = owned('ticker-counts');
    const id = update({});
    const snapshots = application.snapshots.length;
    const stop = done({ kind: 'stop', force: true });
    expect(operation(id)).toMatchObject({ status: 'CANCELLED' });
    expect(until('READY', 2)).toEqual(['FORCE_STOPPING', 'READY']);
    expect(operation(stop)?.status).toBe('SUCCESSFUL');
    expect(application.snapshots).toHaveLength(snapshots);
    expect(application.snapshots[0]?.status).toBe('FAILED');
  });
});

describe('a rollback', () => {
  it('goes back to what ran before, with the state of the last snapshot, as a version of its own', () => {
    const { application, done, operation, update, until } = owned('ticker-counts');
    const before = application.versionId;
    const old = application.settings;
    update({ description: 'worse' });
    until('RUNNING');
    const id = done({ kind: 'rollback', version: before + 1 });
    expect(until('RUNNING')).toEqual(['ROLLING_BACK', 'RUNNING']);
    expect(operation(id)).toMatchObject({ name: 'RollbackApplication', status: 'SUCCESSFUL', rollbackOf: null });
    expect([application.versionId, application.settings.description]).toEqual([before + 2, old.description]);
    expect(application.versions.slice(0, 3).map(({ id: version, status }) => [version, status])).toEqual([
      [before + 2, 'RUNNING'],
      [before + 1, 'ROLLED_BACK'],
      [before, 'RUNNING'],
    ]);
    expect(application.versions[0]).toMatchObject({ rolledBackFrom: before + 1, rolledBackTo: before, updatedFrom: null });
  });

  it('from the middle of an update cancels it', () => {
    const { application, done, operation, update, until, pass } = owned('ticker-counts');
    const before = application.versionId;
    const id = update({ description: 'worse' });
    pass(1);
    done({ kind: 'rollback', version: before + 1 });
    expect(operation(id)?.status).toBe('CANCELLED');
    until('RUNNING');
    expect(application.settings.description).not.toBe('worse');
  });

  it('needs a snapshot', () => {
    const { answer, application, update, until, done } = owned('ticker-counts', {
      status: 'READY',
      history: millis(10 * MINUTE),
    });
    done({ kind: 'start', run: {} });
    until('RUNNING');
    update({ snapshotsEnabled: false });
    until('RUNNING');
    expect(application.snapshots).toEqual([]);
    expect(answer({ kind: 'rollback', version: application.versionId })).toBe('InvalidRequestException');
  });
});

/** Its next update will fail: an operator's state finds no place. */
const broken = (rollbackEnabled: boolean) => {
  const each = owned('device-sessions');
  each.update({ rollbackEnabled });
  each.until('RUNNING');
  each.pass(3);
  each.break('restore-missing-operator-state', 'mild');
  each.pass(0.5);
  return each;
};

describe('an update that fails', () => {
  it('leaves the application ready, and says why', () => {
    const { operation, until, update, application } = broken(false);
    const id = update({ description: 'worse' });
    expect(until('READY')).toEqual(['UPDATING', 'READY']);
    expect(operation(id)).toMatchObject({ status: 'FAILED', failure: { code: 'CodeError.InvalidSavepoint' } });
    expect(application.jobs).toEqual([]);
  });

  it('is undone by the service when its owner wants that', () => {
    const { operation, until, update, application, repair, step } = broken(true);
    const before = application.versionId;
    const id = update({ description: 'worse' });
    until('ROLLING_BACK');
    expect(operation(id)?.status).toBe('FAILED');
    expect(application.operations[0]).toMatchObject({ name: 'RollbackApplication', status: 'IN_PROGRESS', rollbackOf: id });
    repair('restore-missing-operator-state');
    expect(until('RUNNING')).toEqual(['ROLLING_BACK', 'RUNNING']);
    expect([application.versionId, application.settings.description === 'worse']).toEqual([before + 2, false]);
    expect(application.versions[1]?.status).toBe('ROLLED_BACK');
    step();
    expect(jobOf(application).state).toBe('RUNNING');
  });

  it('whose rollback fails too leaves it ready', () => {
    const { until, update } = broken(true);
    update({});
    expect(until('READY')).toEqual(['UPDATING', 'ROLLING_BACK', 'READY']);
  });

  it('has a failed job with the root of it, for a moment', () => {
    const { until, update, application, step } = broken(false);
    update({});
    for (let i = 0; i < 60 && application.jobs[0]?.state !== 'FAILED'; i++) step();
    const job = jobOf(application);
    expect(job).toMatchObject({ state: 'FAILED', ended: expect.any(Number) as number });
    expect(job.exceptions[0]).toMatchObject({ name: 'java.lang.IllegalStateException', task: null });
    until('READY', 1);
  });
});

describe('a start that takes longer than five minutes', () => {
  it('is given up, with the words that the guide tells to look for', () => {
    const { application, break: hurt, pass, update, until, operation, world } = owned('device-sessions');
    hurt('startup-timeout-5-minutes', 'severe');
    pass(2);
    const id = update({});
    until('READY');
    const words =
      /^Flink job did not start within a total timeout of 5 minutes for application: arn:aws:.*device-sessions under account: 123456789012$/;
    expect(operation(id)?.failure?.message).toMatch(words);
    const log = world.home.logs(application.name, millis(0), world.now).map(({ message }) => message);
    expect(log.some((message) => message.includes('did not start within a total timeout of 5 minutes'))).toBe(true);
  });
});

describe('an application that is stuck', () => {
  it('stays in its status, reading nothing, until it is stopped by force', () => {
    const { application, break: hurt, done, until, pass, world } = owned('device-sessions');
    hurt('stuck-in-transitional-state', 'severe');
    until('UPDATING', 20);
    pass(40);
    expect(application.status).toBe('UPDATING');
    const read =
      seriesOf(world, application.name, 'numRecordsInPerSecond')?.read(millis(world.now - 5 * MINUTE), world.now) ?? [];
    expect(read.every(({ maximum }) => maximum === 0)).toBe(true);
    done({ kind: 'stop', force: true });
    expect(until('READY', 2)).toEqual(['FORCE_STOPPING', 'READY']);
  });
});

describe('maintenance', () => {
  it('comes once a fortnight, within the window, for some seconds, and replaces the machines', () => {
    const start = millis(Date.UTC(2026, 10, 24, 0));
    const { application, world, step } = owned('stream-copy', { start, history: millis(10 * MINUTE) });
    let machines = jobOf(application).taskManagers.map(({ id }) => id);
    const seen: number[] = [];
    while (world.now < start + 14 * 24 * HOUR && seen.length < 2) {
      if (application.status === 'MAINTENANCE') {
        seen.push(world.now);
        while (application.status === 'MAINTENANCE') step();
        expect(world.now - (seen.at(-1) ?? 0)).toBeLessThanOrEqual(MINUTE);
        expect(jobOf(application).taskManagers.map(({ id }) => id)).not.toEqual(machines);
        machines = jobOf(application).taskManagers.map(({ id }) => id);
      }
      step();
    }
    expect(seen.length).toBeGreaterThanOrEqual(1);
    for (const at of seen) expect(new Date(at).getUTCHours()).toBeGreaterThanOrEqual(3);
    for (const at of seen) expect(new Date(at).getUTCHours()).toBeLessThan(11);
    expect(application.operations.filter(({ name }) => name === 'ApplicationMaintenance')).toHaveLength(seen.length);
  });
});
