import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { scenarios } from '#shared/simulation/scenarios.ts';
import type { Scenario, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { firedAt, recommendedAlarms } from '#test/support/signals/recommendedAlarms.ts';
import { NOON } from '#test/support/worlds.ts';

const HISTORY = millis(4.5 * HOUR);

/** Which of the recommended alarms fire for which application of a scenario between `from` and now. */
function firing({ applications }: Scenario, world: World, from: Millis): string[] {
  return applications.flatMap(({ name, blueprint, region }) => {
    const metrics = world.regions.find((each) => each.name === (region ?? world.home.name))?.metrics ?? world.home.metrics;
    return recommendedAlarms.flatMap((alarm) =>
      metrics
        .list('AWS/KinesisAnalytics', alarm.metric)
        .filter(({ dimensions }) => dimensions[0]?.value === name)
        .filter(
          ({ dimensions }) =>
            !dimensions.some((each) => ['Task', 'Operator', 'Parallelism', 'ShardId', 'PartitionId'].includes(each.name)),
        )
        .flatMap((series) => {
          const at = firedAt(alarm, { series, blueprint: findBlueprint(blueprint) }, from, world.now);
          return at === null ? [] : [`${name}: ${alarm.title} (${alarm.metric}) at ${new Date(at).toISOString()}`];
        }),
    );
  });
}

/** Each seed has another part of the day, and beside those to whom something happens another fifth of the fleet. */
const SEEDS = [1, 2, 3, 4, 5];
const startOf = (seed: number): Millis => millis(NOON + seed * 5 * HOUR);
function partOf(scenario: Scenario, seed: number): Scenario {
  const concerned = new Set((scenario.events ?? []).map(({ application }) => application));
  const applications = scenario.applications.filter(
    ({ name }, i) => concerned.has(name) || i % SEEDS.length === seed % SEEDS.length,
  );
  return { ...scenario, applications };
}

const healthy = scenarios.filter(({ faults, id }) => faults.length === 0 && id.startsWith('healthy'));

describe.each(healthy)('$id: $title', (scenario) => {
  it.each(SEEDS)('fires no recommended alarm, with the seed %i', { timeout: 60_000 }, (seed) => {
    const start = startOf(seed);
    const part = partOf(scenario, seed);
    const world = createWorld({ seed, scenario: part, start, history: HISTORY });
    world.advanceTo(millis(start + 45 * MINUTE));
    expect(firing(part, world, millis(start - HISTORY))).toEqual([]);
  });
});

it.each([
  'operator-compute-bound',
  'sink-bottleneck',
  'checkpoint-memory-gc-pressure',
  'access-denied-in-logs',
  'memory-or-thread-leak',
])('is not because the alarms are deaf: they tell of %s', { timeout: 60_000 }, (id) => {
  const scenario = scenarios.find((each) => each.id === id);
  if (scenario === undefined) throw new Error(`No scenario is called ${id}.`);
  const applications = scenario.applications.filter(({ name }) => name === scenario.faults[0]?.application);
  const history = millis(3 * HOUR);
  const world = createWorld({ seed: 1, scenario: { ...scenario, applications }, start: NOON, history });
  expect(firing({ ...scenario, applications }, world, millis(NOON - history))).not.toEqual([]);
});
