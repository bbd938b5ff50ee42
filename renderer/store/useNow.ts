import { useSyncExternalStore } from 'react';
import type { Millis } from '#shared/units/units.ts';
import { SECOND } from '#shared/units/units.ts';
import type { Clock } from '../host/clock.ts';
import { connectionTime } from './connectionTime.ts';
import { useSession } from './SessionContext.ts';
import { useConnectionView } from './useConnectionView.ts';
import { useCursor } from './useCursor.ts';

interface Ticker {
  readonly subscribe: (changed: () => void) => () => void;
  readonly now: () => Millis;
}

/** One beat a second for everything on screen that grows old, only while something listens. */
function createTicker(clock: Clock): Ticker {
  const listeners = new Set<() => void>();
  let now = clock.now();
  let stop = (): void => undefined;
  const beat = (): void => {
    now = clock.now();
    for (const changed of listeners) changed();
  };
  return {
    now: () => now,
    subscribe(changed) {
      if (listeners.size === 0) {
        now = clock.now();
        stop = clock.every(SECOND, beat);
      }
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) stop();
      };
    },
  };
}

const tickers = new WeakMap<Clock, Ticker>();

function tickerOf(clock: Clock): Ticker {
  const made = tickers.get(clock) ?? createTicker(clock);
  tickers.set(clock, made);
  return made;
}

/** This machine's time, moving once a second. */
export function useRealNow(): Millis {
  const ticker = tickerOf(useSession().clock);
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}

/** The moment that a connection's views are of: the cursor's, or its own time, moving once a second; null while it is not known. */
export function useNow(connection: string): Millis | null {
  const live = useLiveNow(connection);
  return useCursor().at ?? live;
}

/** A connection's own time, wherever the cursor stands; null while it is not known. */
export function useLiveNow(connection: string): Millis | null {
  const clock = useConnectionView(connection)?.clock ?? null;
  const real = useRealNow();
  return clock === null ? null : connectionTime(clock, real);
}
