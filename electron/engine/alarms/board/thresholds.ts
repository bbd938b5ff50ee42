import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { AlarmChoices } from '../choices.ts';
import type { LearnedStore } from './learnedStore.ts';

/** Which threshold holds: the chosen one, else the guide's own, else what was learned from the application's past. */
export interface Thresholds {
  /** Null: none is known yet. */
  of(ref: ApplicationRef, alarm: AlarmEntry): Threshold | null;
  /** Why there is none yet: what is waited for; null: there is one. */
  learning(ref: ApplicationRef, alarm: AlarmEntry): string | null;
}

export function thresholds(choices: Pick<AlarmChoices, 'threshold'>, learned: Pick<LearnedStore, 'get'>): Thresholds {
  const guides = new Map<string, Threshold>();
  const guide = ({ id, threshold }: AlarmEntry): Threshold | null => {
    if (threshold === null) return null;
    const known = guides.get(id) ?? { basis: 'guide', value: threshold };
    guides.set(id, known);
    return known;
  };
  const self: Thresholds = {
    of: (ref, alarm) => choices.threshold(ref, alarm.id) ?? guide(alarm) ?? learned.get(ref, alarm.id)?.threshold ?? null,
    learning(ref, alarm) {
      if (self.of(ref, alarm) !== null) return null;
      return learned.get(ref, alarm.id)?.why ?? 'What is normal here is still being read from the past.';
    },
  };
  return self;
}
