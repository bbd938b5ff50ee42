import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import type { AlarmDefinition, AlarmQuery } from '../../model/alarms/definition.ts';
import type { AlarmSubject } from '../../model/alarms/subject.ts';
import type { Threshold } from '../../model/alarms/threshold.ts';
import { thresholdEvidence } from './words.ts';

/** What CloudWatch would be told to make a recommended alarm, with its evidence as its description. */
export function define(
  alarm: AlarmEntry,
  subject: Pick<AlarmSubject, 'name'>,
  {
    queries,
    partly,
    threshold,
    topicArn,
  }: {
    readonly queries: readonly AlarmQuery[];
    readonly partly?: string | null;
    readonly threshold: Threshold;
    readonly topicArn: string | null;
  },
): AlarmDefinition {
  const sentences = [
    `${alarm.title}. ${alarm.why}`,
    ...(partly === undefined || partly === null ? [] : [partly]),
    `${thresholdEvidence(alarm, threshold)} Developer Guide, p. ${alarm.page}.`,
  ];
  const evidence = sentences.join(' ');
  return {
    name: alarmName(alarm, subject),
    description: evidence.length <= MOST ? evidence : `${evidence.slice(0, MOST - 1)}…`,
    queries: [...queries],
    ...(partly === undefined || partly === null ? {} : { partly }),
    comparison: alarm.comparison,
    threshold: threshold.value,
    period: alarm.period,
    evaluationPeriods: alarm.evaluationPeriods,
    datapointsToAlarm: alarm.datapointsToAlarm,
    missing: alarm.missing,
    actions: topicArn === null ? [] : [topicArn],
  };
}

const MOST = 1024;

/** The same application and alarm give the same name, so that creating it again updates it. */
export const alarmName = ({ id }: Pick<AlarmEntry, 'id'>, { name }: Pick<AlarmSubject, 'name'>): string => `${name}-${id}`;
