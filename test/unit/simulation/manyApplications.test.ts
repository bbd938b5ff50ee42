import { describe, expect, it } from 'vitest';
import { blueprints, findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import { withApplications } from '#shared/simulation/scenarios/fleet.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { NOON } from '#test/support/worlds.ts';

const names = (count: number) => withApplications(demo, count).applications.map(({ name }) => name);
const regions = (count: number) => {
  const abroad = withApplications(demo, count).applications.filter(({ region }) => region !== undefined).length;
  return { home: count - abroad, abroad };
};

describe('a fleet of another size', () => {
  it('has every blueprint once to begin with, in two regions', () => {
    expect(demo.applications).toHaveLength(blueprints.length);
    expect(regions(blueprints.length).abroad).toBeGreaterThan(blueprints.length / 4);
    expect(regions(500)).toEqual({ home: expect.closeTo(250, -1), abroad: expect.closeTo(250, -1) });
  });

  it('names everybody once, and repeats a name with the number of its round', () => {
    expect(new Set(names(500)).size).toBe(500);
    expect(names(2 * blueprints.length)).toEqual(expect.arrayContaining(['orders-enrichment', 'orders-enrichment-2']));
  });

  it('keeps those that the scenario is about when it is cut short, and leaves out what happens to nobody', () => {
    const cut = withApplications(demo, 2);
    const there = cut.applications.map(({ name }) => name);
    expect(there).toEqual(expect.arrayContaining(demo.faults.map(({ application }) => application)));
    for (const { application } of [...cut.faults, ...(cut.events ?? [])]) expect(there).toContain(application);
    expect(withApplications(demo, 500).faults).toEqual(demo.faults);
  });

  it('gives a repeated application streams, targets and a smaller load of its own', () => {
    const [first, third] = [findBlueprint('clickstream-sessions'), findBlueprint('clickstream-sessions', 3)];
    expect(third.sources[0]?.name).toBe('clickstream-3');
    expect(third.properties[0]?.values['input.stream.name']).toBe('clickstream-3');
    const load = (third.sources[0]?.arrivals.mean ?? 0) / (first.sources[0]?.arrivals.mean ?? 1);
    expect(load).toBeGreaterThan(0.5);
    expect(load).toBeLessThan(0.95);
    expect(findBlueprint('clickstream-sessions', 1)).toBe(first);
  });

  it('runs: every region reports its own applications and nobody else’s', () => {
    const scenario = withApplications(demo, 60);
    const world = createWorld({ seed: 1, scenario, start: NOON, history: millis(3 * MINUTE) });
    for (const { applications, metrics } of world.regions) {
      const own = new Set(applications.map(({ name }) => name));
      const reporting = new Set(
        metrics
          .list('AWS/KinesisAnalytics', 'KPUs')
          .map(({ dimensions }) => dimensions.find(({ name }) => name === 'Application')?.value),
      );
      expect(reporting.size).toBeGreaterThan(20);
      for (const name of reporting) expect(own).toContain(name);
    }
  });
});
