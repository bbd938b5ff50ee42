import type { JobState } from '#shared/model/job.ts';

/** What to know of the figures of a job that does not run; null while it runs. Flink keeps the last ones after a job has ended. */
export function jobNote(state: JobState): string | null {
  switch (state) {
    case 'RUNNING':
      return null;
    case 'FINISHED':
    case 'CANCELED':
    case 'FAILED':
    case 'SUSPENDED':
      return `The job is ${state}: the figures are the last that Flink measured.`;
    case 'INITIALIZING':
    case 'CREATED':
    case 'RECONCILING':
      return `The job is ${state}: its vertices have no figures yet.`;
    case 'FAILING':
    case 'CANCELLING':
    case 'RESTARTING':
      return `The job is ${state}: until it runs again, its figures say little.`;
  }
}
