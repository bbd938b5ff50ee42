import { createHash } from 'node:crypto';
import type { SimulatedStream } from '#shared/simulation/types.ts';

/** Keys are hashed to 128 bits, which the shards share evenly. */
const KEYS = 2n ** 128n;

interface Shard {
  readonly ShardId: string;
  readonly HashKeyRange: { readonly StartingHashKey: string; readonly EndingHashKey: string };
  readonly SequenceNumberRange: { readonly StartingSequenceNumber: string };
}

const shardId = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

/** All are open: nobody has split or merged them. */
export function shardsOf({ name, shards }: SimulatedStream): readonly Shard[] {
  const bound = (index: number) => (KEYS * BigInt(index)) / BigInt(shards);
  return Array.from({ length: shards }, (_, i) => ({
    ShardId: shardId(i),
    HashKeyRange: { StartingHashKey: String(bound(i)), EndingHashKey: String(bound(i + 1) - 1n) },
    SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(name, i) },
  }));
}

/** 56 digits, the first as all have them. */
function sequenceNumber(stream: string, shard: number): string {
  const hash = createHash('sha256').update(`${stream}\n${shard}`).digest('hex');
  return `49${BigInt(`0x${hash}`)}`.slice(0, 56);
}
