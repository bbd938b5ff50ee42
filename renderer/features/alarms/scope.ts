import type { AlarmChoice } from '#shared/model/alarms/plan.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';

/** Whose alarms a dialog is about. */
export interface AlarmScope {
  readonly connection: string;
  /** Of the connection. */
  readonly name: string;
  /** `ApplicationRef.id`s; null: all of the connection. */
  readonly applications: readonly string[] | null;
  /** Null: all thirteen. */
  readonly alarm: RecommendedAlarmId | null;
  /** As in a sentence: `all 12 applications`, `orders`. */
  readonly title: string;
}

export const choiceOf = ({ connection, applications, alarm }: AlarmScope, which: AlarmChoice['which']): AlarmChoice => ({
  connection,
  applications: applications === null ? null : [...applications],
  alarms: alarm === null ? null : [alarm],
  which,
});

export const whichWords: Readonly<Record<AlarmChoice['which'], string>> = {
  missing: 'Missing alarms',
  wanting: 'Missing and wrong alarms',
  all: 'All that apply',
};

export const whichOptions = (['missing', 'wanting', 'all'] as const).map((value) => ({ value, label: whichWords[value] }));
