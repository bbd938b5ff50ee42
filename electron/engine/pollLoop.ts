import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';

/** The longest pause after failures, in real time. */
const LONGEST_PAUSE = millis(5 * MINUTE);

export interface Poll<T> {
  /** Real time between the end of a poll and the next one; asked before every pause. */
  readonly every: () => Millis;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly poll: (signal: AbortSignal) => Promise<Result<T>>;
  /** Told after every poll, with the real time of the next one. */
  readonly report: (result: Result<T>, next: Millis) => void;
}

/** Polls without overlap until aborted. Each failure doubles the pause (at most 5 min), a success resets it. Returns a way to poll at once. */
export function pollLoop<T>({ every, clock, signal, poll, report }: Poll<T>): {
  readonly poke: () => void;
  readonly done: Promise<void>;
} {
  let wake = new AbortController();
  let failures = 0;
  const run = async () => {
    while (!signal.aborted) {
      wake = new AbortController();
      const result = await poll(signal);
      if (signal.aborted) return;
      failures = result.ok ? 0 : failures + 1;
      const pause = millis(Math.min(every() * 2 ** Math.min(failures, 30), Math.max(LONGEST_PAUSE, every())));
      report(result, millis(clock.now() + pause));
      await clock.sleep(pause, AbortSignal.any([signal, wake.signal]));
    }
  };
  return {
    poke: () => {
      failures = 0;
      wake.abort();
    },
    done: run(),
  };
}
