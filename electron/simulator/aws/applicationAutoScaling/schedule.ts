import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { flag, integer, list, structure, text, timestamp } from '../input.ts';
import { epochSeconds, operation } from '../service.ts';
import {
  checkScaled,
  describedPage,
  findTarget,
  idOf,
  inWords,
  isAsked,
  pageMembers,
  ResourceId,
  ScalableDimension,
  scaledMembers,
  ServiceNamespace,
} from './scaled.ts';
import { keyOf } from './scalingState.ts';

const SCHEDULE = /^(at\(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\)|rate\(([1-9]\d*) (minutes?|hours?|days?)\)|cron\((\S+ ){5}\S+\))$/;

export const putScheduledAction = operation(
  'PutScheduledAction',
  structure(
    {
      ScheduledActionName: text({ min: 1, max: 256, pattern: '(?! )[^\\u0000-\\u001f\\u007f-\\u009f:/|]+(?<! )' }),
      ...scaledMembers,
    },
    {
      Schedule: text({ min: 1, max: 1600 }),
      Timezone: text({ min: 1, max: 1600 }),
      StartTime: timestamp,
      EndTime: timestamp,
      ScalableTargetAction: structure({}, { MinCapacity: integer(), MaxCapacity: integer() }),
    },
  ),
  (input, context) => {
    const checked = checkScaled(input);
    if (!checked.ok) return checked;
    const target = findTarget(context, input);
    if (!target.ok) return target;
    const { region, state, now } = context;
    const { ServiceNamespace, ResourceId, ScalableDimension, ScheduledActionName, Timezone, StartTime, EndTime } = input;
    const key = keyOf(input, ScheduledActionName);
    const known = state.scaling.actions.get(key);
    const schedule = input.Schedule ?? known?.schedule;
    if (schedule === undefined) return refused('ValidationException', 'Schedule must be specified for a new scheduled action');
    if (!SCHEDULE.test(schedule)) return refused('ValidationException', `Invalid schedule expression: ${schedule}`);
    if (Timezone !== undefined && !isTimezone(Timezone)) return refused('ValidationException', `Invalid timezone: ${Timezone}`);
    if (StartTime !== undefined && EndTime !== undefined && StartTime >= EndTime)
      return refused('ValidationException', 'The start time must be before the end time');
    const { MinCapacity, MaxCapacity } = input.ScalableTargetAction ?? {};
    if (MinCapacity !== undefined && MaxCapacity !== undefined && MinCapacity > MaxCapacity)
      return refused('ValidationException', 'Maximum capacity cannot be less than minimum capacity');
    if (known === undefined && MinCapacity === undefined && MaxCapacity === undefined)
      return refused('ValidationException', 'At least one of MinCapacity and MaxCapacity must be specified');
    state.scaling.actions.set(key, {
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      arn: `arn:aws:autoscaling:${region.name}:${region.accountId}:scheduledAction:${idOf(region.name, key)}:resource/${ServiceNamespace}/${ResourceId}:scheduledActionName/${ScheduledActionName}`,
      name: ScheduledActionName,
      schedule,
      timezone: Timezone ?? known?.timezone,
      start: StartTime ?? known?.start,
      end: EndTime ?? known?.end,
      action: input.ScalableTargetAction ?? known?.action,
      created: known?.created ?? now,
    });
    return ok({});
  },
);

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const deleteScheduledAction = operation(
  'DeleteScheduledAction',
  structure({ ScheduledActionName: text({ min: 1, max: 1600 }), ...scaledMembers }, {}),
  (input, { state }) =>
    state.scaling.actions.delete(keyOf(input, input.ScheduledActionName))
      ? ok({})
      : refused('ObjectNotFoundException', `No scheduled action found for ${inWords(input)}: ${input.ScheduledActionName}`),
);

export const describeScheduledActions = operation(
  'DescribeScheduledActions',
  structure(
    { ServiceNamespace },
    { ScheduledActionNames: list(text({ min: 1, max: 1600 })), ResourceId, ScalableDimension, ...pageMembers },
  ),
  ({ MaxResults, NextToken, ...filter }, { state }) => {
    const found = [...state.scaling.actions.values()].filter(
      (action) => isAsked(action, filter) && (filter.ScheduledActionNames?.includes(action.name) ?? true),
    );
    const actions = found.map(({ start, end, ...action }) => ({
      ScheduledActionName: action.name,
      ScheduledActionARN: action.arn,
      ServiceNamespace: action.ServiceNamespace,
      Schedule: action.schedule,
      ...(action.timezone === undefined ? {} : { Timezone: action.timezone }),
      ResourceId: action.ResourceId,
      ScalableDimension: action.ScalableDimension,
      ...(start === undefined ? {} : { StartTime: epochSeconds(start) }),
      ...(end === undefined ? {} : { EndTime: epochSeconds(end) }),
      ...(action.action === undefined ? {} : { ScalableTargetAction: action.action }),
      CreationTime: epochSeconds(action.created),
    }));
    const page = describedPage('DescribeScheduledActions', actions, filter, { MaxResults, NextToken });
    return page.ok ? ok({ ScheduledActions: page.value.items, NextToken: page.value.next }) : page;
  },
);

/** Nothing is scaled here: policies and schedules are kept, but resources of these kinds are not simulated. */
export const describeScalingActivities = operation(
  'DescribeScalingActivities',
  structure({ ServiceNamespace }, { ResourceId, ScalableDimension, IncludeNotScaledActivities: flag, ...pageMembers }),
  ({ MaxResults, NextToken, ...filter }) => {
    const page = describedPage('DescribeScalingActivities', [], filter, { MaxResults, NextToken });
    return page.ok ? ok({ ScalingActivities: page.value.items, NextToken: page.value.next }) : page;
  },
);
