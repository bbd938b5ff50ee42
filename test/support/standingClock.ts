import type { Clock } from '#electron/clock.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** Real time that passes only when a test says so. */
export interface StandingClock extends Clock {
  pass(duration: number): void;
}

export function standingClock(start: number): StandingClock {
  let now = start;
  const sleepers = new Map<() => void, number>();
  const wake = () => {
    for (const [resolve, due] of sleepers) if (due <= now) resolve();
  };
  return {
    now: () => millis(now),
    sleep: (duration: Millis, signal) =>
      new Promise((resolve) => {
        const done = () => {
          sleepers.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        if (signal.aborted) return resolve();
        sleepers.set(done, now + duration);
        signal.addEventListener('abort', done, { once: true });
      }),
    pass(duration) {
      now += duration;
      wake();
    },
  };
}
