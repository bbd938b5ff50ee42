import type { Command, FaultSpec, Scenario, World } from '#shared/simulation/types.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { SimulatedClock } from './simulatedClock.ts';

/** A world that follows its clock. */
export interface Simulation {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly start: Millis;
  /** Brings the world up to the clock, in whole steps; returns the clock's time. */
  catchUp(): Millis;
  /** Faults that are on at this time, those of the scenario and those that were switched on. */
  faults(now: Millis): readonly FaultSpec[];
  command(command: Command): void;
}

export interface SimulationOptions {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly seed: number;
  readonly scenario: Scenario;
  readonly start: Millis;
}

export function createSimulation({ world, clock, seed, scenario, start }: SimulationOptions): Simulation {
  let known: readonly FaultSpec[] = scenario.faults;

  return {
    world,
    clock,
    seed,
    scenario,
    start,
    catchUp() {
      const now = clock.now();
      const reached = millis(Math.floor(now / STEP) * STEP);
      if (reached > world.now) world.advanceTo(reached);
      return now;
    },
    faults: (now) =>
      known.filter(({ onset, duration }) => start + onset <= now && (duration === null || now < start + onset + duration)),
    command(command) {
      world.command(command);
      known = command.kind === 'fault-on' ? [...known, command.fault] : known.filter(({ id }) => id !== command.id);
    },
  };
}
