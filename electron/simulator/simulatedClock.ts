import type { ClockChange } from '#shared/simulation/control.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { Pace } from './pace.ts';

/** Simulated time: runs at `speed` beside real time, can be paused, and jumps ahead when told. Never runs backwards. */
export interface SimulatedClock {
  readonly speed: number;
  readonly paused: boolean;
  now(): Millis;
  change(change: ClockChange): void;
}

/** A computer that slept, or that is too slow for the speed, falls behind instead of simulating what it missed: `pace` knows. */
export function simulatedClock(real: Clock, start: Millis, initialSpeed: number, pace: Pick<Pace, 'affordable'>): SimulatedClock {
  let simulated: number = start;
  let lastRead: number = real.now();
  let speed = initialSpeed;
  let paused = false;

  const read = () => {
    const now = real.now();
    const passed = Math.max(0, now - lastRead);
    lastRead = now;
    if (!paused) simulated += Math.min(passed * speed, pace.affordable(passed));
    return millis(simulated);
  };

  return {
    get speed() {
      return speed;
    },
    get paused() {
      return paused;
    },
    now: read,
    change(change) {
      read();
      speed = change.speed ?? speed;
      paused = change.paused ?? paused;
      simulated += change.advance ?? 0;
    },
  };
}
