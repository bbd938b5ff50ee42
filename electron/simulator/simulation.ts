import type { Command, FaultSpec, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import type { SimulatedClock } from './simulatedClock.ts';

/** A world that follows its clock. */
export interface Simulation {
  readonly world: World;
  readonly clock: SimulatedClock;
  readonly start: Millis;
  /** Brings the world up to the clock, in whole steps; returns the clock's time. */
  catchUp(): Millis;
  /** Faults that are on at this time, those of the scenario and those that were switched on. */
  faults(now: Millis): readonly FaultSpec[];
  command(command: Command): void;
}

export function createSimulation({
  world,
  clock,
  start,
  planned,
}: Pick<Simulation, 'world' | 'clock' | 'start'> & { readonly planned: readonly FaultSpec[] }): Simulation {
  let known = planned;

  return {
    world,
    clock,
    start,
    catchUp() {
      const now = clock.now();
      world.advanceTo(now);
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
