import { thresholds } from '#shared/analysis/thresholds.ts';
import { fleet, withApplications } from '#shared/simulation/scenarios/fleet.ts';
import { keyOf, uniform } from '#shared/simulation/random.ts';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import type { Member, Scenario, ScenarioEvent } from '#shared/simulation/types.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, millis } from '#shared/units/units.ts';

/** What happens to a healthy application now and then: so often, on average, in so many days. */
const EVENTS: readonly { readonly kind: ScenarioEvent['kind']; readonly every: number }[] = [
  { kind: 'update', every: 3 },
  { kind: 'restart', every: 5 },
  { kind: 'maintenance', every: 7 },
  { kind: 'snapshot', every: 1 },
];

/** So many streaming applications: the fleet, and variants of its first ones. */
export function streamingMembers(count: number): readonly Member[] {
  const streaming = fleet().filter(({ blueprint }) => findBlueprint(blueprint).mode !== 'INTERACTIVE');
  return withApplications({ id: 'days', title: '', applications: streaming, faults: [] }, count).applications;
}

/** One healthy application for so many days before the world's start, with its deploys, restarts, patches and snapshots. */
export function healthyDays(member: Member, { seed, days }: { readonly seed: number; readonly days: number }): Scenario {
  const events = EVENTS.flatMap(({ kind, every }) => {
    const key = keyOf(seed, 'healthy-days', member.name, kind);
    return Array.from({ length: days }, (_, day) => day)
      .filter((day) => uniform(key, 2 * day) < 1 / every)
      .map((day): ScenarioEvent => {
        const within = uniform(key, 2 * day + 1) * (DAY - HOUR);
        return { kind, application: member.name, at: millis(-(days - day) * DAY + within) };
      });
  });
  return { id: 'healthy-days', title: 'Days of a healthy application', applications: [member], faults: [], events };
}

/** What a threshold is not learned from. */
export const notNormal = ({ events = [] }: Scenario, start: Millis): Stretch[] =>
  events
    .filter(({ kind }) => kind !== 'snapshot')
    .map(({ kind, at }) => ({ from: millis(start + at), to: millis(start + at + thresholds.normal.grace), text: kind }));
