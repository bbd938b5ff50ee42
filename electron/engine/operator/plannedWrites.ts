import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';

/** What was planned is shown before it is written, and only what was shown is written. */
export interface PlannedWrites<P> {
  /** Answers the id that the plan is applied by. */
  keep(connection: string, plan: P): string;
  /** Fails when there is no such plan of this connection, or when it is too old. */
  find(connection: string, id: string): Result<P>;
}

/** Of real time. What is older was decided on figures that may not hold any more. */
const KEPT = millis(15 * MINUTE);
/** The newest so many, of all connections. */
const MOST = 20;

export function plannedWrites<P>(clock: Pick<Clock, 'now'>): PlannedWrites<P> {
  let plans: readonly { readonly id: string; readonly connection: string; readonly until: Millis; readonly plan: P }[] = [];
  let made = 0;
  const young = () => plans.filter(({ until }) => until > clock.now());
  return {
    keep(connection, plan) {
      made += 1;
      const id = `${clock.now().toString(36)}.${made}`;
      plans = [...young(), { id, connection, until: millis(clock.now() + KEPT), plan }].slice(-MOST);
      return id;
    },
    find(connection, id) {
      plans = young();
      const found = plans.find((each) => each.id === id && each.connection === connection);
      if (found !== undefined) return ok(found.plan);
      return failed({
        kind: 'not-found',
        source: 'Streamgauge',
        message: 'This plan is not there any more: plans are kept for 15 minutes, and nothing was written.',
        remedy: 'Plan again and look at what has changed.',
      });
    },
  };
}
