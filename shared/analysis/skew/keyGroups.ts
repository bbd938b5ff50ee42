/** First and last key group, inclusive. */
export interface KeyGroupRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The key groups that a subtask of a keyed vertex holds; null where there are fewer key groups than subtasks and it gets none.
 * org.apache.flink.runtime.state.KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex.
 */
export function keyGroupRange(maxParallelism: number, parallelism: number, index: number): KeyGroupRange | null {
  const first = Math.floor((index * maxParallelism + parallelism - 1) / parallelism);
  const last = Math.floor(((index + 1) * maxParallelism - 1) / parallelism);
  return first > last ? null : { first, last };
}

export const sizeOfRange = (range: KeyGroupRange | null): number => (range === null ? 0 : range.last - range.first + 1);
