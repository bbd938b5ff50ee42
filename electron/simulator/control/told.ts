import type { ScenarioList, Truth } from '#shared/simulation/control.ts';
import { faults } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import { scenarios } from '#shared/simulation/scenarios.ts';
import type { Simulation } from '../simulation.ts';
import { isOn } from '../simulation.ts';

/** What can be played, and what can be switched on. */
export const scenarioList = (simulation: Simulation): ScenarioList => ({
  scenarios: scenarios.map(({ id, title, applications, faults: planned }) => ({
    id,
    title,
    kind: planned.length === 0 ? 'healthy' : planned.length === 1 ? 'one fault' : 'several faults',
    applications: applications.length,
  })),
  faults: faultKinds.map((kind) => ({
    kind,
    title: faults[kind].title,
    applications: simulation.world.applications
      .map(({ name }) => name)
      .filter((name) => simulation.placesOf(kind, name)?.length !== 0),
  })),
});

/** Everything that is, was or will be wrong in this world. */
export function truthOf(simulation: Simulation): Truth {
  const now = simulation.catchUp();
  return {
    faults: simulation.faults.map((fault) => {
      const { id, kind, application, severity, where = null } = fault.spec;
      return {
        id,
        problem: kind,
        title: faults[kind].title,
        truth: faults[kind].truth,
        application,
        region: simulation.find(application)?.region ?? simulation.world.home.name,
        where,
        severity,
        onset: fault.onset,
        until: fault.until,
        state: now < fault.onset ? 'to come' : isOn(fault, now) ? 'on' : 'over',
        by: fault.by,
      };
    }),
  };
}
