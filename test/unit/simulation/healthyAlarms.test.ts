import { describe, expect, it } from 'vitest';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { scenarios } from '#shared/simulation/scenarios.ts';
import type { Scenario } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { healthyAlarmDays } from '#test/support/alarms/healthyAlarmDays.ts';
import { streamingMembers } from '#test/support/alarms/healthyDays.ts';
import type { Judged } from '#test/support/alarms/judged.ts';
import { firingsOf, judgedOf } from '#test/support/alarms/judged.ts';
import { namedFor } from '#test/support/alarms/namedAlarms.ts';
import { scenarioAlarms, victimsOf } from '#test/support/alarms/scenarioAlarms.ts';
import { comparedOf } from '#test/support/alarms/simulated.ts';
import { NOON } from '#test/support/worlds.ts';

/** Less than in `npm run bench -- --only alarms`, which writes docs/alarms-measured.md; enough to notice that something went astray. */
const HISTORY = millis(4.5 * HOUR);
const LEARNED = millis(1.5 * DAY);
/** At first there is nothing: alarms that take missing figures for trouble are judged from here on. */
const BEGINS = 15 * MINUTE;

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
const ordinary = scenarios.find(({ id }) => id === 'healthy') ?? healthy[0];

/** The thresholds of each application, learned from a day and a half on which nothing happens, of another seed and elsewhere in the week. */
const thresholdsOf = (() => {
  const known = new Map<string, readonly Judged[]>();
  return (name: string): readonly Judged[] => {
    const applications = ordinary?.applications.filter((each) => each.name === name) ?? [];
    const learn = (): readonly Judged[] => {
      const world = createWorld({
        seed: 9,
        scenario: { id: 'day', title: '', applications, faults: [] },
        start: NOON,
        history: LEARNED,
      });
      return judgedOf(world, name, { begin: millis(NOON - LEARNED), split: NOON, end: NOON, excluded: [] });
    };
    const judged = known.get(name) ?? learn();
    known.set(name, judged);
    return judged;
  };
})();

describe.each(healthy)('$id: $title', (scenario) => {
  it.each(SEEDS)('fires no recommended alarm, with the seed %i', { timeout: 180_000 }, (seed) => {
    const start = startOf(seed);
    const part = partOf(scenario, seed);
    const world = createWorld({ seed, scenario: part, start, history: HISTORY });
    world.advanceTo(millis(start + 45 * MINUTE));
    const span = { from: millis(start - HISTORY), to: world.now };
    const firing = part.applications.flatMap(({ name }) => {
      const learned = thresholdsOf(name);
      return comparedOf(world, name, span).flatMap((compared) => {
        const threshold = learned.find(({ alarm }) => alarm.id === compared.alarm.id)?.threshold ?? null;
        expect({ name, alarm: compared.alarm.id, learned: threshold !== null }).toEqual({
          name,
          alarm: compared.alarm.id,
          learned: true,
        });
        return firingsOf({ ...compared, threshold }, { split: millis(span.from + BEGINS), end: span.to }).map(
          ({ from }) => `${name}: ${compared.alarm.title} at ${new Date(from).toISOString()}`,
        );
      });
    });
    expect(firing).toEqual([]);
  });
});

it('fires on at most one of a hundred alarm-days of deploys, restarts, patches and snapshots', { timeout: 180_000 }, () => {
  const days = streamingMembers(4).flatMap((member) =>
    healthyAlarmDays(member, { seed: 21, learn: 2, days: 3, end: millis(Date.UTC(2026, 10, 24)) }),
  );
  const all = days.reduce((total, each) => total + each.days, 0);
  const fired = days.flatMap(({ application, alarm, firings }) => firings.map(() => `${application}: ${alarm}`));
  expect(all).toBeGreaterThan(120);
  expect(days.filter(({ learned }) => !learned)).toEqual([]);
  expect(fired.length).toBeLessThanOrEqual(0.01 * all);
});

describe('is not because the alarms are deaf: those fire that the guide names for', () => {
  it.each([
    ['operator-unhandled-exception', 1],
    ['sink-bottleneck', 1],
    ['checkpoint-memory-gc-pressure', 1],
    ['checkpoint-serialization-failure', 1],
    ['memory-or-thread-leak', 2],
    ['unbounded-state-growth', 2],
    ['cross-region-kafka-receive-buffer', 1],
    ['throughput-under-provisioned', 1],
  ])('%s', { timeout: 120_000 }, (id, hours) => {
    const scenario = scenarios.find((each) => each.id === id);
    if (scenario === undefined) throw new Error(`No scenario is called ${id}.`);
    for (const application of victimsOf(scenario)) {
      const { alarms } = scenarioAlarms(scenario, application, { seed: 21, learn: 1.1, hours, start: NOON });
      const wanted = namedFor(
        scenario,
        application,
        alarms.map(({ alarm }) => alarm),
      );
      const silent = wanted.alarms.filter((each) => alarms.find(({ alarm }) => alarm === each)?.after === null);
      expect(silent.filter((each) => !wanted.silent.has(each))).toEqual([]);
      expect(wanted.alarms.length).toBeGreaterThan(0);
    }
  });
});
