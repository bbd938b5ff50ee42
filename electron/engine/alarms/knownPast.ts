import type { History } from '../../history/history.ts';
import type { KnownPast } from '#shared/analysis/alarms/normal.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';
import { markers } from '../telemetry/past/markers.ts';
import type { AlarmFigures } from './figures.ts';
import { isUnwell, unwellStretches } from './unwell.ts';

/** Figures come some minutes late: a time that ends so shortly before now ends now. */
const LATELY = millis(HOUR / 4);

/**
 * What is known of an application's past beside the figures of an alarm: for what is not normal in it, and for its incidents. `downtime`: the
 * figures of the metric of that name; null where they are not known. `now`: of the connection; health is known as of now.
 */
export function knownPast(
  history: History,
  ref: ApplicationRef,
  { from, to }: { readonly from: Millis; readonly to: Millis },
  downtime: Pick<AlarmFigures, 'points' | 'period'> | null,
  now: Millis,
): KnownPast {
  // An operation that began before may last into the range.
  const question = { connection: ref.connection, application: ref.id, from: millis(from - DAY), to };
  return {
    from,
    to,
    markers: markers(history, question),
    outages: downtime === null ? [] : outagesOf(downtime),
    unwell: unwellStretches(history, ref, from, to),
    isUnwell: now - to < LATELY && isUnwell(history, ref, now),
  };
}

/** When the application was down. */
function outagesOf({ points, period }: Pick<AlarmFigures, 'points' | 'period'>): Stretch[] {
  const found: Stretch[] = [];
  for (const [at, value] of points) {
    if (value === null || value <= 0) continue;
    const last = found.at(-1);
    if (last !== undefined && at - last.to <= period) last.to = millis(at + period);
    else found.push({ from: at, to: millis(at + period), text: 'Down' });
  }
  return found;
}
