import type { Checkpoint, Job } from '#shared/model/job.ts';

/** The newest completed checkpoint among those that Flink keeps; a savepoint is none, nothing recovers from it by itself. */
export const lastCompleted = ({ checkpoints }: Job): Checkpoint | null =>
  checkpoints.history.find(({ status, savepoint }) => status === 'COMPLETED' && !savepoint) ?? null;
