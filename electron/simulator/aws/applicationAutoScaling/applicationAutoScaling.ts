import type { Service } from '../service.ts';
import { deleteScalingPolicy, describeScalingPolicies, putScalingPolicy } from './policies.ts';
import { deleteScheduledAction, describeScalingActivities, describeScheduledActions, putScheduledAction } from './schedule.ts';
import { deregisterScalableTarget, describeScalableTargets, registerScalableTarget } from './targets.ts';

/** Application Auto Scaling, API 2016-02-06. */
export const applicationAutoScaling: Service = {
  target: 'AnyScaleFrontendService',
  signingName: 'application-autoscaling',
  jsonVersion: '1.1',
  invalid: 'ValidationException',
  queryCodes: null,
  operations: [
    deleteScalingPolicy,
    deleteScheduledAction,
    deregisterScalableTarget,
    describeScalableTargets,
    describeScalingActivities,
    describeScalingPolicies,
    describeScheduledActions,
    putScalingPolicy,
    putScheduledAction,
    registerScalableTarget,
  ],
};
