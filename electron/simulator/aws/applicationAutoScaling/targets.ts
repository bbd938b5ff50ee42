import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { flag, integer, mapOf, structure, text } from '../input.ts';
import { epochSeconds, operation } from '../service.ts';
import {
  checkScaled,
  describedPage,
  findTarget,
  idOf,
  pageMembers,
  ResourceIds,
  ScalableDimension,
  scaledMembers,
  ServiceNamespace,
} from './scaled.ts';
import { keyOf } from './scalingState.ts';

export const registerScalableTarget = operation(
  'RegisterScalableTarget',
  structure(scaledMembers, {
    MinCapacity: integer(),
    MaxCapacity: integer(),
    RoleARN: text({ min: 1, max: 1600 }),
    SuspendedState: structure(
      {},
      { DynamicScalingInSuspended: flag, DynamicScalingOutSuspended: flag, ScheduledScalingSuspended: flag },
    ),
    Tags: mapOf(text({ min: 1, max: 128 }), text({ max: 256 })),
  }),
  (input, context) => {
    const checked = checkScaled(input);
    if (!checked.ok) return checked;
    const { region, state, now } = context;
    const key = keyOf(input);
    const known = state.scaling.targets.get(key);
    const min = input.MinCapacity ?? known?.min;
    const max = input.MaxCapacity ?? known?.max;
    if (min === undefined || max === undefined)
      return refused(
        'ValidationException',
        'MinCapacity and MaxCapacity must be specified when registering a new scalable target',
      );
    if (min < 0) return refused('ValidationException', 'Minimum capacity cannot be less than 0');
    if (min > max) return refused('ValidationException', 'Maximum capacity cannot be less than minimum capacity');
    const id = idOf(region.name, key).replaceAll('-', '').slice(0, 16);
    const target = {
      ServiceNamespace: input.ServiceNamespace,
      ResourceId: input.ResourceId,
      ScalableDimension: input.ScalableDimension,
      arn: `arn:aws:application-autoscaling:${region.name}:${region.accountId}:scalable-target/${id}`,
      created: known?.created ?? now,
      min,
      max,
      role:
        input.RoleARN ??
        known?.role ??
        `arn:aws:iam::${region.accountId}:role/aws-service-role/${input.ServiceNamespace}.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_${roleSuffix(input.ServiceNamespace)}`,
      suspended: { ...known?.suspended, ...input.SuspendedState },
    };
    state.scaling.targets.set(key, target);
    return ok({ ScalableTargetARN: target.arn });
  },
);

/** `custom-resource` has the role CustomResource. */
const roleSuffix = (namespace: string): string =>
  namespace
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/** With the target go its policies and its schedule. */
export const deregisterScalableTarget = operation('DeregisterScalableTarget', structure(scaledMembers, {}), (input, context) => {
  const target = findTarget(context, input);
  if (!target.ok) return target;
  const { targets, policies, actions } = context.state.scaling;
  const key = keyOf(input);
  targets.delete(key);
  for (const [each, policy] of policies) if (keyOf(policy) === key) policies.delete(each);
  for (const [each, action] of actions) if (keyOf(action) === key) actions.delete(each);
  return ok({});
});

export const describeScalableTargets = operation(
  'DescribeScalableTargets',
  structure({ ServiceNamespace }, { ResourceIds, ScalableDimension, ...pageMembers }),
  ({ MaxResults, NextToken, ...filter }, { state }) => {
    const found = [...state.scaling.targets.values()].filter(
      (target) =>
        target.ServiceNamespace === filter.ServiceNamespace &&
        (filter.ResourceIds?.includes(target.ResourceId) ?? true) &&
        (filter.ScalableDimension ?? target.ScalableDimension) === target.ScalableDimension,
    );
    const targets = found.map((target) => ({
      ServiceNamespace: target.ServiceNamespace,
      ResourceId: target.ResourceId,
      ScalableDimension: target.ScalableDimension,
      MinCapacity: target.min,
      MaxCapacity: target.max,
      RoleARN: target.role,
      CreationTime: epochSeconds(target.created),
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: false,
        ScheduledScalingSuspended: false,
        ...target.suspended,
      },
      ScalableTargetARN: target.arn,
    }));
    const page = describedPage('DescribeScalableTargets', targets, filter, { MaxResults, NextToken });
    return page.ok ? ok({ ScalableTargets: page.value.items, NextToken: page.value.next }) : page;
  },
);
