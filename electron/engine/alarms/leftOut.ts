import type { AlarmChoice, LeftOut } from '#shared/model/alarms/plan.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';

/** Whether a recommended alarm is among those that were asked for. */
export const isAsked = ({ alarms }: Pick<AlarmChoice, 'alarms'>, id: LeftOut['alarm']): boolean =>
  alarms === null || alarms.includes(id);

/** Everything that was asked for of an application of which nothing is known. */
export const leftOut = (
  { ref, name }: Pick<AlarmSubject, 'ref' | 'name'>,
  choice: Pick<AlarmChoice, 'alarms'>,
  reason: string,
): readonly LeftOut[] => recommendedAlarmIds.filter((id) => isAsked(choice, id)).map((alarm) => ({ ref, name, alarm, reason }));
