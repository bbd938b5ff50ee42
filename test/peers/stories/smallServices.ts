import { describe, expect, it } from 'vitest';
import type { Conversation } from '../support/conversation.ts';

const target = {
  ServiceNamespace: 'custom-resource',
  ResourceId: 'https://peers.example.com/scalableTargetDimensions/peer',
  ScalableDimension: 'custom-resource:ResourceType:Property',
};
const namespace = { ServiceNamespace: 'custom-resource' };

/** Who calls, what was called, what is scaled by which rules, and the streams. */
export function smallServices(talk: Conversation): void {
  describe('the security token service', () => {
    it('says who calls, and gives a role', async () => {
      expect(await talk.good('sts', 'GetCallerIdentity')).toMatchObject({ Account: '123456789012' });
      const RoleArn = 'arn:aws:iam::123456789012:role/peer';
      const role = await talk.good('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'peers' });
      expect(role).toMatchObject({ AssumedRoleUser: { Arn: 'arn:aws:sts::123456789012:assumed-role/peer/peers' } });
      await talk.refused(
        'sts',
        'AssumeRole',
        { RoleArn: RoleArn.replace('123', '999'), RoleSessionName: 'peers' },
        'AccessDenied',
      );
      await talk.refused('sts', 'AssumeRole', { RoleArn }, 'ValidationError');
    });
  });

  describe('CloudTrail', () => {
    const named = (AttributeValue: string) => ({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }] });
    it('tells what boto3 has called', async () => {
      const { Events } = await talk.good('cloudtrail', 'LookupEvents', named('AssumeRole'), { pages: 1 });
      expect(Events).toMatchObject([{ EventSource: 'sts.amazonaws.com' }, { EventSource: 'sts.amazonaws.com' }, {}]);
      await talk.refused('cloudtrail', 'LookupEvents', { MaxResults: 51 }, 'InvalidMaxResultsException');
      await talk.refused('cloudtrail', 'LookupEvents', { StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException');
      await talk.refused('cloudtrail', 'LookupEvents', { NextToken: 'made up' }, 'InvalidNextTokenException');
    });

    it('is asked twice a second at most', async () => {
      const calls = Array.from({ length: 8 }, () => ({
        service: 'cloudtrail',
        operation: 'LookupEvents',
        input: named('none'),
        impatient: true,
      }));
      const codes: (string | undefined)[] = [];
      for (const call of calls) codes.push((await talk.ask(call)).error?.code);
      expect(codes).toContain('ThrottlingException');
    });
  });

  describe('Application Auto Scaling', () => {
    const good = (operation: string, input: object = {}) => talk.good('application-autoscaling', operation, input);
    const refused = (operation: string, input: object, code: string) =>
      talk.refused('application-autoscaling', operation, input, code);

    it('keeps what is scaled by which rules', async () => {
      await refused('RegisterScalableTarget', target, 'ValidationException');
      await good('RegisterScalableTarget', { ...target, MinCapacity: 1, MaxCapacity: 8 });
      await refused('RegisterScalableTarget', { ...target, MinCapacity: 9 }, 'ValidationException');
      expect((await good('DescribeScalableTargets', namespace))['ScalableTargets']).toMatchObject([
        { ...target, MinCapacity: 1, MaxCapacity: 8 },
      ]);
      await refused('DescribeScalableTargets', {}, 'ValidationException');
      await refused('DescribeScalableTargets', { ...namespace, NextToken: 'made up' }, 'InvalidNextTokenException');

      const step = {
        ...target,
        PolicyName: 'steps',
        PolicyType: 'StepScaling',
        StepScalingPolicyConfiguration: {
          AdjustmentType: 'ChangeInCapacity',
          StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
          Cooldown: 60,
        },
      };
      await good('PutScalingPolicy', step);
      await refused('PutScalingPolicy', { ...step, StepScalingPolicyConfiguration: {} }, 'ValidationException');
      await refused('PutScalingPolicy', { ...step, ResourceId: `${target.ResourceId}-none` }, 'ObjectNotFoundException');
      const CustomizedMetricSpecification = {
        MetricName: 'cpuUtilization',
        Namespace: 'AWS/KinesisAnalytics',
        Statistic: 'Average',
      };
      await good('PutScalingPolicy', {
        ...target,
        PolicyName: 'tracking',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: { TargetValue: 50, CustomizedMetricSpecification },
      });
      expect((await good('DescribeScalingPolicies', namespace))['ScalingPolicies']).toHaveLength(2);
      await refused('DescribeScalingPolicies', { ...namespace, MaxResults: 51 }, 'ValidationException');

      const nightly = {
        ...target,
        ScheduledActionName: 'nightly',
        Schedule: 'cron(0 22 * * ? *)',
        ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 },
      };
      await good('PutScheduledAction', nightly);
      await refused('PutScheduledAction', { ...nightly, Schedule: 'every night' }, 'ValidationException');
      await refused('PutScheduledAction', { ...nightly, ResourceId: `${target.ResourceId}-none` }, 'ObjectNotFoundException');
      expect((await good('DescribeScheduledActions', namespace))['ScheduledActions']).toHaveLength(1);
      await refused('DescribeScheduledActions', {}, 'ValidationException');
      expect((await good('DescribeScalingActivities', namespace))['ScalingActivities']).toEqual([]);
      await refused('DescribeScalingActivities', {}, 'ValidationException');
    });

    it('forgets them', async () => {
      await good('DeleteScheduledAction', { ...target, ScheduledActionName: 'nightly' });
      await refused('DeleteScheduledAction', { ...target, ScheduledActionName: 'nightly' }, 'ObjectNotFoundException');
      await good('DeleteScalingPolicy', { ...target, PolicyName: 'steps' });
      await refused('DeleteScalingPolicy', { ...target, PolicyName: 'steps' }, 'ObjectNotFoundException');
      await good('DeregisterScalableTarget', target);
      await refused('DeregisterScalableTarget', target, 'ObjectNotFoundException');
      expect((await good('DescribeScalingPolicies', namespace))['ScalingPolicies']).toEqual([]);
    });
  });

  describe('Kinesis', () => {
    const good = (operation: string, input: object = {}, pages?: number) =>
      talk.good('kinesis', operation, input, pages === undefined ? {} : { pages });
    const refused = (operation: string, input: object, code: string) => talk.refused('kinesis', operation, input, code);

    it('describes the streams that the applications read and write', async () => {
      const { StreamNames } = await good('ListStreams', {}, 3);
      const [StreamName = ''] = StreamNames as readonly string[];
      const { StreamDescription } = (await good('DescribeStream', { StreamName }, 2)) as { StreamDescription: Stream };
      const { StreamDescriptionSummary } = (await good('DescribeStreamSummary', { StreamName })) as {
        StreamDescriptionSummary: Stream;
      };
      expect(StreamDescription.Shards).toHaveLength(StreamDescriptionSummary.OpenShardCount);
      // The service takes a token alone; boto3's paginator sends the name along.
      const shards: object[] = [];
      let page = await good('ListShards', { StreamName, MaxResults: 2 });
      shards.push(...(page['Shards'] as object[]));
      while (page['NextToken'] !== undefined) {
        page = await good('ListShards', { NextToken: page['NextToken'], MaxResults: 2 });
        shards.push(...(page['Shards'] as object[]));
      }
      expect(shards).toEqual(StreamDescription.Shards);
      const StreamARN = StreamDescription.StreamARN;
      expect((await good('ListStreamConsumers', { StreamARN }))['Consumers']).toEqual([]);
      await good('DescribeLimits');
      const none = { StreamName: 'none' };
      for (const operation of ['DescribeStream', 'DescribeStreamSummary', 'ListShards'])
        await refused(operation, none, 'ResourceNotFoundException');
      await refused('ListShards', {}, 'InvalidArgumentException');
      await refused('ListStreams', { NextToken: 'made up' }, 'InvalidArgumentException');
      await refused('ListStreamConsumers', { StreamARN: `${StreamARN}-none` }, 'ResourceNotFoundException');
      await refused('DescribeStream', { StreamName: 'no spaces' }, 'ValidationException');
    });
  });
}

interface Stream {
  readonly StreamARN: string;
  readonly OpenShardCount: number;
  readonly Shards: readonly object[];
}
