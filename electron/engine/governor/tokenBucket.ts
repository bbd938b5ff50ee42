import { SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';

/** Lets so many through a second, in the order in which they came; after a pause as many as a second would have let through. */
export interface TokenBucket {
  /** Resolves when it is one's turn; rejects with the signal's reason when that is aborted, and then nothing is taken. */
  take(signal: AbortSignal | undefined): Promise<void>;
}

const NEVER = new AbortController().signal;

export function tokenBucket(rate: number, clock: Clock): TokenBucket {
  const room = Math.max(1, rate);
  let tokens = room;
  let filled = clock.now();

  const fill = (): void => {
    const now = clock.now();
    // A clock that was set back fills nothing.
    tokens = Math.min(room, tokens + (Math.max(0, now - filled) / SECOND) * rate);
    filled = now;
  };

  return {
    async take(signal = NEVER) {
      signal.throwIfAborted();
      fill();
      // Below zero: taken in advance by those who wait.
      tokens -= 1;
      const due = clock.now() + (Math.max(0, -tokens) / rate) * SECOND;
      while (!signal.aborted && clock.now() < due) await clock.sleep(millis(Math.ceil(due - clock.now())), signal);
      if (!signal.aborted) return;
      tokens += 1;
      signal.throwIfAborted();
    },
  };
}
