import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';

/** How fast the file grows, by what was written in the last hour of real time. */
export interface Pace {
  add(bytes: number): void;
  perDay(): number | null;
}

const WINDOW = HOUR;
/** Less says little: most things come once a minute. */
const SHORTEST = 2 * MINUTE;

export function createPace(clock: Clock): Pace {
  const written: { readonly at: number; bytes: number }[] = [];
  const began = clock.now();
  return {
    add(bytes) {
      const at = Math.floor(clock.now() / MINUTE) * MINUTE;
      const newest = written.at(-1);
      if (newest?.at === at) newest.bytes += bytes;
      else written.push({ at, bytes });
      while ((written[0]?.at ?? at) < at - WINDOW) written.shift();
    },
    perDay() {
      const now = clock.now();
      const span = Math.min(WINDOW, now - began);
      if (span < SHORTEST) return null;
      const sum = written.filter(({ at }) => at >= now - WINDOW).reduce((total, { bytes }) => total + bytes, 0);
      return Math.max(0, Math.round((sum / span) * DAY));
    },
  };
}
