import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { failureOf } from './failure.ts';

/**
 * Runs at once, then at most once every `pause`, as often as it was asked for; never after `signal` is aborted. A run that throws is a
 * bug of ours: it is logged, and the next one runs all the same.
 */
export function coalesced(
  run: () => void,
  pause: Millis,
  { clock, log }: { readonly clock: Clock; readonly log: (line: string) => void },
  signal: AbortSignal,
): () => void {
  let asked = false;
  let busy = false;
  const drain = async () => {
    busy = true;
    while (asked && !signal.aborted) {
      asked = false;
      try {
        run();
      } catch (thrown) {
        log(failureOf(thrown));
      }
      await clock.sleep(pause, signal);
    }
    busy = false;
  };
  return () => {
    asked = true;
    if (!busy) void drain();
  };
}
