import { at } from '../../flow/numbers.ts';
import type { VertexFlow } from '../../flow/runtime.ts';

/** Metadata that every subtask writes: offsets, operator headers. */
const HEADER = 1_400;
/** RocksDB merges its files now and then; what it has merged is written again. */
const MERGES = 0.14;
/** So many times what is new, at most this share of the state. */
const MERGED = 2;
const MERGED_MOST = 0.07;

/** Bytes that a subtask has, and those of them that a checkpoint writes: all for a savepoint, else what is new. */
export function sizesOf(
  vertex: VertexFlow,
  subtask: number,
  { savepoint, chance }: { readonly savepoint: boolean; readonly chance: (n: number) => number },
): { readonly whole: number; readonly written: number } {
  const state = at(vertex.state, subtask);
  const whole = Math.round(state + HEADER);
  if (savepoint) return { whole, written: whole };
  const fresh = at(vertex.dirty, subtask);
  const merged = chance(6) < MERGES ? Math.min(fresh * MERGED, state * MERGED_MOST) * chance(7) : 0;
  return { whole, written: Math.min(whole, Math.round(fresh + merged + HEADER)) };
}
