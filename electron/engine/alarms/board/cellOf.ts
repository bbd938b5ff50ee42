import type { Coverage } from '#shared/analysis/alarms/coverage/coverage.ts';
import type { Alarm, StateValue } from '#shared/model/alarm.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmCell, Snooze } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Millis } from '#shared/units/units.ts';

/** What a cell is made of. */
export interface CellInput {
  readonly alarm: RecommendedAlarmId;
  readonly coverage: Coverage;
  /** Null: not judged. */
  readonly own: { readonly state: StateValue; readonly since: Millis | null } | null;
  readonly threshold: Threshold | null;
  readonly snoozed: Snooze | null;
}

export function cellOf({ alarm, coverage, own, threshold, snoozed }: CellInput): AlarmCell {
  const { matched } = coverage;
  const worst = worstOf(matched.map((each) => each.alarm));
  return {
    alarm,
    coverage: coverage.coverage,
    reason: coverage.reason,
    matched: matched.map((each) => each.alarm.name),
    faults: matched[0]?.faults.map(({ fault }) => fault) ?? [],
    state: worst?.state ?? null,
    stateSince: worst?.stateSince ?? null,
    own: own?.state ?? null,
    ownSince: own?.since ?? null,
    threshold: threshold?.value ?? null,
    basis: threshold?.basis ?? null,
    snoozed,
  };
}

const BADNESS: Readonly<Record<StateValue, number>> = { ALARM: 2, INSUFFICIENT_DATA: 1, OK: 0 };

/** Of several in the same state the one that has been in it longest. */
const worstOf = (alarms: readonly Alarm[]): Alarm | null =>
  alarms.toSorted((a, b) => BADNESS[b.state] - BADNESS[a.state] || (a.stateSince ?? Infinity) - (b.stateSince ?? Infinity))[0] ??
  null;
