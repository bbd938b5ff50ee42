import { createHash } from 'node:crypto';
import type { SimulatedStream } from '#shared/simulation/types.ts';

/** Keys are hashed to 128 bits, which the shards share evenly. */
const KEYS = 2n ** 128n;

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  readonly SequenceNumberRange: { readonly StartingSequenceNumber: string; readonly EndingSequenceNumber?: string };
}

const shardId = (number: number): string => `shardId-${String(number).padStart(12, '0')}`;

export const isOpen = ({ SequenceNumberRange }: Shard): boolean => SequenceNumberRange.EndingSequenceNumber === undefined;

/** Those that closed when the stream was last scaled, and those that are open. */
export function shardsOf(stream: SimulatedStream): readonly Shard[] {
  const { name, shards, firstShard, closedShards } = stream;
  const before = firstShard - closedShards;
  return [
    ...Array.from({ length: closedShards }, (_, i) => ({
      ShardId: shardId(before + i),
      HashKeyRange: rangeOf(i, closedShards),
      SequenceNumberRange: {
        StartingSequenceNumber: sequenceNumber(name, before + i, 'start'),
        EndingSequenceNumber: sequenceNumber(name, before + i, 'end'),
      },
    })),
    ...Array.from({ length: shards }, (_, i) => ({
      ShardId: shardId(firstShard + i),
      ...(closedShards === 0 ? {} : parentsOf(stream, i)),
      HashKeyRange: rangeOf(i, shards),
      SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(name, firstShard + i, 'start') },
    })),
  ];
}

function rangeOf(index: number, count: number): Shard['HashKeyRange'] {
  const bound = (i: number) => (KEYS * BigInt(i)) / BigInt(count);
  return { StartingHashKey: String(bound(index)), EndingHashKey: String(bound(index + 1) - 1n) };
}

/** The closed shards whose keys a new one has: one that was split, or two that were merged. */
function parentsOf({ shards, firstShard, closedShards }: SimulatedStream, index: number): Partial<Shard> {
  const first = Math.floor((index * closedShards) / shards);
  const last = Math.ceil(((index + 1) * closedShards) / shards) - 1;
  const before = firstShard - closedShards;
  return {
    ParentShardId: shardId(before + first),
    ...(last > first ? { AdjacentParentShardId: shardId(before + last) } : {}),
  };
}

/** 56 digits, the first as all have them; the end of a shard comes after its beginning. */
function sequenceNumber(stream: string, shard: number, at: 'start' | 'end'): string {
  const hash = createHash('sha256').update(`${stream}\n${shard}`).digest('hex');
  return `${at === 'start' ? '495' : '496'}${BigInt(`0x${hash}`)}`.slice(0, 56).padEnd(56, '0');
}
