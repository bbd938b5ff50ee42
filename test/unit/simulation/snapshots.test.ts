import { describe, expect, it } from 'vitest';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { jobOf, lonely, seriesOf } from '#test/support/worlds.ts';

const stateOf = (application: SimulatedApplication): number =>
  jobOf(application)
    .vertices.flatMap(({ subtasks }) => subtasks)
    .reduce((all, { stateSize }) => all + stateSize, 0);

describe('a snapshot', () => {
  it('is being created, then ready, and takes the longer the more state there is', () => {
    const seconds = (blueprint: string) => {
      const { done, application, step, world } = owned(blueprint);
      const before = application.snapshots.length;
      done({ kind: 'create-snapshot', snapshot: 'by-hand' });
      const created = world.now;
      expect(application.snapshots).toHaveLength(before + 1);
      expect(application.snapshots[0]).toMatchObject({ name: 'by-hand', status: 'CREATING', initiator: 'USER', created });
      expect(application.snapshots[0]?.version).toBe(application.versionId);
      for (let i = 0; i < 40 && application.snapshots[0]?.status === 'CREATING'; i++) step();
      expect(application.snapshots[0]?.status).toBe('READY');
      expect([application.status, jobOf(application).state]).toEqual(['RUNNING', 'RUNNING']);
      const savepoint = jobOf(application).checkpoints.history.find((each) => each.savepoint);
      const log = world.home.logs(application.name, created, world.now).map(({ message }) => message);
      expect(log.some((message) => message.includes("SavepointType{name='Savepoint'}"))).toBe(true);
      return savepoint?.duration ?? 0;
    };
    expect(seconds('inventory-levels')).toBeGreaterThan(2 * seconds('stream-copy'));
  });

  it('fails with the job, stays in the list as failed, and its name stays taken', () => {
    const { done, answer, application, step, world, until, operation } = owned('inventory-levels');
    world.command({
      kind: 'fault-on',
      fault: {
        id: 'f',
        kind: 'snapshot-creation-failed',
        application: application.name,
        severity: 'clear',
        onset: millis(0),
        duration: null,
      },
    });
    for (let i = 0; i < 8; i++) step();
    done({ kind: 'create-snapshot', snapshot: 'doomed' });
    for (let i = 0; i < 8; i++) step();
    expect(application.snapshots.find(({ name }) => name === 'doomed')?.status).toBe('FAILED');
    expect(answer({ kind: 'create-snapshot', snapshot: 'doomed' })).toBe('ResourceInUseException');

    // A stop that cannot save the state does not throw it away.
    const held = stateOf(application);
    const stop = done({ kind: 'stop', force: false });
    expect(until('RUNNING')).toEqual(['STOPPING', 'RUNNING']);
    expect(operation(stop)).toMatchObject({ status: 'FAILED', failure: { code: 'SnapshotError' } });
    expect(stateOf(application)).toBeGreaterThan(0.9 * held);
    const { completed } = jobOf(application).checkpoints;
    for (let i = 0; i < 20; i++) step();
    expect(jobOf(application).checkpoints.completed).toBeGreaterThan(completed);
  });

  it('is the thousandth at most, but for those that the service takes itself', () => {
    const { done, answer, application, step, update, until } = owned('stream-copy', { history: millis(5 * MINUTE) });
    for (let i = application.snapshots.length; i < 1000; i++) done({ kind: 'create-snapshot', snapshot: `s-${i}` });
    expect(answer({ kind: 'create-snapshot', snapshot: 'one-more' })).toBe('LimitExceededException');
    done({ kind: 'stop', force: true });
    until('READY');
    step();
    expect(application.snapshots.filter(({ status }) => status === 'FAILED').length).toBeGreaterThan(900);
    done({ kind: 'start', run: {} });
    until('RUNNING');
    update({});
    until('RUNNING');
    expect(application.snapshots).toHaveLength(1001);
    expect(application.snapshots[0]).toMatchObject({ status: 'READY', initiator: 'SERVICE' });
    const { name, created } = application.snapshots.at(-1) ?? { name: '', created: millis(0) };
    done({ kind: 'delete-snapshot', snapshot: name, created });
    expect(application.snapshots.at(-1)?.status).toBe('DELETING');
    step();
    expect(application.snapshots).toHaveLength(1000);
  });

  it('is not to be had of a notebook, nor while snapshots are switched off', () => {
    expect(owned('stock-notebook').answer({ kind: 'create-snapshot', snapshot: 's' })).toBe('UnsupportedOperationException');
    const { update, until, answer } = owned('stream-copy');
    update({ snapshotsEnabled: false });
    until('RUNNING');
    expect(answer({ kind: 'create-snapshot', snapshot: 's' })).toBe('InvalidApplicationConfigurationException');
  });
});

describe('a start', () => {
  const stopped = () => {
    const each = owned('inventory-levels', { history: millis(20 * MINUTE) });
    const held = stateOf(each.application);
    each.done({ kind: 'stop', force: false });
    each.until('READY');
    each.pass(10);
    return { ...each, held };
  };
  const lag = ({ world, application }: Pick<ReturnType<typeof owned>, 'world' | 'application'>) => {
    const points = seriesOf(world, application.name, 'records_lag_max')?.read(millis(world.now - 2 * MINUTE), world.now) ?? [];
    return Math.max(...points.map(({ maximum }) => maximum));
  };

  it('without more finds the state and the place in the stream that the stop has saved', () => {
    const each = stopped();
    each.done({ kind: 'start', run: {} });
    expect(each.application.settings.run.restore).toBe('RESTORE_FROM_LATEST_SNAPSHOT');
    each.until('RUNNING');
    expect(stateOf(each.application) / each.held).toBeCloseTo(1, 1);
    each.pass(1);
    expect(lag(each)).toBeGreaterThan(10_000);
  });

  it('that skips the snapshots begins empty, with the newest record', () => {
    const each = stopped();
    each.done({ kind: 'start', run: { restore: 'SKIP_RESTORE_FROM_SNAPSHOT' } });
    each.until('RUNNING');
    expect(stateOf(each.application)).toBeLessThan(0.1 * each.held);
    each.pass(2);
    expect(lag(each)).toBeLessThan(10_000);
  });

  it('from a snapshot by name takes that one, and refuses one that is not there', () => {
    const each = stopped();
    const start = (snapshot: string) =>
      each.answer({ kind: 'start', run: { restore: 'RESTORE_FROM_CUSTOM_SNAPSHOT', snapshot } });
    expect(start('nowhere')).toBe('ResourceNotFoundException');
    const oldest = each.application.snapshots.at(-1);
    expect(start(oldest?.name ?? '')).toBe('accepted');
    each.until('RUNNING');
    each.pass(1);
    const newest = stopped();
    newest.done({ kind: 'start', run: {} });
    newest.until('RUNNING');
    newest.pass(1);
    // It was taken before all that is in the stream: twenty minutes more.
    expect(lag(each)).toBeGreaterThan(1.5 * lag(newest));
  });
});

describe('an update without snapshots', () => {
  it('loses the state', () => {
    const { application, update, until } = owned('inventory-levels');
    const held = stateOf(application);
    update({ snapshotsEnabled: false });
    until('RUNNING');
    expect(stateOf(application)).toBeLessThan(0.1 * held);
  });
});

describe('a program that has lost an operator', () => {
  const to = (file: string, allowNonRestoredState = false) => {
    const each = owned('ticker-counts');
    const { settings } = each.application;
    const operation = each.update({
      code: { ...settings.code, fileKey: file },
      run: { ...settings.run, allowNonRestoredState },
    });
    return { ...each, operation: () => each.operation(operation) };
  };

  it('cannot start from the snapshot: the update fails with what Flink says', () => {
    const { until, operation, application, world } = to('device-sessions-2.jar');
    expect(until('READY')).toEqual(['UPDATING', 'READY']);
    expect(operation()).toMatchObject({ status: 'FAILED', fromVersion: application.versionId - 1 });
    expect(operation()?.failure?.message).toMatch(
      /^java.lang.IllegalStateException: Failed to rollback to checkpoint\/savepoint .* Cannot map .* to the new program/,
    );
    const log = world.home.logs(application.name, millis(0), world.now).map(({ message }) => message);
    expect(log.some((message) => message.includes('"messageType":"ERROR"') && message.includes('Cannot map'))).toBe(true);
    expect(application.jobs).toEqual([]);
  });

  it('can when its owner allows state that is not restored', () => {
    const { until, operation, application } = to('device-sessions-2.jar', true);
    until('RUNNING');
    expect(operation()?.status).toBe('SUCCESSFUL');
    expect(jobOf(application).vertices.length).toBeGreaterThan(0);
  });

  it('can when it is only another build', () => {
    const { until, operation } = to('ticker-counts-9.9.jar');
    until('RUNNING');
    expect(operation()?.status).toBe('SUCCESSFUL');
  });
});

it('a parallelism beyond the maximum parallelism of the state cannot be restored', () => {
  const { application, update, until, operation } = owned('recommendation-features');
  const { parallelism } = application.settings;
  const id = update({ parallelism: { ...parallelism, parallelism: 160 } });
  until('READY');
  expect(operation(id)?.failure?.message).toMatch(
    /maximum parallelism \(128\) .* is lower than the configured parallelism \(160\)/,
  );
});

it('state keeps the maximum parallelism that it was made with, whatever the parallelism is later', () => {
  const { application, update, until } = owned('recommendation-features', { history: millis(5 * MINUTE) });
  const { parallelism } = application.settings;
  update({ parallelism: { ...parallelism, parallelism: 100 } });
  until('RUNNING');
  const { vertices } = jobOf(application);
  expect(vertices.map((vertex) => [vertex.parallelism, vertex.maxParallelism])).toEqual(vertices.map(() => [100, 128]));
});

it('an application that was found has the snapshots of its last updates', () => {
  const { application } = lonely('ticker-counts', { history: millis(5 * MINUTE) });
  expect(application.snapshots.length).toBeGreaterThan(0);
  expect(application.snapshots.every(({ status, initiator }) => status === 'READY' && initiator === 'SERVICE')).toBe(true);
});

it('the snapshot of an update belongs to the version and the Flink that ran before it, so that a rollback finds it', () => {
  const { application, update, until, done, pass, world } = owned('ticker-counts');
  const { versionId, settings } = application;
  update({ runtimeEnvironment: 'FLINK-2_2' });
  until('RUNNING');
  const [last] = application.snapshots;
  expect(last).toMatchObject({ version: versionId, runtimeEnvironment: settings.runtimeEnvironment });
  done({ kind: 'create-snapshot', snapshot: 'of-flink-2' });
  expect(application.snapshots[0]).toMatchObject({ version: versionId + 1, runtimeEnvironment: 'FLINK-2_2' });
  pass(1);
  expect(application.snapshots[0]?.status).toBe('READY');
  const asked = world.now;
  done({ kind: 'rollback', version: versionId + 1 });
  until('RUNNING');
  const log = world.home.logs(application.name, asked, world.now).map(({ message }) => message);
  expect(log.find((message) => message.includes('from savepoint'))).toContain(last?.name);
  expect(application.settings.runtimeEnvironment).toBe(settings.runtimeEnvironment);
});
