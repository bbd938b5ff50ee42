import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { createWorld } from '#shared/simulation/createWorld.ts';
import type { Member, ScenarioEvent } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { healthyDays, notNormal } from './healthyDays.ts';
import { judgedOf } from './judged.ts';

/** What one alarm of one healthy application did. */
export interface AlarmDays {
  readonly application: string;
  readonly alarm: RecommendedAlarmId;
  readonly days: number;
  /** Days on which it was in ALARM at some time. */
  readonly fired: number;
  /** When it went there, for how many minutes, and after what. */
  readonly firings: readonly { readonly at: Millis; readonly minutes: number; readonly after: ScenarioEvent['kind'] | null }[];
  /** Without a threshold it watches nothing. */
  readonly learned: boolean;
}

/** So long after an event what happens is put down to it. */
const FOLLOWS = HOUR;

/** Judges the alarms of one application over healthy days, after it was learned from for some days; days are UTC. */
export function healthyAlarmDays(
  member: Member,
  { seed, learn, days, end }: { readonly seed: number; readonly learn: number; readonly days: number; readonly end: Millis },
): AlarmDays[] {
  const scenario = healthyDays(member, { seed, days: learn + days });
  const history = millis((learn + days) * DAY);
  const world = createWorld({ seed, start: end, history, scenario });
  const span = { begin: millis(end - history), split: millis(end - days * DAY), end, excluded: notNormal(scenario, end) };
  const eventBefore = (at: Millis): ScenarioEvent['kind'] | null =>
    (scenario.events ?? []).find((event) => at > end + event.at && at < end + event.at + FOLLOWS && event.kind !== 'snapshot')
      ?.kind ?? null;
  return judgedOf(world, member.name, span).map(({ alarm, threshold, firings }) => {
    const fired = new Set<number>();
    for (const { from, to } of firings)
      for (let day = Math.floor(from / DAY); day <= Math.floor((to - 1) / DAY); day++) fired.add(day);
    return {
      application: member.name,
      alarm: alarm.id,
      days,
      fired: fired.size,
      firings: firings.map(({ from, to }) => ({ at: from, minutes: (to - from) / MINUTE, after: eventBefore(from) })),
      learned: threshold !== null,
    };
  });
}
