import type { Clock } from '#electron/clock.ts';
import { systemClock } from '#electron/clock.ts';
import { millis } from '#shared/units/units.ts';

export interface HurriedClock extends Clock {
  /** How many wait for it now: nothing that runs on its own is left when it is 0. */
  sleeping(): number;
}

/** Time that runs so many times faster than real time, from a moment on, so that a pause of a minute can be waited for. */
export function hurriedClock(times: number, from: number): HurriedClock {
  const start = systemClock.now();
  let sleeping = 0;
  return {
    now: () => millis(from + (systemClock.now() - start) * times),
    async sleep(duration, signal) {
      sleeping += 1;
      await systemClock.sleep(millis(duration / times), signal);
      sleeping -= 1;
    },
    sleeping: () => sleeping,
  };
}
