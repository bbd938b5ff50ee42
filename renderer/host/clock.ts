import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** Real time, as an argument: tests pass their own. */
export interface Clock {
  now(): Millis;
  /** Runs `task` once, later; returns the cancellation. */
  after(pause: Millis, task: () => void): () => void;
  /** Runs `task` every `pause`; returns the end of it. */
  every(pause: Millis, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => millis(Date.now()),
  after(pause, task) {
    const timer = setTimeout(task, pause);
    return () => clearTimeout(timer);
  },
  every(pause, task) {
    const timer = setInterval(task, pause);
    return () => clearInterval(timer);
  },
};
