import type { Checkpoint } from '../../model/job.ts';
import { thresholds } from '../thresholds.ts';
import { medianOf } from '../median.ts';

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
