import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { Pace } from './cadence.ts';

/** The clock of a connection, read between the moments at which its source told it. */
export interface SourceClock {
  now(): Millis;
  /** As told last; null before. */
  view(): ConnectionClock | null;
  /** The real pause that keeps a pace in the connection's time. */
  pause(pace: Pace): Millis;
}

/** Real time: what AWS and a Flink cluster live in. */
export function realTime(clock: Clock): SourceClock {
  const from = clock.now();
  const view: ConnectionClock = { now: from, real: from, speed: 1, paused: false };
  return { now: () => clock.now(), view: () => view, pause: ({ every, least }) => millis(Math.max(every, least)) };
}

/**
 * Seconds of a connection's time a second, as its polls live it: while a simulator's clock stands still it can still be moved ahead by hand, and
 * is polled as if it ran in real time.
 */
export const speedOf = (view: ConnectionClock | null): number => (view === null || view.paused ? 1 : view.speed);

/** A clock that a simulator tells from time to time. */
export function toldTime(clock: Clock, told: () => ConnectionClock | null): SourceClock {
  return {
    now() {
      const view = told();
      if (view === null) return clock.now();
      return view.paused ? view.now : millis(view.now + (clock.now() - view.real) * view.speed);
    },
    view: told,
    pause: ({ every, least }) => millis(Math.max(least, every / speedOf(told()))),
  };
}
