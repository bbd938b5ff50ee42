import { isDeepStrictEqual } from 'node:util';
import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { ConnectionState } from './watcher.ts';

/** What the collectors of one connection make of it as a whole. */
export interface ConnectionMonitor {
  /** Told after every poll of a collector. Without an `essential` one nothing is known: its failure takes the connection down. */
  report(collector: string, result: Result<unknown>, next: Millis, essential?: boolean): void;
  /** The collector is no longer needed. */
  retire(collector: string): void;
  state(): ConnectionState;
}

interface Outcome {
  readonly error: SourceError | null;
  readonly failedAt: Millis;
  readonly next: Millis;
  readonly essential: boolean;
}

export function connectionMonitor(clock: Clock, view: () => ConnectionClock | null, changed: () => void): ConnectionMonitor {
  const outcomes = new Map<string, Outcome>();
  let lastGood: Millis | null = null;
  let told: ConnectionState | null = null;

  const compute = (): ConnectionState => {
    const failing = [...outcomes.values()]
      .filter(({ error }) => error !== null)
      .sort((a, b) => Number(b.essential) - Number(a.essential) || b.failedAt - a.failedAt);
    const [worst] = failing;
    const state = worst === undefined ? (lastGood === null ? 'connecting' : 'live') : worst.essential ? 'down' : 'degraded';
    const nextTry = failing.length === 0 ? null : (Math.min(...failing.map(({ next }) => next)) as Millis);
    return { state, error: worst?.error ?? null, lastGood, nextTry, clock: view(), prompt: null };
  };
  const tell = () => {
    const now = compute();
    if (isDeepStrictEqual(now, told)) return;
    told = now;
    changed();
  };

  return {
    report(collector, result, next, essential = false) {
      if (result.ok) lastGood = clock.now();
      outcomes.set(collector, { error: result.ok ? null : result.error, failedAt: clock.now(), next, essential });
      tell();
    },
    retire(collector) {
      if (outcomes.delete(collector)) tell();
    },
    state: compute,
  };
}
