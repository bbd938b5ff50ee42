/** What a task's thread does with its busy time. */
export const activities = ['code', 'wait', 'state', 'kryo', 'logging', 'lock', 'snapshot'] as const;
export type Activity = (typeof activities)[number];

/** What an operator reads from or writes to. */
export type Partner = 'kinesis' | 'kafka' | 's3' | 'firehose' | 'opensearch' | 'jdbc' | 'discard';

/** What one operator of a vertex does with the vertex' busy time. */
export interface OperatorProfile {
  readonly name: string;
  readonly kind: 'source' | 'operator' | 'sink';
  readonly partner: Partner | null;
  /** Records out per record in. */
  readonly selectivity: number;
  readonly stateful: boolean;
  /** Shares of the vertex' busy time; those of all of its operators add up to 1. */
  readonly shares: Readonly<Record<Activity, number>>;
}
