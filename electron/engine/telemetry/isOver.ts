import type { JobState } from '#shared/model/job.ts';

/** Nothing changes of a job any more that has ended. */
export const isOver = (state: JobState): boolean => state === 'FINISHED' || state === 'FAILED' || state === 'CANCELED';
