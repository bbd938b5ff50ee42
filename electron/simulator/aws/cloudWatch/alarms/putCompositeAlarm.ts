import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { integer, structure, text } from '../../input.ts';
import type { CompositeAlarm } from './alarm.ts';
import { alarmArn, alarmOperation, initialState, invalid, readSettings, tagNew } from './alarmOperation.ts';
import { childrenOf, parseRule } from './evaluation/compositeRule.ts';
import { firstState, transition } from './evaluation/composites.ts';
import { alarmName, settings } from './shapes.ts';

export const putCompositeAlarm = alarmOperation(
  'PutCompositeAlarm',
  structure(
    { AlarmName: alarmName, AlarmRule: text({ min: 1, max: 10_240 }) },
    {
      ...settings,
      ActionsSuppressor: text({ min: 1, max: 1600 }),
      ActionsSuppressorWaitPeriod: integer({ min: 0 }),
      ActionsSuppressorExtensionPeriod: integer({ min: 0 }),
    },
  ),
  (given, context) => {
    const { AlarmName: name, AlarmRule, Tags = [] } = given;
    const { ActionsSuppressor, ActionsSuppressorWaitPeriod: wait, ActionsSuppressorExtensionPeriod: extension } = given;
    const { alarms } = context.state.cloudWatch;
    const known = alarms.find(name);
    if (known?.kind === 'metric') return invalid(`${name} is the name of a metric alarm.`);
    const read = readSettings(given);
    if (!read.ok) return read;
    const rule = parseRule(AlarmRule);
    if (!rule.ok) return invalid(`${rule.error}.`);
    const unknown = childrenOf(rule.value).filter((child) => alarms.find(child) === undefined);
    if (unknown.length > 0)
      return invalid(`Could not save the composite alarm as alarms [${unknown.join(', ')}] in the alarm rule do not exist`);
    if ((ActionsSuppressor === undefined) !== (wait === undefined) || (wait === undefined) !== (extension === undefined))
      return invalid(
        'ActionsSuppressor, ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be specified together.',
      );
    const arn = alarmArn(context, name);
    const tags = tagNew(context, arn, Tags);
    if (!tags.ok) return tags;

    const configuration = {
      AlarmRule,
      ActionsSuppressor,
      ActionsSuppressorWaitPeriod: wait,
      ActionsSuppressorExtensionPeriod: extension,
    };
    const alarm: CompositeAlarm = {
      kind: 'composite',
      name,
      arn,
      settings: { ...read.value, ...configuration },
      configured: context.now,
      state: initialState(known, context),
      rule: rule.value,
      suppressor:
        ActionsSuppressor === undefined
          ? null
          : { alarm: ActionsSuppressor, wait: millis((wait ?? 0) * 1000), extension: millis((extension ?? 0) * 1000) },
      suppression: null,
    };
    alarms.put(alarm, { alarmRule: AlarmRule }, context.now);
    const state = firstState(alarms, alarm, known === undefined ? 'created' : 'updated', context.now);
    transition(alarms, alarm, state, context.now);
    return ok({});
  },
);
