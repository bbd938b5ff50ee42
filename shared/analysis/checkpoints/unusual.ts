import type { Checkpoint } from '../../model/job.ts';
import { thresholds } from '../thresholds.ts';

/** Checkpoints that are over, and failed or took far longer than those before them: the ones that somebody will ask about later. */
export function unusualCheckpoints(history: readonly Checkpoint[]): readonly Checkpoint[] {
  const { times, among } = thresholds.checkpoint.slow;
  const newestFirst = [...history].sort((a, b) => b.id - a.id);
  return newestFirst.filter((each, i) => {
    if (each.status === 'FAILED') return true;
    if (each.status !== 'COMPLETED' || each.duration === null) return false;
    const before = newestFirst
      .slice(i + 1)
      .flatMap(({ status, duration }) => (status === 'COMPLETED' && duration !== null ? [duration] : []))
      .slice(0, among);
    const usual = medianOf(before);
    return usual !== null && each.duration > times * usual;
  });
}

/** The middle of some figures; null without any. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
