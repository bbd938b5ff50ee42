import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** Real time, as an argument: tests pass their own. */
export interface Clock {
  now(): Millis;
  /** Resolves after `duration`, or at once when `signal` is (or gets) aborted; never rejects. */
  sleep(duration: Millis, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => millis(Date.now()),
  sleep: (duration, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, duration);
      signal.addEventListener('abort', done, { once: true });
    }),
};
