import { DAY, HOUR, MINUTE, SECOND, millis } from '../../../units/units.ts';
import type { Millis } from '../../../units/units.ts';
import { sum } from '../../flow/numbers.ts';
import { between, keyOf, uniform } from '../../random.ts';
import { STEP } from '../../types.ts';
import { beginOperation } from '../control/operations.ts';
import { beginMaintenance } from './beginChange.ts';
import type { ApplicationRuntime } from '../runtime.ts';

const FORTNIGHT = 14 * DAY;
const WINDOW = 8 * HOUR;

/** The next time after `after` that the service patches: once a fortnight, some day, some time in the window that begins at `from`. */
export function nextMaintenance(applicationKey: number, from: string, after: Millis): Millis {
  const key = keyOf(applicationKey, 'maintenance');
  const [hour = '0', minute = '0'] = from.split(':');
  const begins = Number(hour) * HOUR + Number(minute) * MINUTE;
  for (let fortnight = Math.floor(after / FORTNIGHT) - 1; ; fortnight++) {
    const day = between(key, 2 * fortnight, 0, 13);
    const at = fortnight * FORTNIGHT + day * DAY + begins + uniform(key, 2 * fortnight + 1) * WINDOW;
    if (at > after) return millis(at);
  }
}

/** An application that doesn't run is patched the next time. */
export function maintain(application: ApplicationRuntime, from: Millis): void {
  if (application.nextMaintenance > from) return;
  application.nextMaintenance = nextMaintenance(application.key, application.maintenanceFrom, from);
  if (application.status === 'RUNNING') patch(application, from);
}

/** Down for ten to thirty seconds, longer the more state is read again (guide p. 468). */
export function patch(application: ApplicationRuntime, at: Millis): void {
  const gigabytes = application.jobs.reduce(
    (total, { flow }) => total + flow.vertices.reduce((all, { state }) => all + sum(state), 0) / 1e9,
    0,
  );
  const seconds = between(application.key, at / STEP, 10, 30) + Math.min(60, 2 * Math.max(0, gigabytes - 4));
  beginMaintenance(application, beginOperation(application, 'ApplicationMaintenance', at), millis(seconds * SECOND), at);
}
