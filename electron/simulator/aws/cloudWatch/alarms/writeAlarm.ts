import type { Alarm } from './alarm.ts';

/** An alarm as DescribeAlarms tells it. */
export function writeAlarm(alarm: Alarm): object {
  const { name, arn, settings, configured, state } = alarm;
  const suppression = alarm.kind === 'composite' ? alarm.suppression : null;
  return {
    AlarmName: name,
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(configured),
    ...settings,
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.data === null ? {} : { StateReasonData: state.data }),
    StateUpdatedTimestamp: new Date(state.updated),
    StateTransitionedTimestamp: new Date(state.transitioned),
    ...(suppression === null
      ? {}
      : { ActionsSuppressedBy: suppression.by, ActionsSuppressedReason: `Actions suppressed by ${suppression.by}` }),
  };
}

/** What is told of the alarms around another one. */
export const writeRelative = ({ name, arn, state }: Alarm): object => ({
  AlarmName: name,
  AlarmArn: arn,
  StateValue: state.value,
  StateUpdatedTimestamp: new Date(state.updated),
});
