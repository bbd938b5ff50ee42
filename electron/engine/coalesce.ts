import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';

/** Runs at once, then at most once every `pause`, as often as it was asked for; never after `signal` is aborted. */
export function coalesced(run: () => void, pause: Millis, clock: Clock, signal: AbortSignal): () => void {
  let asked = false;
  let busy = false;
  const drain = async () => {
    busy = true;
    while (asked && !signal.aborted) {
      asked = false;
      run();
      await clock.sleep(pause, signal);
    }
    busy = false;
  };
  return () => {
    asked = true;
    if (!busy) void drain();
  };
}
