import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import { double, flag, integer, list, oneOf, structure, text } from '../input.ts';
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

const stepScaling = structure(
  {},
  {
    AdjustmentType: oneOf(['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity']),
    StepAdjustments: list(
      structure({ ScalingAdjustment: integer() }, { MetricIntervalLowerBound: double, MetricIntervalUpperBound: double }),
    ),
    MinAdjustmentMagnitude: integer(),
    Cooldown: integer(),
    MetricAggregationType: oneOf(['Average', 'Minimum', 'Maximum']),
  },
);
const dimensions = list(structure({ Name: text(), Value: text() }, {}));
const metric = structure({}, { MetricName: text(), Namespace: text(), Dimensions: dimensions });
const targetTracking = structure(
  { TargetValue: double },
  {
    PredefinedMetricSpecification: structure({ PredefinedMetricType: text() }, { ResourceLabel: text({ min: 1, max: 1023 }) }),
    CustomizedMetricSpecification: structure(
      {},
      {
        MetricName: text(),
        Namespace: text(),
        Dimensions: dimensions,
        Statistic: oneOf(['Average', 'Minimum', 'Maximum', 'SampleCount', 'Sum']),
        Unit: text(),
        Metrics: list(
          structure(
            { Id: text({ min: 1, max: 255 }) },
            {
              Expression: text({ min: 1, max: 2048 }),
              Label: text(),
              MetricStat: structure({ Metric: metric, Stat: text() }, { Unit: text() }),
              ReturnData: flag,
            },
          ),
        ),
      },
    ),
    ScaleOutCooldown: integer(),
    ScaleInCooldown: integer(),
    DisableScaleIn: flag,
  },
);

const CONFIGURATIONS = {
  StepScaling: 'StepScalingPolicyConfiguration',
  TargetTrackingScaling: 'TargetTrackingScalingPolicyConfiguration',
} as const;

export const putScalingPolicy = operation(
  'PutScalingPolicy',
  structure(
    { PolicyName: text({ min: 1, max: 256, pattern: '[\\x20-\\x7e]+' }), ...scaledMembers },
    {
      PolicyType: oneOf(['StepScaling', 'TargetTrackingScaling', 'PredictiveScaling']),
      StepScalingPolicyConfiguration: stepScaling,
      TargetTrackingScalingPolicyConfiguration: targetTracking,
    },
  ),
  (input, context) => {
    const checked = checkScaled(input);
    if (!checked.ok) return checked;
    const target = findTarget(context, input);
    if (!target.ok) return target;
    const { region, state, now } = context;
    const key = keyOf(input, input.PolicyName);
    const known = state.scaling.policies.get(key);
    const type = input.PolicyType ?? known?.type ?? 'StepScaling';
    const configuration = configurationOf(type, input);
    if (!configuration.ok) return configuration;
    const { ServiceNamespace, ResourceId, ScalableDimension, PolicyName } = input;
    const arn = `arn:aws:autoscaling:${region.name}:${region.accountId}:scalingPolicy:${idOf(region.name, key)}:resource/${ServiceNamespace}/${ResourceId}:policyName/${PolicyName}`;
    state.scaling.policies.set(key, {
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      arn,
      name: PolicyName,
      type,
      created: known?.created ?? now,
      configuration: configuration.value,
    });
    return ok({ PolicyARN: arn, Alarms: [] });
  },
);

type Configurations = Readonly<Partial<Record<(typeof CONFIGURATIONS)[keyof typeof CONFIGURATIONS], object | undefined>>>;

/** A policy has the configuration of its type, and no other. */
function configurationOf(type: string, given: Configurations): Result<object, AwsError> {
  if (type !== 'StepScaling' && type !== 'TargetTrackingScaling')
    return refused('ValidationException', `Policy type ${type} is not supported for this resource.`);
  const wanted = CONFIGURATIONS[type];
  const configuration = given[wanted];
  const other = Object.values(CONFIGURATIONS).some((name) => name !== wanted && given[name] !== undefined);
  if (configuration === undefined || other)
    return refused('ValidationException', `A policy of type ${type} needs ${wanted}, and no other configuration.`);
  if (type === 'StepScaling') {
    const steps = 'StepAdjustments' in configuration ? configuration.StepAdjustments : undefined;
    if (!('AdjustmentType' in configuration) || !Array.isArray(steps) || steps.length === 0)
      return refused('ValidationException', 'A step scaling policy needs an AdjustmentType and StepAdjustments.');
    return ok(configuration);
  }
  const kinds = ['PredefinedMetricSpecification', 'CustomizedMetricSpecification'].filter((name) => name in configuration);
  return kinds.length === 1
    ? ok(configuration)
    : refused('ValidationException', 'A target tracking policy needs exactly one of a predefined and a customized metric.');
}

export const deleteScalingPolicy = operation(
  'DeleteScalingPolicy',
  structure({ PolicyName: text({ min: 1, max: 1600 }), ...scaledMembers }, {}),
  (input, { state }) =>
    state.scaling.policies.delete(keyOf(input, input.PolicyName))
      ? ok({})
      : refused('ObjectNotFoundException', `No scaling policy found for ${inWords(input)}: ${input.PolicyName}`),
);

export const describeScalingPolicies = operation(
  'DescribeScalingPolicies',
  structure(
    { ServiceNamespace },
    { PolicyNames: list(text({ min: 1, max: 1600 })), ResourceId, ScalableDimension, ...pageMembers },
  ),
  ({ MaxResults, NextToken, ...filter }, { state }) => {
    const found = [...state.scaling.policies.values()].filter(
      (policy) => isAsked(policy, filter) && (filter.PolicyNames?.includes(policy.name) ?? true),
    );
    const policies = found.map((policy) => ({
      PolicyARN: policy.arn,
      PolicyName: policy.name,
      ServiceNamespace: policy.ServiceNamespace,
      ResourceId: policy.ResourceId,
      ScalableDimension: policy.ScalableDimension,
      PolicyType: policy.type,
      [CONFIGURATIONS[policy.type as keyof typeof CONFIGURATIONS]]: policy.configuration,
      Alarms: [],
      CreationTime: epochSeconds(policy.created),
    }));
    const page = describedPage('DescribeScalingPolicies', policies, filter, { MaxResults, NextToken });
    return page.ok ? ok({ ScalingPolicies: page.value.items, NextToken: page.value.next }) : page;
  },
);
