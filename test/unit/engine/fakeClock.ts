import type { Clock } from '#electron/clock.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** A clock that stands still until it is moved; an hour passes in no time. */
export interface FakeClock extends Clock {
  /** Moves on by so much; wakes whoever sleeps, in order, and lets each do what it does before the next. */
  advance(duration: number): Promise<void>;
  /** Moves on without waking anybody, as while a machine is suspended. */
  jump(duration: number): void;
  /** How many sleep. */
  sleeping(): number;
}

export function fakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  return {
    now: () => millis(now),
    sleep: (duration: Millis, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const sleeper = { until: now + duration, wake: () => end() };
        const end = () => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', end);
          resolve();
        };
        signal.addEventListener('abort', end);
        sleepers.add(sleeper);
      }),
    sleeping: () => sleepers.size,
    jump(duration) {
      now += duration;
    },
    async advance(duration) {
      const end = now + duration;
      await settle();
      for (;;) {
        const [next] = [...sleepers].filter(({ until }) => until <= end).sort((a, b) => a.until - b.until);
        if (next === undefined) break;
        now = Math.max(now, next.until);
        next.wake();
        await settle();
      }
      now = end;
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
