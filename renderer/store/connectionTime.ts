import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

/** What a connection's clock shows when this machine's shows `real`. */
export function connectionTime(clock: ConnectionClock, real: Millis): Millis {
  return clock.paused ? clock.now : millis(clock.now + (real - clock.real) * clock.speed);
}
