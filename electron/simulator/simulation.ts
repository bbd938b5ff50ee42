import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { faults } from '#shared/simulation/faults/faults.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import type { SimulatedApplication, Command, FaultSpec, Scenario, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Pace } from './pace.ts';
import type { SimulatedClock } from './simulatedClock.ts';

/** A fault, and who switched it on. */
export interface KnownFault {
  readonly spec: FaultSpec;
  readonly by: 'scenario' | 'hand';
  readonly onset: Millis;
  /** Null: until it is switched off. */
  until: Millis | null;
}

/** A world that follows its clock. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly world: World;
  readonly clock: SimulatedClock;
  /** Brings the world up to the clock, in whole steps; returns the clock's time. */
  catchUp(): Millis;
  /** Those of the scenario and those that were switched on by hand, whether they are on, were or will be. */
  readonly faults: readonly KnownFault[];
  find(application: string): SimulatedApplication | undefined;
  /** Where in an application a fault can be; null for an application that no blueprint is known of. */
  placesOf(kind: FaultKind, application: string): readonly string[] | null;
  switchOn(fault: Omit<FaultSpec, 'onset' | 'duration'>): void;
  switchOff(id: string): void;
}

export const isOn = ({ onset, until }: KnownFault, now: Millis): boolean => onset <= now && (until === null || now < until);

export interface SimulationOptions extends Pick<Simulation, 'scenario' | 'seed' | 'world' | 'clock'> {
  readonly start: Millis;
  readonly pace: Pace;
}

export function createSimulation({ scenario, seed, world, clock, start, pace }: SimulationOptions): Simulation {
  const known = scenario.faults.map((spec): KnownFault => {
    const onset = millis(start + spec.onset);
    return { spec, by: 'scenario', onset, until: spec.duration === null ? null : millis(onset + spec.duration) };
  });
  const command = (order: Command) => world.command(order);

  const catchUp = (): Millis => {
    const now = clock.now();
    pace.advance(world, now);
    return now;
  };

  return {
    scenario,
    seed,
    world,
    clock,
    catchUp,
    faults: known,
    find: (application) => world.applications.find(({ name }) => name === application),
    placesOf(kind, application) {
      const member = scenario.applications.find(({ name }) => name === application);
      return member === undefined ? null : faults[kind].victims(findBlueprint(member.blueprint, member.variant));
    },
    // A command takes effect at the next step: first the world has to be where its clock is.
    switchOn(fault) {
      const now = catchUp();
      const spec: FaultSpec = { ...fault, onset: millis(now - start), duration: null };
      command({ kind: 'fault-on', fault: spec });
      known.push({ spec, by: 'hand', onset: now, until: null });
    },
    switchOff(id) {
      const now = catchUp();
      command({ kind: 'fault-off', id });
      for (const fault of known) if (fault.spec.id === id && isOn(fault, now)) fault.until = now;
    },
  };
}
