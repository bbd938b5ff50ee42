import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { rawAws } from './rawAws.ts';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator({ scenario: 'healthy', historyHours: 0.25 });
});
afterAll(() => simulator.close());

type Target = Parameters<typeof rawAws>[1];
const answer = async (target: Target, input: object = {}) => {
  const { status, body } = await rawAws(simulator.addresses.aws, target, input);
  expect([target, body.message, status]).toEqual([target, undefined, 200]);
  return body;
};
const refusal = async (target: Target, input: object) => (await rawAws(simulator.addresses.aws, target, input)).body.__type;

describe('Kinesis', () => {
  interface Shard {
    readonly ShardId: string;
    readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  }

  it('has the streams that applications name as their source, with as many shards as they read', async () => {
    const { StreamNames } = await answer('Kinesis_20131202.ListStreams');
    expect(StreamNames).toContain('clickstream');
    const { StreamDescriptionSummary } = await answer('Kinesis_20131202.DescribeStreamSummary', { StreamName: 'clickstream' });
    expect(StreamDescriptionSummary).toMatchObject({ OpenShardCount: 8, StreamStatus: 'ACTIVE' });
  });

  it('shares all keys among the shards, without gap or overlap', async () => {
    const { StreamNames } = await answer('Kinesis_20131202.ListStreams');
    for (const StreamName of StreamNames as readonly string[]) {
      const { Shards } = await answer('Kinesis_20131202.ListShards', { StreamName });
      const ranges = (Shards as readonly Shard[]).map(({ HashKeyRange: { StartingHashKey, EndingHashKey } }) => [
        BigInt(StartingHashKey),
        BigInt(EndingHashKey),
      ]);
      expect(ranges[0]?.[0]).toBe(0n);
      expect(ranges.at(-1)?.[1]).toBe(2n ** 128n - 1n);
      for (const [i, [start = 0n]] of ranges.entries()) if (i > 0) expect(start).toBe((ranges[i - 1]?.[1] ?? 0n) + 1n);
    }
  });

  it('lists shards page by page, after one, and refuses what it should', async () => {
    const first = await answer('Kinesis_20131202.ListShards', { StreamName: 'clickstream', MaxResults: 5 });
    const second = await answer('Kinesis_20131202.ListShards', { NextToken: first['NextToken'], MaxResults: 5 });
    const ids = [first, second].flatMap(({ Shards }) => (Shards as readonly Shard[]).map(({ ShardId }) => ShardId));
    expect(ids).toEqual(Array.from({ length: 8 }, (_, i) => `shardId-00000000000${i}`));
    expect(second['NextToken']).toBeUndefined();
    const after = { StreamName: 'clickstream', ShardFilter: { Type: 'AFTER_SHARD_ID', ShardId: ids[5] } };
    expect((await answer('Kinesis_20131202.ListShards', after))['Shards']).toHaveLength(2);
    const both = { StreamName: 'clickstream', NextToken: first['NextToken'] };
    expect(await refusal('Kinesis_20131202.ListShards', both)).toBe('InvalidArgumentException');
    expect(await refusal('Kinesis_20131202.DescribeStream', { StreamName: 'none' })).toBe('ResourceNotFoundException');
  });
});

describe('Application Auto Scaling', () => {
  const target = {
    ServiceNamespace: 'custom-resource',
    ResourceId: 'https://example.com/scalableTargetDimensions/orders',
    ScalableDimension: 'custom-resource:ResourceType:Property',
  };
  const registered = { ...target, MinCapacity: 1, MaxCapacity: 8 };

  it('keeps a target with its policies and schedule, until it is deregistered', async () => {
    await answer('AnyScaleFrontendService.RegisterScalableTarget', registered);
    await answer('AnyScaleFrontendService.RegisterScalableTarget', { ...target, MaxCapacity: 4 });
    await answer('AnyScaleFrontendService.PutScheduledAction', {
      ...target,
      ScheduledActionName: 'evening',
      Schedule: 'cron(0 22 * * ? *)',
      ScalableTargetAction: { MaxCapacity: 2 },
    });
    const { ServiceNamespace } = target;
    const targets = await answer('AnyScaleFrontendService.DescribeScalableTargets', { ServiceNamespace });
    expect(targets['ScalableTargets']).toMatchObject([{ ...target, MinCapacity: 1, MaxCapacity: 4 }]);
    await answer('AnyScaleFrontendService.DeregisterScalableTarget', target);
    expect(await answer('AnyScaleFrontendService.DescribeScheduledActions', { ServiceNamespace })).toEqual({
      ScheduledActions: [],
    });
  });

  it.each<[string, Target, object, string]>([
    ['no capacity', 'AnyScaleFrontendService.RegisterScalableTarget', target, 'ValidationException'],
    [
      'less at most than at least',
      'AnyScaleFrontendService.RegisterScalableTarget',
      { ...registered, MinCapacity: 9 },
      'ValidationException',
    ],
    [
      'no address',
      'AnyScaleFrontendService.RegisterScalableTarget',
      { ...registered, ResourceId: 'orders' },
      'ValidationException',
    ],
    [
      'another service’s dimension',
      'AnyScaleFrontendService.RegisterScalableTarget',
      { ...registered, ScalableDimension: 'ecs:service:DesiredCount' },
      'ValidationException',
    ],
    ['no target', 'AnyScaleFrontendService.DeregisterScalableTarget', target, 'ObjectNotFoundException'],
  ])('refuses %s', async (_what, operation, input, code) => {
    expect(await refusal(operation, input)).toBe(code);
  });
});
