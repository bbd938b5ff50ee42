import type { RecommendedAlarmId } from '../../model/alarms/recommended.ts';
import { recommendedAlarmIds } from '../../model/alarms/recommended.ts';
import type { AlarmEntry } from './alarmEntry.ts';
import { progressAlarms } from './progress.ts';
import { resourceAlarms } from './resources.ts';

const byId = new Map([...progressAlarms, ...resourceAlarms].map((entry) => [entry.id, entry]));

export function alarmEntry(id: RecommendedAlarmId): AlarmEntry {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`The catalogue has no alarm ${id}.`);
  return found;
}

/** In the guide's order. */
export const recommendedAlarms: readonly AlarmEntry[] = recommendedAlarmIds.map(alarmEntry);

/** Whether it fires above its threshold, or below it. */
export const firesAbove = ({ comparison }: Pick<AlarmEntry, 'comparison'>): boolean => comparison.startsWith('GreaterThan');
