import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { oneOf, structure, text } from '../../input.ts';
import { readJson } from '../../protocol/jsonText.ts';
import { alarmStates } from '#shared/model/alarm.ts';
import { alarmOperation, invalid } from './alarmOperation.ts';
import { evaluateComposites, parentsOf, transition } from './evaluation/composites.ts';
import { alarmName, alarmNames } from './shapes.ts';

/** Until the alarm is evaluated again, with the next minute. */
export const setAlarmState = alarmOperation(
  'SetAlarmState',
  structure(
    { AlarmName: alarmName, StateValue: oneOf(alarmStates), StateReason: text({ max: 1023 }) },
    { StateReasonData: text({ max: 4000 }) },
  ),
  ({ AlarmName, StateValue, StateReason, StateReasonData }, { state, now }) => {
    const { alarms } = state.cloudWatch;
    const alarm = alarms.find(AlarmName);
    if (alarm?.name !== AlarmName) return refused('ResourceNotFound', `There is no alarm ${AlarmName}.`, 404);
    if (StateReasonData !== undefined && !readJson(StateReasonData).ok)
      return refused('InvalidFormatFault', 'StateReasonData was not valid JSON.');
    const next = {
      value: StateValue,
      reason: StateReason,
      data: StateReasonData ?? null,
      updated: now,
      transitioned: alarm.state.value === StateValue ? alarm.state.transitioned : now,
    };
    if (alarm.kind === 'composite') transition(alarms, alarm, next, now);
    else if (alarms.change(alarm, next)) alarms.act({ ...alarm, state: next }, now);
    evaluateComposites(alarms, { ...alarm, state: next }, now);
    return ok({});
  },
);

const switchActions = (name: string, on: boolean) =>
  alarmOperation(name, structure({ AlarmNames: alarmNames }, {}), ({ AlarmNames }, { state, now }) => {
    const { alarms } = state.cloudWatch;
    for (const each of AlarmNames) {
      const alarm = alarms.find(each);
      if (alarm === undefined || alarm.settings.ActionsEnabled === on) continue;
      const changed = { ...alarm, settings: { ...alarm.settings, ActionsEnabled: on }, configured: now };
      alarms.put(changed, { actionsEnabled: on }, now);
    }
    return ok({});
  });

export const enableAlarmActions = switchActions('EnableAlarmActions', true);
export const disableAlarmActions = switchActions('DisableAlarmActions', false);

/** All or none; what a composite alarm looks at goes with it, or stays. */
export const deleteAlarms = alarmOperation(
  'DeleteAlarms',
  structure({ AlarmNames: alarmNames }, {}),
  ({ AlarmNames }, { state, now }) => {
    const { alarms, tags } = state.cloudWatch;
    const found = AlarmNames.map((name) => ({ name, alarm: alarms.find(name) }));
    const unknown = found.find(({ name, alarm }) => alarm?.name !== name);
    if (unknown !== undefined) return refused('ResourceNotFound', `There is no alarm ${unknown.name}.`, 404);
    if (found.filter(({ alarm }) => alarm?.kind === 'composite').length > 1)
      return invalid('At most one composite alarm can be deleted in a request.');
    const needed = found.find(
      ({ alarm }) => alarm !== undefined && parentsOf(alarms, alarm).some((parent) => !AlarmNames.includes(parent.name)),
    );
    if (needed !== undefined) return invalid(`Cannot delete ${needed.name} as there are composite alarm(s) depending on it.`);
    for (const { name, alarm } of found) {
      alarms.remove(name, now);
      if (alarm !== undefined) tags.delete(alarm.arn);
    }
    return ok({});
  },
);
