import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { faults, victimsOf } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import { findScenario, scenarios } from '#shared/simulation/scenarios.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { NOON, jobOf } from '#test/support/worlds.ts';

describe('scenarios', () => {
  it('are there for each problem, under its id, with that one fault', () => {
    for (const kind of faultKinds) {
      const found = findScenario(kind);
      expect(
        found?.faults.map((fault) => fault.kind),
        kind,
      ).toEqual([kind]);
      expect(found?.title).toBe(faults[kind].title);
    }
  });

  it('have ids of their own, and begin with the demonstration', () => {
    const ids = scenarios.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe('demo');
  });

  it('hold healthy days, and several things wrong at once', () => {
    expect(scenarios.filter(({ id, faults: wrong }) => id.startsWith('healthy') && wrong.length === 0)).toHaveLength(5);
    expect(scenarios.filter(({ faults: wrong }) => wrong.length > 1).length).toBeGreaterThan(4);
  });

  it.each(scenarios)(
    '$id names applications that it has, and what can befall them',
    ({ applications, faults: wrong, events = [] }) => {
      for (const { kind, application, where, onset } of wrong) {
        const member = applications.find(({ name }) => name === application);
        const victims = victimsOf(kind, findBlueprint(member?.blueprint ?? ''));
        expect(victims.length, `${kind} on ${application}`).toBeGreaterThan(0);
        if (where !== undefined) expect(victims).toContain(where);
        expect(onset).toBeLessThan(0);
      }
      for (const { application } of events) expect(applications.map(({ name }) => name)).toContain(application);
    },
  );
});

describe('a fault', () => {
  const orders = { blueprint: 'orders-enrichment', name: 'orders-enrichment', status: 'RUNNING' as const };
  const broken = (where: string | undefined, seed = 7) => {
    const fault = {
      id: 'f',
      kind: 'io-bound-operator',
      application: orders.name,
      severity: 'severe',
      onset: millis(-20 * MINUTE),
      duration: null,
    } as const;
    const scenario = {
      id: 's',
      title: 's',
      applications: [orders],
      faults: [{ ...fault, ...(where === undefined ? {} : { where }) }],
    };
    const world = createWorld({ seed, scenario, start: NOON, history: HOUR });
    const [application] = world.applications;
    if (application === undefined) throw new Error('no orders');
    return jobOf(application)
      .vertices.filter(({ subtasks }) => subtasks.some(({ busy }) => busy > 950))
      .map(({ name }) => name.split(' -> ')[0]);
  };

  it('befalls the vertex that it names', () => {
    expect(broken('join')).toEqual(['Join customers']);
    expect(broken('prices')).toEqual(['Look up prices']);
  });

  it('else one that chance chooses: with other seeds another one', () => {
    const chosen = Array.from({ length: 8 }, (_, seed) => broken(undefined, seed).join());
    expect([...new Set(chosen)].sort()).toEqual(['Join customers', 'Look up prices']);
  });

  it('that is a mistake in the settings is a version of its own, which another one puts right', () => {
    const clicks = { blueprint: 'clickstream-sessions', name: 'clicks', status: 'RUNNING' as const };
    const fault = {
      id: 'debug',
      kind: 'monitoring-log-level-debug',
      application: 'clicks',
      severity: 'clear',
      onset: millis(-60 * MINUTE),
      duration: null,
    } as const;
    const world = createWorld({
      seed: 7,
      scenario: { id: 's', title: 's', applications: [clicks], faults: [fault] },
      start: NOON,
      history: millis(2 * HOUR),
    });
    const [application] = world.applications;
    expect(application?.settings.monitoring.logLevel).toBe('DEBUG');
    expect(application?.operations.map(({ name, status }) => [name, status])[0]).toEqual(['UpdateApplication', 'SUCCESSFUL']);
    const version = application?.versionId ?? 0;
    world.command({ kind: 'fault-off', id: 'debug' });
    world.advanceTo(millis(NOON + 20 * MINUTE));
    expect(application?.settings.monitoring.logLevel).toBe('INFO');
    expect(application?.versionId).toBe(version + 1);
    expect(application?.status).toBe('RUNNING');
  });
});
