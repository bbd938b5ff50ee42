import { STEP } from '#shared/simulation/types.ts';
import type { World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';

/** Advances worlds, and learns how long that takes: nobody who asks should have to wait for much of it. */
export interface Pace {
  advance(world: World, to: Millis): void;
  /** Whole steps, at least one, that are simulated in about `PIECE`. */
  piece(): Millis;
  /** How much simulated time may pass when so much real time has passed. */
  affordable(passed: number): number;
}

/** Weight of the newest measurement in what a step takes. */
const NEWEST = 0.2;
/** Real milliseconds of simulating at a time, when others are waiting for answers. */
const PIECE = 25;
/** Share of real time that a clock which is too fast for its fleet may take, and how long at a time. */
const SHARE = 0.6;
const PATIENCE = 150;
/** However fast: more than this is not made up for when a computer slept. */
const LONGEST_GAP = HOUR;

export function createPace(real: Clock): Pace {
  /** Real milliseconds that a step takes. */
  let cost = 0;
  const within = (budget: number): number => (cost === 0 ? LONGEST_GAP : Math.min(LONGEST_GAP, (budget / cost) * STEP));
  return {
    advance(world, to) {
      const [began, from] = [real.now(), world.now];
      world.advanceTo(to);
      const steps = (world.now - from) / STEP;
      if (steps > 0) cost += NEWEST * ((real.now() - began) / steps - cost);
    },
    piece: () => millis(Math.max(1, Math.floor(within(PIECE) / STEP)) * STEP),
    affordable: (passed) => within(Math.min(PATIENCE, passed * SHARE)),
  };
}
