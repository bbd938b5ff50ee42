/** Metadata that every subtask writes: offsets, operator headers. */
const HEADER = 1_400;
/** RocksDB merges its files now and then; what it has merged is written again. */
const MERGES = 0.14;
/** So many times what is new, at most this share of the state. */
const MERGED = 2;
const MERGED_MOST = 0.07;

/** Bytes that a subtask has. */
export const wholeSize = (state: number): number => Math.round(state + HEADER);

/** Bytes that an incremental checkpoint writes of them: what is new, and what was merged; chance, in [0, 1), decides whether and how much. */
export function writtenSize(state: number, fresh: number, merges: number, much: number): number {
  const merged = merges < MERGES ? Math.min(fresh * MERGED, state * MERGED_MOST) * much : 0;
  return Math.min(wholeSize(state), Math.round(fresh + merged + HEADER));
}
