import { requestOf } from '../analysis/alarms/writing/request.ts';
import type { AlarmDefinition } from '../model/alarms/definition.ts';
import type { MetricAlarmRequest } from '../model/alarms/metricAlarmRequest.ts';

/** A definition in the members of PutMetricAlarm, which are CloudFormation's too; each file says once for all of its alarms whom they tell. */
export function alarmProperties(
  definition: AlarmDefinition,
): Omit<MetricAlarmRequest, 'AlarmActions' | 'OKActions' | 'ActionsEnabled'> {
  const { AlarmActions: _told, OKActions: _toldOk, ActionsEnabled: _enabled, ...properties } = requestOf(definition);
  return properties;
}
