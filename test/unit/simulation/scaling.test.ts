import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterMinute, nextParallelism, NO_RUN, withSample } from '#shared/simulation/runtime/scaling/autoscaling.ts';
import type { CpuRun } from '#shared/simulation/runtime/scaling/autoscaling.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { owned } from '#test/support/owner.ts';
import { jobOf, seriesOf } from '#test/support/worlds.ts';

/** Stretches of minutes at about the same load, as days are: quiet nights, peaks, gaps. */
const cpuSeries = fc
  .array(
    fc.record({
      level: fc.constantFrom(null, 3, 9.9, 10, 40, 74.9, 75, 90),
      minutes: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 300, max: 400 })),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((stretches) => stretches.flatMap(({ level, minutes }) => Array.from({ length: minutes }, () => level)));

interface Limits {
  readonly configured: number;
  readonly ceiling: number;
}

/** As the model does it, minute by minute; counting begins again after each change. */
function modelled(series: readonly (number | null)[], { configured, ceiling }: Limits): number[] {
  let run: CpuRun = NO_RUN;
  let current = configured;
  return series.map((cpu) => {
    run = afterMinute(cpu === null ? run : withSample(run, cpu));
    const next = nextParallelism(run, { current, configured, ceiling });
    if (next !== null) {
      run = NO_RUN;
      current = next;
    }
    return current;
  });
}

/** As the guide has it: look back from each minute, as far as the last change. */
function readFromTheGuide(series: readonly (number | null)[], { configured, ceiling }: Limits): number[] {
  let current = configured;
  let changed = 0;
  return series.map((_, minute) => {
    const last = (count: number) => (minute + 1 - changed >= count ? series.slice(minute + 1 - count, minute + 1) : null);
    const all = (count: number, holds: (cpu: number) => boolean) =>
      last(count)?.every((cpu) => cpu !== null && holds(cpu)) === true;
    let next = current;
    if (all(15, (cpu) => cpu >= 75)) next = Math.min(2 * current, Math.max(ceiling, current));
    if (next === current && all(360, (cpu) => cpu < 10)) next = Math.max(configured, Math.ceil(current / 2));
    if (next !== current) {
      changed = minute + 1;
      current = next;
    }
    return current;
  });
}

describe('the rule of automatic scaling', () => {
  it('is the one that is written down, for any course of CPU', () => {
    fc.assert(
      fc.property(cpuSeries, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 256 }), (series, configured, more) => {
        const limits = { configured, ceiling: configured + more };
        expect(modelled(series, limits)).toEqual(readFromTheGuide(series, limits));
      }),
      { numRuns: 200 },
    );
  });

  it('doubles after fifteen minutes, not after fourteen, and halves after six hours', () => {
    const minutes = (count: number, cpu: number) => Array.from({ length: count }, () => cpu);
    const limits = { configured: 4, ceiling: 64 };
    expect(modelled(minutes(14, 90), limits).at(-1)).toBe(4);
    expect(modelled(minutes(15, 75), limits).at(-1)).toBe(8);
    expect(modelled([...minutes(14, 90), 74.9, ...minutes(14, 90)], limits).at(-1)).toBe(4);
    expect(modelled([...minutes(30, 90), ...minutes(359, 9)], limits).at(-1)).toBe(16);
    expect(modelled([...minutes(30, 90), ...minutes(360, 9)], limits).at(-1)).toBe(8);
    expect(modelled([...minutes(15, 90), ...minutes(2000, 5)], limits).at(-1)).toBe(4);
  });
});

/** Its operators compute so much that the machines are full. */
const busy = (options: Parameters<typeof owned>[1] = {}) => {
  const each = owned('ticker-counts', { history: millis(10 * MINUTE), ...options });
  each.break('operator-compute-bound', 'severe');
  return each;
};

describe('an application whose machines are full', () => {
  it('grows after fifteen published minutes at 75 % or more, and says so in its history and its log', () => {
    const { application, world, until } = busy();
    const current = application.currentParallelism;
    const snapshots = application.snapshots.length;
    expect(until('AUTOSCALING', 60)).toEqual(['RUNNING', 'AUTOSCALING']);
    const points = seriesOf(world, application.name, 'containerCPUUtilization')?.read(millis(0), world.now) ?? [];
    const last = points.slice(-15);
    expect(last.every(({ maximum }) => maximum >= 75)).toBe(true);
    expect(points.at(-16)?.maximum).toBeLessThan(75);
    expect(application.operations[0]).toMatchObject({ name: 'AutoScaling', status: 'IN_PROGRESS', ended: null });
    expect(until('RUNNING')).toEqual(['AUTOSCALING', 'RUNNING']);
    expect([application.settings.parallelism.parallelism, application.currentParallelism]).toEqual([current, 2 * current]);
    expect(jobOf(application).taskManagers).toHaveLength(2 * current);
    expect(application.operations[0]).toMatchObject({ name: 'AutoScaling', status: 'SUCCESSFUL' });
    expect(application.snapshots).toHaveLength(snapshots + 1);
    expect(application.snapshots[0]).toMatchObject({ status: 'READY', initiator: 'SERVICE' });
    const log = world.home.logs(application.name, millis(0), world.now).map(({ message }) => message);
    expect(log.some((message) => message.includes(`parallelism.default, ${2 * current}`))).toBe(true);
  });

  it('does not when its owner has switched that off', () => {
    const { application, update, until, world } = busy();
    const { parallelism } = application.settings;
    update({ parallelism: { ...parallelism, autoScaling: false } });
    until('RUNNING');
    world.advanceTo(millis(world.now + HOUR));
    expect(application.status).toBe('RUNNING');
    expect(application.operations.some(({ name }) => name === 'AutoScaling')).toBe(false);
  });

  it('goes back to what is configured when its owner configures it anew', () => {
    const { application, update, until } = busy();
    until('AUTOSCALING', 60);
    until('RUNNING');
    const { parallelism } = application.settings;
    update({ description: 'the same size' });
    until('RUNNING');
    expect(application.currentParallelism).toBe(8);
    update({ parallelism: { ...parallelism, parallelism: 5 } });
    until('RUNNING');
    expect(application.currentParallelism).toBe(5);
  });
});

it('a notebook and a stopped application never scale', () => {
  const { application, world } = owned('stock-notebook');
  world.advanceTo(millis(world.now + HOUR));
  expect(application.operations.some(({ name }) => name === 'AutoScaling')).toBe(false);
});
