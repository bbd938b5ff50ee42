import { createWorld } from '#shared/simulation/createWorld.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import type { FaultSpec, Scenario, SimulatedApplication, SimulatedVertex, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';

/** Noon: worlds of the tests begin here unless they say otherwise. */
export const NOON = millis(Date.UTC(2026, 10, 24, 12));

interface WorldSettings {
  readonly seed?: number;
  readonly start?: Millis;
  readonly history?: Millis;
}

/** A whole scenario. */
export function worldOf(id: string, { seed = 7, start = NOON, history = HOUR }: WorldSettings = {}): World {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`No scenario is called ${id}.`);
  return createWorld({ seed, scenario, start, history });
}

/** One application by itself, with verbs for what a test does to it. */
export function lonely(blueprint: string, settings: WorldSettings & Partial<Scenario['applications'][number]> = {}) {
  const { seed = 7, start = NOON, history = HOUR, status = 'RUNNING', name = blueprint } = settings;
  const scenario: Scenario = { id: 'lonely', title: 'One application', applications: [{ blueprint, name, status }], faults: [] };
  const world = createWorld({ seed, scenario, start, history });
  const [application] = world.applications;
  if (application === undefined) throw new Error(`${blueprint} is not there.`);
  return {
    world,
    application,
    pass: (minutes: number) => world.advanceTo(millis(world.now + minutes * MINUTE)),
    break: (kind: FaultKind, severity: FaultSpec['severity'] = 'clear') =>
      world.command({
        kind: 'fault-on',
        fault: { id: kind, kind, application: name, severity, onset: millis(world.now - start), duration: null },
      }),
    repair: (kind: FaultKind) => world.command({ kind: 'fault-off', id: kind }),
    /** The last complete minute of a series of the application: the first one with these further dimensions. */
    minute: (metric: string, dimensions: Readonly<Record<string, string>> = {}) =>
      seriesOf(world, name, metric, dimensions)?.read(millis(world.now - MINUTE), world.now)[0],
  };
}

export const seriesOf = (world: World, application: string, metric: string, dimensions: Readonly<Record<string, string>> = {}) =>
  world.home.metrics.find('AWS/KinesisAnalytics', metric, [
    { name: 'Application', value: application },
    ...Object.entries(dimensions).map(([name, value]) => ({ name, value })),
  ]);

export function jobOf({ jobs, name }: SimulatedApplication) {
  const [job] = jobs;
  if (job === undefined) throw new Error(`${name} has no job.`);
  return job;
}

/** The vertex whose name begins so. */
export function vertexOf(application: SimulatedApplication, name: string): SimulatedVertex {
  const found = jobOf(application).vertices.find((vertex) => vertex.name.startsWith(name));
  if (found === undefined) throw new Error(`${application.name} has no vertex ${name}.`);
  return found;
}

export const worst = ({ subtasks }: SimulatedVertex, of: 'busy' | 'backpressured' | 'idle'): number =>
  Math.max(...subtasks.map((subtask) => subtask[of]));

export const rateInto = ({ subtasks }: SimulatedVertex): number =>
  subtasks.reduce((total, { recordsInPerSecond }) => total + recordsInPerSecond, 0);
