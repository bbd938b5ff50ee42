import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { World } from '#shared/simulation/types.ts';
import type { Clock } from '../clock.ts';

/** Advances worlds, and learns how long that takes: nobody who asks should have to wait for much of it. */
export interface Pace {
  advance(world: World, to: Millis): void;
  /** How much simulated time fits into so much real time; at least a step, at most `most`. */
  fitting(real: number, most: Millis): Millis;
}

/** Weight of the newest measurement in what a step takes. */
const NEWEST = 0.2;

export function createPace(real: Clock): Pace {
  /** Real milliseconds that a step takes. */
  let cost = 0;
  return {
    advance(world, to) {
      const [began, from] = [real.now(), world.now];
      world.advanceTo(to);
      const steps = (world.now - from) / STEP;
      if (steps > 0) cost += NEWEST * ((real.now() - began) / steps - cost);
    },
    fitting: (budget, most) => (cost === 0 ? most : millis(Math.min(most, Math.max(1, Math.floor(budget / cost)) * STEP))),
  };
}

/** However fast: more than this is not made up for when a computer slept. */
export const LONGEST_GAP = HOUR;
