import { describe, expect, it } from 'vitest';
import type { ApplicationStatus } from '#shared/model/application.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import type { ScenarioEvent, World } from '#shared/simulation/types.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { NOON, jobOf, lonely, seriesOf } from '#test/support/worlds.ts';

/** Seconds that an application is in each status, from noon on. */
function statuses(world: World, minutes: number): [ApplicationStatus, number][] {
  const seen: [ApplicationStatus, number][] = [];
  for (let i = 0; i < minutes * 4; i++) {
    const status = world.applications[0]?.status ?? 'DELETING';
    const last = seen.at(-1);
    if (last?.[0] === status) last[1] += 15;
    else seen.push([status, 15]);
    world.advanceTo(millis(world.now + 15 * SECOND));
  }
  return seen;
}

const order = (world: World, minutes: number) => statuses(world, minutes).map(([status]) => status);

function withEvent(kind: ScenarioEvent['kind'], blueprint = 'device-sessions', seed = 7) {
  const world = createWorld({
    seed,
    scenario: {
      id: 'event',
      title: 'One event',
      applications: [{ blueprint, name: blueprint, status: 'RUNNING' }],
      faults: [],
      events: [{ kind, application: blueprint, at: millis(0) }],
    },
    start: NOON,
    history: HOUR,
  });
  const [application] = world.applications;
  if (application === undefined) throw new Error('no application');
  return { world, application };
}

describe('an application that is found', () => {
  it.each(['STARTING', 'UPDATING', 'AUTOSCALING', 'ROLLING_BACK', 'MAINTENANCE'] as const)(
    '%s runs some minutes later',
    (status) => {
      const [[first, seconds] = ['READY', 0], ...later] = statuses(lonely('ticker-counts', { status }).world, 10);
      expect(first).toBe(status);
      expect(seconds).toBeGreaterThanOrEqual(15);
      expect(seconds).toBeLessThan(300);
      expect(later.map(([each]) => each)).toEqual(['RUNNING']);
    },
  );

  it.each(['STOPPING', 'FORCE_STOPPING'] as const)('%s is ready some minutes later, and stays so', (status) => {
    const { world, application } = lonely('ticker-counts', { status });
    expect(order(world, 30)).toEqual([status, 'READY']);
    expect(application.jobs).toEqual([]);
  });

  it('READY stopped hours before', () => {
    const { world, application } = lonely('ticker-counts', { status: 'READY', history: millis(6 * HOUR) });
    expect(order(world, 30)).toEqual(['READY']);
    const points = seriesOf(world, application.name, 'cpuUtilization')?.read(millis(0), world.now) ?? [];
    expect(points.length).toBeGreaterThan(120);
    expect(points.at(-1)?.at).toBeLessThan(NOON - HOUR);
  });

  it('STARTING has a job that is not running yet', () => {
    const { application } = lonely('ticker-counts', { status: 'STARTING' });
    const { state, vertices } = jobOf(application);
    expect([state, ...vertices.map(({ status }) => status)]).toEqual(['INITIALIZING', 'CREATED', 'CREATED']);
  });
});

describe('an update', () => {
  it('saves the state, submits a new job of the next version and restores the state', () => {
    const { world, application } = withEvent('update', 'inventory-levels');
    const before = { version: application.versionId, job: jobOf(application).id, state: stateOf(application) };
    expect(order(world, 12)).toEqual(['RUNNING', 'UPDATING', 'RUNNING']);
    expect(application.versionId).toBe(before.version + 1);
    expect(application.updated).toBeGreaterThanOrEqual(NOON);
    expect(jobOf(application).id).not.toBe(before.job);
    expect(stateOf(application) / before.state).toBeCloseTo(1, 1);
    const log = world.home.logs(application.name, NOON, world.now).map(({ message }) => message);
    expect(log.some((message) => message.includes('Suspend Savepoint'))).toBe(true);
    expect(log.some((message) => message.includes('Deploying Deserialize (1/8) (attempt #0) to flink-taskmanager-'))).toBe(true);
  });

  it('makes a backlog that is worked off', () => {
    const { world, application } = withEvent('update', 'iot-rollup-s3');
    const behind = () =>
      Math.max(
        ...(seriesOf(world, application.name, 'millisBehindLatest', { Flow: 'Input', Id: 'sensor-readings' })
          ?.read(millis(world.now - 6 * MINUTE), world.now)
          .map(({ maximum }) => maximum) ?? []),
      );
    world.advanceTo(millis(NOON + 8 * MINUTE));
    expect(behind()).toBeGreaterThan(30_000);
    world.advanceTo(millis(NOON + 25 * MINUTE));
    expect(behind()).toBeLessThan(2_000);
  });
});

const stateOf = (application: Parameters<typeof jobOf>[0]): number =>
  jobOf(application)
    .vertices.flatMap(({ subtasks }) => subtasks)
    .reduce((total, { stateSize }) => total + stateSize, 0);

describe('automatic scaling', () => {
  it('doubles the parallelism and the task managers, not what is configured', () => {
    const { world, application } = withEvent('autoscale', 'ticker-counts');
    expect(order(world, 12)).toEqual(['RUNNING', 'AUTOSCALING', 'RUNNING']);
    expect([application.settings.parallelism.parallelism, application.currentParallelism]).toEqual([4, 8]);
    expect(jobOf(application).taskManagers).toHaveLength(8);
    expect(jobOf(application).vertices.map(({ parallelism }) => parallelism)).toEqual([8, 8]);
  });
});

describe('a task that fails', () => {
  it('takes the job down for some seconds: it restarts, reads again from the last checkpoint, and says why', () => {
    // With this seed the last checkpoint was more than a minute before.
    const { world, application } = withEvent('restart', 'device-sessions', 8);
    world.advanceTo(millis(NOON + 15 * SECOND));
    expect([application.status, jobOf(application).state]).toEqual(['RUNNING', 'RESTARTING']);
    world.advanceTo(millis(NOON + 2 * MINUTE));
    const { state, restarts, runningSince, exceptions, vertices } = jobOf(application);
    expect([state, restarts]).toEqual(['RUNNING', 1]);
    expect(runningSince).toBeGreaterThan(NOON + 10 * SECOND);
    expect(vertices.every(({ subtasks }) => subtasks.every(({ attempt }) => attempt === 1))).toBe(true);
    const stream = (metric: string) =>
      world.home.metrics
        .find('AWS/Kinesis', metric, [{ name: 'StreamName', value: 'device-events' }])
        ?.read(NOON, world.now)
        .reduce((total, { sum }) => total + sum, 0) ?? 0;
    const readAgain = stream('GetRecords.Records') - stream('IncomingRecords');
    expect(readAgain).toBeGreaterThan(60 * 1_500);
    expect(exceptions[0]?.stackTrace).toContain('\tat org.apache.flink');
    const log = world.home.logs(application.name, NOON, world.now).map(({ message }) => message);
    expect(log.some((message) => message.includes('switched from RUNNING to RESTARTING'))).toBe(true);
    expect(log.some((message) => message.includes('throwableInformation'))).toBe(true);
  });

  it('shows in uptime, downtime and restarts', () => {
    const { world, application } = withEvent('restart');
    world.advanceTo(millis(NOON + 4 * MINUTE));
    const points = (metric: string) => seriesOf(world, application.name, metric)?.read(millis(NOON - MINUTE), world.now) ?? [];
    expect(points('numRestarts').map(({ maximum }) => maximum)).toEqual([0, 1, 1, 1, 1]);
    expect(points('uptime').map(({ maximum }) => maximum > 5 * MINUTE)).toEqual([true, false, false, false, false]);
    expect(points('downtime').at(-1)?.maximum).toBe(0);
  });
});
