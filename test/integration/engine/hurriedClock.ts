import type { Clock } from '#electron/clock.ts';
import { systemClock } from '#electron/clock.ts';
import { millis } from '#shared/units/units.ts';

/** Time that runs so many times faster than real time, from a moment on, so that a pause of a minute can be waited for. */
export function hurriedClock(times: number, from: number): Clock {
  const start = systemClock.now();
  return {
    now: () => millis(from + (systemClock.now() - start) * times),
    sleep: (duration, signal) => systemClock.sleep(millis(duration / times), signal),
  };
}
