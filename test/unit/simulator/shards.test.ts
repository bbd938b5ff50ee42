import { expect, it } from 'vitest';
import { isOpen, shardsOf } from '#electron/simulator/aws/kinesis/shards.ts';
import type { SimulatedStream } from '#shared/simulation/types.ts';
import { millis } from '#shared/units/units.ts';

const stream = (change: Partial<SimulatedStream>): SimulatedStream => ({
  name: 'orders',
  shards: 4,
  firstShard: 0,
  closedShards: 0,
  created: millis(0),
  ...change,
});
const number = (id: string | undefined): number | null => (id === undefined ? null : Number(id.replace('shardId-', '')));
const parents = (of: SimulatedStream) =>
  shardsOf(of)
    .filter(isOpen)
    .map((shard) => [number(shard.ShardId), number(shard.ParentShardId), number(shard.AdjacentParentShardId)]);

it('shards of a stream that was never scaled have no parents', () => {
  expect(parents(stream({}))).toEqual([
    [0, null, null],
    [1, null, null],
    [2, null, null],
    [3, null, null],
  ]);
});

it('shards that were split are the one parent of two', () => {
  expect(parents(stream({ firstShard: 2, closedShards: 2 }))).toEqual([
    [2, 0, null],
    [3, 0, null],
    [4, 1, null],
    [5, 1, null],
  ]);
});

it('shards that were merged are the two parents of one, which has the keys of both', () => {
  const merged = stream({ shards: 2, firstShard: 12, closedShards: 4 });
  expect(parents(merged)).toEqual([
    [12, 8, 9],
    [13, 10, 11],
  ]);
  const all = shardsOf(merged);
  expect(all.map((shard) => isOpen(shard))).toEqual([false, false, false, false, true, true]);
  expect(all[4]?.HashKeyRange.StartingHashKey).toBe(all[0]?.HashKeyRange.StartingHashKey);
  expect(all[4]?.HashKeyRange.EndingHashKey).toBe(all[1]?.HashKeyRange.EndingHashKey);
});

it('a closed shard ends after it began', () => {
  for (const { SequenceNumberRange } of shardsOf(stream({ firstShard: 4, closedShards: 4 })).slice(0, 4)) {
    expect(SequenceNumberRange.StartingSequenceNumber).toMatch(/^\d{56}$/);
    expect(BigInt(SequenceNumberRange.EndingSequenceNumber ?? '0')).toBeGreaterThan(
      BigInt(SequenceNumberRange.StartingSequenceNumber),
    );
  }
});
