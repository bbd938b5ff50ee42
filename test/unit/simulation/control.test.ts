import { describe, expect, it } from 'vitest';
import type { ApplicationStatus } from '#shared/model/application.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import type { Owned } from '#test/support/owner.ts';

/** What can be asked of an application, as the guide's pages on statuses name it. */
const actions = {
  Start: ({ answer }: Owned) => answer({ kind: 'start', run: {} }),
  Stop: ({ answer }: Owned) => answer({ kind: 'stop', force: false }),
  'Stop by force': ({ answer }: Owned) => answer({ kind: 'stop', force: true }),
  Update: ({ answer, application: { versionId, settings } }: Owned) =>
    answer({ kind: 'update', version: { id: versionId }, settings, operation: 'UpdateApplication' }),
  'Roll back': ({ answer, application }: Owned) => answer({ kind: 'rollback', version: application.versionId }),
  Snapshot: ({ answer }: Owned) => answer({ kind: 'create-snapshot', snapshot: 'by-hand' }),
  'Delete snapshot': ({ answer, application: { snapshots } }: Owned) => {
    const { name = '', created = millis(0) } = snapshots.at(-1) ?? {};
    return answer({ kind: 'delete-snapshot', snapshot: name, created });
  },
  'Set window': ({ answer }: Owned) => answer({ kind: 'maintenance-window', from: '12:00' }),
  Tag: ({ answer }: Owned) => answer({ kind: 'tag', tags: { team: 'payments' } }),
  Delete: ({ answer, application }: Owned) => answer({ kind: 'delete', created: application.created }),
} as const;
type Action = keyof typeof actions;

const every = Object.keys(actions) as Action[];
const allowed: Partial<Record<ApplicationStatus, readonly Action[]>> = {
  READY: ['Start', 'Update', 'Delete snapshot', 'Set window', 'Tag', 'Delete'],
  STARTING: ['Stop by force', 'Delete snapshot', 'Tag'],
  RUNNING: every.filter((action) => action !== 'Start'),
  UPDATING: ['Stop by force', 'Roll back', 'Tag'],
  AUTOSCALING: ['Stop by force', 'Roll back'],
  STOPPING: ['Stop by force', 'Tag'],
  FORCE_STOPPING: ['Tag'],
  ROLLING_BACK: ['Tag'],
  MAINTENANCE: ['Tag'],
  DELETING: [],
};

/** In that status, having been started before. */
function found(status: ApplicationStatus): Owned {
  const each = owned('ticker-counts', status === 'READY' || status === 'STARTING' ? {} : { status });
  if (status !== 'READY' && status !== 'STARTING') return each;
  each.done({ kind: 'stop', force: false });
  each.until('READY');
  if (status === 'STARTING') each.done({ kind: 'start', run: {} });
  return each;
}

describe.each(Object.entries(allowed))('an application that is %s', (status, can) => {
  it(`lets its owner do: ${can.join(', ') || 'nothing'}`, () => {
    const each = found(status as ApplicationStatus);
    expect(each.application.status).toBe(status);
    const refused = every.filter((action) => !can.includes(action));
    expect(refused.map((action) => [action, actions[action](each)])).toEqual(
      refused.map((action) => [action, 'ResourceInUseException']),
    );
    expect(each.application.status).toBe(status);
    for (const action of can) expect([action, actions[action](found(status as ApplicationStatus))]).toEqual([action, 'accepted']);
  });
});

describe('what the service refuses', () => {
  it('says what the application is and what it should be', () => {
    const { ask } = owned('ticker-counts');
    expect(ask({ kind: 'start', run: {} })).toEqual({
      ok: false,
      error: {
        kind: 'ResourceInUseException',
        message:
          'Application arn:aws:kinesisanalytics:us-east-1:123456789012:application/ticker-counts is RUNNING: StartApplication needs it to be READY.',
      },
    });
  });

  it('is an update of what somebody else has changed meanwhile, by number and by token', () => {
    const { answer, application, until } = owned('ticker-counts');
    const { settings, versionId, conditionalToken } = application;
    const by = (version: { id: number } | { token: string }) =>
      answer({ kind: 'update', version, settings, operation: 'UpdateApplication' });
    expect(by({ id: versionId - 1 })).toBe('ConcurrentModificationException');
    expect(by({ token: conditionalToken })).toBe('accepted');
    until('RUNNING');
    expect(by({ token: conditionalToken })).toBe('ConcurrentModificationException');
    expect(by({ id: versionId })).toBe('ConcurrentModificationException');
    expect(by({ id: versionId + 1 })).toBe('accepted');
  });

  it('is more than an account may have: parallelism, applications, snapshots, tags', () => {
    const { answer, application, world } = owned('ticker-counts');
    const { settings, versionId } = application;
    const wide = (parallelism: number, perKpu: number) => ({
      ...settings,
      parallelism: { ...settings.parallelism, parallelism, perKpu },
    });
    const to = (parallelism: number, perKpu: number) =>
      answer({ kind: 'update', version: { id: versionId }, settings: wide(parallelism, perKpu), operation: 'UpdateApplication' });
    expect(to(65, 1)).toBe('LimitExceededException');
    expect(to(257, 8)).toBe('LimitExceededException');
    expect(to(256, 8)).toBe('accepted');

    const create = (name: string) =>
      world.home.request({ kind: 'create', name, mode: 'STREAMING', settings: wide(1, 1), tags: {} });
    const answers = Array.from({ length: 60 }, (_, i) => create(`copy-${i}`));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(49);
    expect(answers.at(-1)).toMatchObject({ error: { kind: 'LimitExceededException' } });
    expect(create('copy-1')).toMatchObject({ error: { kind: 'ResourceInUseException' } });

    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key-${i}`, '']));
    expect(owned('ticker-counts').answer({ kind: 'tag', tags: tags(51) })).toBe('TooManyTagsException');
  });

  it('is a snapshot of a job that is down, and an update that would take one, but not one that switches snapshots off', () => {
    const { ask, answer, application, step, world } = owned('ticker-counts', { history: millis(20 * MINUTE) });
    world.command({
      kind: 'fault-on',
      fault: {
        id: 'crash',
        kind: 'operator-unhandled-exception',
        application: 'ticker-counts',
        severity: 'severe',
        onset: millis(0),
        duration: null,
      },
    });
    for (let i = 0; i < 200 && application.jobs[0]?.state !== 'RESTARTING'; i++) step();
    expect([application.status, application.jobs[0]?.state]).toEqual(['RUNNING', 'RESTARTING']);
    const refusal = ask({ kind: 'create-snapshot', snapshot: 'now' });
    expect(refusal).toMatchObject({ error: { kind: 'InvalidApplicationConfigurationException' } });
    expect(refusal.ok ? '' : refusal.error.message).toContain('The application is currently experiencing downtime.');
    expect(answer({ kind: 'stop', force: false })).toBe('InvalidApplicationConfigurationException');
    const update = (change: object) =>
      answer({
        kind: 'update',
        version: { id: application.versionId },
        settings: { ...application.settings, ...change },
        operation: 'UpdateApplication',
      });
    expect(update({})).toBe('InvalidApplicationConfigurationException');
    expect(update({ snapshotsEnabled: false })).toBe('accepted');
  });

  it('is to change what was created at another time, or is not there', () => {
    const { answer, world } = owned('ticker-counts');
    expect(answer({ kind: 'delete', created: millis(DAY) })).toBe('InvalidArgumentException');
    expect(world.home.request({ kind: 'stop', name: 'nobody', force: true })).toMatchObject({
      error: { kind: 'ResourceNotFoundException' },
    });
    expect(answer({ kind: 'delete-snapshot', snapshot: 'none', created: millis(0) })).toBe('ResourceNotFoundException');
  });

  it('is to go back to an older Flink, other than by a rollback', () => {
    const { answer, application } = owned('ticker-counts');
    const to = (runtimeEnvironment: string) =>
      answer({
        kind: 'update',
        version: { id: application.versionId },
        settings: { ...application.settings, runtimeEnvironment },
        operation: 'UpdateApplication',
      });
    expect(to('FLINK-1_8')).toBe('InvalidArgumentException');
    expect(to('FLINK-2_2')).toBe('accepted');
    expect(application.flinkVersion).toBe('2.2.0');
  });
});

describe('an application that is created', () => {
  const jar = (fileKey: string) => {
    const { application, world } = owned('ticker-counts', { status: 'READY' });
    const { settings } = application;
    const answer = world.home.request({
      kind: 'create',
      name: 'mine',
      mode: 'STREAMING',
      settings: { ...settings, code: { ...settings.code, fileKey } },
      tags: { team: 'payments' },
    });
    expect(answer.ok).toBe(true);
    const mine = world.home.applications.find(({ name }) => name === 'mine');
    if (mine === undefined) throw new Error('It is not there.');
    return { world, mine };
  };

  it('is ready, in its first version, and runs a job once it is started', () => {
    const { world, mine } = jar('builds/never-heard-of-3.jar');
    expect([mine.status, mine.versionId, mine.tags, mine.jobs]).toEqual(['READY', 1, { team: 'payments' }, []]);
    world.home.request({ kind: 'start', name: 'mine', run: {} });
    world.advanceTo(millis(world.now + 6 * MINUTE));
    expect(mine.status).toBe('RUNNING');
    const read = () => mine.jobs[0]?.vertices[0]?.subtasks.reduce((all, { recordsOut }) => all + recordsOut, 0) ?? 0;
    expect(read()).toBeGreaterThan(100);
    expect(world.home.streams.filter(({ name }) => name.endsWith('-mine'))).not.toEqual([]);
    const series = world.home.metrics.find('AWS/KinesisAnalytics', 'uptime', [{ name: 'Application', value: 'mine' }]);
    expect(series?.read(millis(0), world.now).length).toBeGreaterThan(0);
  });

  it('runs the program that its archive is called after', () => {
    const { world, mine } = jar('jobs/orders-enrichment-99.1.jar');
    world.home.request({ kind: 'start', name: 'mine', run: {} });
    expect(mine.jobs[0]?.vertices.length).toBeGreaterThan(3);
    expect(mine.jobs[0]?.name).toMatch(/order/i);
  });

  it('is gone once it is deleted, and what it logged stays', () => {
    const { world, mine } = jar('builds/never-heard-of-3.jar');
    world.home.request({ kind: 'start', name: 'mine', run: {} });
    world.advanceTo(millis(world.now + 6 * MINUTE));
    const logged = world.home.logs('mine', millis(0), world.now).length;
    expect(logged).toBeGreaterThan(0);
    world.home.request({ kind: 'delete', name: 'mine', created: mine.created });
    expect(mine.status).toBe('DELETING');
    world.advanceTo(millis(world.now + 3 * MINUTE));
    expect(world.home.applications.map(({ name }) => name)).toEqual(['ticker-counts']);
    expect(world.home.logs('mine', millis(0), world.now).length).toBeGreaterThanOrEqual(logged);
  });
});

describe('tags', () => {
  it('are added, replaced and taken off', () => {
    const { done, application } = owned('ticker-counts');
    done({ kind: 'tag', tags: { team: 'payments', stage: 'test' } });
    done({ kind: 'tag', tags: { stage: 'live' } });
    done({ kind: 'untag', keys: ['team'] });
    expect(application.tags).toEqual({ stage: 'live' });
  });
});
