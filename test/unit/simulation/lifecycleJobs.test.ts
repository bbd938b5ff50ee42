import { describe, expect, it } from 'vitest';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { NOON, jobOf, seriesOf } from '#test/support/worlds.ts';

const pointsOf = (
  { world, application }: Pick<ReturnType<typeof owned>, 'world' | 'application'>,
  metric: string,
  minutes: number,
) => seriesOf(world, application.name, metric)?.read(millis(world.now - minutes * MINUTE), world.now) ?? [];

describe('a batch job', () => {
  it('finishes when it has read everything, and its application is ready again', () => {
    const each = owned('daily-settlement', { status: 'STARTING' });
    each.until('RUNNING');
    const job = each.application.jobs[0];
    const read = () => job?.vertices[0]?.subtasks.reduce((all, { recordsOut }) => all + recordsOut, 0) ?? 0;
    expect(each.until('READY', 30)).toEqual(['RUNNING', 'READY']);
    expect(job).toMatchObject({ state: 'FINISHED', ended: each.world.now });
    expect(read()).toBeCloseTo(7_200_000, -2);
    expect(each.application.jobs).toEqual([]);
    const log = each.world.home.logs('daily-settlement', millis(0), millis(each.world.now + 1)).map(({ message }) => message);
    expect(log.some((message) => message.includes('switched from state RUNNING to FINISHED'))).toBe(true);
    each.pass(5);
    expect(pointsOf(each, 'numRecordsInPerSecond', 4)).toEqual([]);
  });

  it('that fails is not tried again', () => {
    const name = 'daily-settlement';
    const world = createWorld({
      seed: 7,
      scenario: {
        id: 'failing-batch',
        title: 'A batch job that fails',
        applications: [{ blueprint: name, name, status: 'STARTING' }],
        faults: [],
        events: [{ kind: 'restart', application: name, at: millis(8 * MINUTE) }],
      },
      start: NOON,
      history: millis(0),
    });
    const [application] = world.applications;
    world.advanceTo(millis(NOON + 8 * MINUTE));
    const job = application?.jobs[0];
    expect([application?.status, job?.state]).toEqual(['RUNNING', 'RUNNING']);
    world.advanceTo(millis(NOON + 9 * MINUTE));
    expect([application?.status, application?.jobs]).toEqual(['READY', []]);
    expect(job).toMatchObject({ state: 'FAILED', restarts: 0, ended: NOON + 8 * MINUTE });
    expect(job?.exceptions[0]?.stackTrace).toContain('\tat ');
  });

  it('reads it all again when it is started again from nothing', () => {
    const each = owned('daily-settlement', { status: 'STARTING' });
    each.until('READY', 40);
    each.done({ kind: 'start', run: { restore: 'SKIP_RESTORE_FROM_SNAPSHOT' } });
    each.until('RUNNING');
    each.pass(1);
    expect(each.application.status).toBe('RUNNING');
    each.until('READY', 30);
  });
});

describe('a Studio notebook', () => {
  it('takes minutes to start, has a job for each paragraph, and reports of itself', () => {
    const each = owned('stock-notebook');
    expect(each.application.jobs).toHaveLength(2);
    each.done({ kind: 'stop', force: false });
    each.until('READY');
    expect(each.application.snapshots).toEqual([]);
    const asked = each.world.now;
    each.done({ kind: 'start', run: {} });
    each.until('RUNNING');
    expect(each.world.now - asked).toBeGreaterThanOrEqual(90 * SECOND);
    each.pass(3);
    expect(pointsOf(each, 'zeppelinCpuUtilization', 2)).toHaveLength(2);
  });

  it('reports of itself while no paragraph runs', () => {
    const { world, application } = owned('stock-notebook');
    world.home.request({ kind: 'create', name: 'scratch', mode: 'INTERACTIVE', settings: application.settings, tags: {} });
    world.home.request({ kind: 'start', name: 'scratch', run: {} });
    world.advanceTo(millis(world.now + 8 * MINUTE));
    const scratch = world.home.applications.find(({ name }) => name === 'scratch');
    expect([scratch?.status, scratch?.jobs]).toEqual(['RUNNING', []]);
    const uptime = seriesOf(world, 'scratch', 'zeppelinServerUptime')?.read(millis(0), world.now) ?? [];
    expect((uptime.at(-1)?.maximum ?? 0) - (uptime.at(-2)?.maximum ?? 0)).toBe(60);
    for (const metric of ['zeppelinServerUptime', 'cpuUtilization', 'KPUs'])
      expect(seriesOf(world, 'scratch', metric)?.read(millis(world.now - 2 * MINUTE), world.now), metric).toHaveLength(2);
  });
});

describe('a job that keeps failing', () => {
  it('goes to and fro between running and restarting; its application stays RUNNING, and downtime counts', () => {
    const each = owned('device-sessions');
    each.break('operator-unhandled-exception', 'severe');
    each.pass(3);
    const states: string[] = [];
    for (let i = 0; i < 80; i++) {
      each.step();
      expect(each.application.status).toBe('RUNNING');
      const { state } = jobOf(each.application);
      if (states.at(-1) !== state) states.push(state);
    }
    expect(new Set(states)).toEqual(new Set(['RUNNING', 'RESTARTING']));
    expect(states.length).toBeGreaterThan(6);
    expect(jobOf(each.application).restarts).toBeGreaterThan(3);
    const downtime = pointsOf(each, 'downtime', 20).map(({ maximum }) => maximum);
    expect(Math.max(...downtime)).toBeGreaterThanOrEqual(10 * SECOND);
  });

  it('that loses a TaskManager gets another one', () => {
    const each = owned('device-sessions');
    const before = jobOf(each.application).taskManagers.map(({ id }) => id);
    each.break('task-manager-lost', 'severe');
    for (let i = 0; i < 240 && jobOf(each.application).restarts === 0; i++) each.step();
    const after = jobOf(each.application).taskManagers.map(({ id }) => id);
    expect(after).toHaveLength(before.length);
    expect(after.filter((id) => !before.includes(id))).toHaveLength(1);
  });
});

describe('metrics', () => {
  it('stop with the job, and nothing is published of an application that is ready', () => {
    const each = owned('stream-copy');
    each.done({ kind: 'stop', force: false });
    each.until('READY');
    each.pass(3);
    for (const metric of ['uptime', 'cpuUtilization', 'KPUs', 'numRecordsInPerSecond'])
      expect(pointsOf(each, metric, 2), metric).toEqual([]);
  });

  it('follow the level that an update sets', () => {
    const each = owned('stream-copy', { history: millis(5 * MINUTE) });
    const tasks = () =>
      each.world.home.metrics
        .list('AWS/KinesisAnalytics', 'numRecordsIn')
        .filter(({ dimensions }) => dimensions.some(({ name }) => name === 'Task'));
    expect(tasks()).toEqual([]);
    const { monitoring } = each.application.settings;
    each.update({ monitoring: { ...monitoring, metricsLevel: 'TASK', logLevel: 'ERROR' } });
    each.until('RUNNING');
    each.pass(2);
    expect(tasks()).toHaveLength(2);
    const running = each.world.now - 2 * MINUTE;
    const log = each.world.home.logs('stream-copy', millis(running), each.world.now).map(({ message }) => message);
    expect(log.filter((message) => !message.includes('"messageType":"ERROR"'))).toEqual([]);
  });
});

it('a checkpoint that is switched off leaves a job that fails with nothing to go back to', () => {
  const each = owned('device-sessions');
  const { checkpointing } = each.application.settings;
  each.update({ checkpointing: { ...checkpointing, type: 'CUSTOM', enabled: false }, snapshotsEnabled: false });
  each.until('RUNNING');
  each.world.advanceTo(millis(each.world.now + HOUR / 4));
  const state = () =>
    jobOf(each.application)
      .vertices.flatMap(({ subtasks }) => subtasks)
      .reduce((all, { stateSize }) => all + stateSize, 0);
  const held = state();
  each.break('operator-unhandled-exception', 'severe');
  for (let i = 0; i < 40 && jobOf(each.application).state !== 'RESTARTING'; i++) each.step();
  expect(jobOf(each.application).state).toBe('RESTARTING');
  expect(state()).toBeLessThan(0.2 * held);
});
