import { describe, expect, it } from 'vitest';
import { seriesOf, worldOf } from '#test/support/worlds.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

const isPatched = ({ operations }: SimulatedApplication): boolean =>
  operations.some(({ name }) => name === 'ApplicationMaintenance');

const MIDNIGHT = millis(Date.UTC(2026, 10, 24));

describe.each([
  { seed: 1, hour: 0, hours: 24 },
  { seed: 2, hour: 16, hours: 6 },
  { seed: 3, hour: 10, hours: 6 },
])('a day without trouble: seed $seed, $hours hours from $hour:00', ({ seed, hour, hours }) => {
  const from = millis(MIDNIGHT + hour * HOUR);
  it('never looks sick', { timeout: 120_000 }, () => {
    const world = worldOf('healthy', { seed, start: from, history: millis(0) });
    while (world.now < from + hours * HOUR) {
      world.advanceTo(millis(world.now + 15 * MINUTE));
      // One that the service patches is down for some seconds, and reads what it has missed.
      for (const { name, status, jobs } of world.applications.filter((each) => !isPatched(each))) {
        expect(status).toBe('RUNNING');
        for (const { state, restarts, vertices, checkpoints } of jobs) {
          expect([name, state, restarts]).toEqual([name, 'RUNNING', 0]);
          const subtasks = vertices.flatMap(({ subtasks }) => subtasks);
          expect(Math.max(...subtasks.map(({ busy }) => busy)), name).toBeLessThan(720);
          expect(Math.max(...subtasks.map(({ backpressured }) => backpressured)), name).toBeLessThan(80);
          expect(checkpoints.failed).toBe(0);
          expect(Math.max(0, ...checkpoints.history.map(({ duration }) => duration)), name).toBeLessThan(2_000);
        }
      }
    }
    const highest = (name: string, metric: string, dimensions = {}) =>
      Math.max(0, ...(seriesOf(world, name, metric, dimensions)?.read(from, world.now) ?? []).map(({ maximum }) => maximum));
    const patched = world.applications.filter(isPatched);
    expect(patched.length).toBeLessThan(0.4 * world.applications.length);
    for (const { jobs, status } of patched) expect([status, jobs[0]?.restarts]).toEqual(['RUNNING', 1]);
    for (const { name } of world.applications.filter((each) => !isPatched(each))) {
      expect(highest(name, 'containerCPUUtilization'), name).toBeLessThan(75);
      expect(highest(name, 'heapMemoryUtilization'), name).toBeLessThan(80);
      expect(highest(name, 'downtime'), name).toBe(0);
    }
    for (const series of world.home.metrics.list('AWS/KinesisAnalytics', null)) {
      const least = { millisBehindLatest: 2_000, records_lag_max: 5_000 }[series.metric];
      if (least === undefined) continue;
      if (series.dimensions.some(({ value }) => patched.some(({ name }) => name === value))) continue;
      const lags = series.read(from, world.now).map(({ maximum }) => maximum);
      expect(Math.max(...lags), JSON.stringify(series.dimensions)).toBeLessThan(least);
    }
  });
});
