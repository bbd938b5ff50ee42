import { flag, list, structure, text } from '../../input.ts';

export const alarmName = text({ min: 1, max: 255 });
export const alarmNames = list(alarmName, { max: 100 });

const actions = list(text({ min: 1, max: 1024 }), { max: 5 });
const tagKeys = list(text({ min: 1, max: 128 }), { min: 1, max: 50 });

export const tag = structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) }, {});
export type Tag = NonNullable<ReturnType<typeof tag>>;

/** What requests for both kinds of alarms have in common. */
export const settings = {
  AlarmDescription: text({ max: 1024 }),
  ActionsEnabled: flag,
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  ActionConfiguration: structure(
    {},
    { AlarmTagsPropagation: structure({ Enabled: flag }, { IncludedTagKeys: tagKeys, ExcludedTagKeys: tagKeys }) },
  ),
  Tags: list(tag),
} as const;
