import type { Checkpoints } from '#shared/model/job.ts';

/** A checkpoint that took hours must not make all others invisible: its bar ends at so many intervals. */
const MOST_INTERVALS = 2;

/** What the full width of a duration's bar stands for: the interval, or the longest checkpoint where one took longer. */
export function durationScale({ interval, history }: Pick<Checkpoints, 'interval' | 'history'>): number {
  const longest = history.reduce((most, { duration }) => Math.max(most, duration ?? 0), 1);
  return interval === null ? longest : Math.min(Math.max(longest, interval), MOST_INTERVALS * interval);
}
