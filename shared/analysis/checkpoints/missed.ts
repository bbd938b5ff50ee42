import type { Checkpoint, Checkpoints, Job } from '../../model/job.ts';
import { formatMillis } from '../../units/format.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';

export interface Missed {
  readonly level: 'critical' | 'warning';
  /** When the last one completed; without one, when the job began. */
  readonly since: Millis;
  readonly length: Millis;
  /** That many times the interval. */
  readonly intervals: number;
  readonly reason: string;
}

export interface CheckpointCourse {
  readonly interval: Millis | null;
  /** The last completed checkpoint. */
  readonly last: { readonly triggered: Millis; readonly duration: Millis | null } | null;
  /** Null: not known. */
  readonly started: Millis | null;
  /** As of when it was read: a checkpoint that has completed since is not missed, it is only not known yet. */
  readonly at: Millis;
}

/** No checkpoint has completed for some intervals. Null: one has, or nothing can be told. */
export function missedCheckpoints({ interval, last, started, at }: CheckpointCourse): Missed | null {
  const since = last === null ? started : millis(last.triggered + (last.duration ?? 0));
  if (interval === null || since === null) return null;
  const length = millis(at - since);
  const { warning: late, critical: lost } = thresholds.checkpoint.missed;
  if (length < Math.max(late.least, late.intervals * interval)) return null;
  return {
    level: length >= Math.max(lost.least, lost.intervals * interval) ? 'critical' : 'warning',
    since,
    length,
    intervals: Math.floor(length / interval),
    reason: `No checkpoint completed for ${formatMillis(length)} (interval ${formatMillis(interval)}).`,
  };
}

/** The same, of a job that runs. */
export function missedOfJob({ state, started, checkpoints }: Job, at: Millis): Missed | null {
  if (state !== 'RUNNING' || !checkpoints.enabled) return null;
  return missedCheckpoints({ interval: checkpoints.interval, last: lastCompletedOf(checkpoints), started, at });
}

/** The newest completed checkpoint among those that Flink keeps; a savepoint is none, nothing recovers from it by itself. */
export const lastCompletedOf = ({ history }: Pick<Checkpoints, 'history'>): Checkpoint | null =>
  history.find(({ status, savepoint }) => status === 'COMPLETED' && !savepoint) ?? null;
