import type { ApplicationStatus, Health } from '../model/application.ts';
import type { JobState } from '../model/job.ts';
import type { HealthFacts } from './healthFacts.ts';

type Standing = readonly [Health['level'], string];

/** What a state alone says; null where the figures decide. The guide describes the statuses on p. 12 and 468. */
const OF_STATUS: Readonly<Record<ApplicationStatus, Standing | null>> = {
  RUNNING: null,
  READY: ['inactive', 'Not started.'],
  STARTING: ['inactive', 'Starting: its job does not run yet.'],
  STOPPING: ['inactive', 'Stopping.'],
  UPDATING: ['inactive', 'Being updated: its job does not run meanwhile.'],
  AUTOSCALING: ['inactive', 'Being scaled by the service: its job does not run meanwhile.'],
  MAINTENANCE: ['inactive', 'Being patched by the service: its job does not run for a moment.'],
  DELETING: ['inactive', 'Being deleted.'],
  FORCE_STOPPING: ['warning', 'Being stopped by force, without a snapshot.'],
  ROLLING_BACK: ['warning', 'Its last change is being rolled back.'],
  ROLLED_BACK: ['warning', 'Its last change was rolled back.'],
};

const OF_JOB: Readonly<Record<JobState, Standing | null>> = {
  RUNNING: null,
  INITIALIZING: ['inactive', 'The job is starting.'],
  CREATED: ['inactive', 'The job is starting.'],
  RESTARTING: ['critical', 'The job is restarting after a failure.'],
  FAILING: ['critical', 'The job is failing.'],
  FAILED: ['critical', 'The job failed.'],
  CANCELLING: ['inactive', 'The job is being cancelled.'],
  CANCELED: ['inactive', 'The job was cancelled.'],
  FINISHED: ['inactive', 'The job has finished.'],
  SUSPENDED: ['inactive', 'The job is suspended: its JobManager lost leadership.'],
  RECONCILING: ['unknown', 'The job is being taken over by a new JobManager.'],
};

export function standing({ status, jobState }: Pick<HealthFacts, 'status' | 'jobState'>): Standing | null {
  const byService = status === null ? null : OF_STATUS[status];
  return byService ?? (jobState === null ? null : OF_JOB[jobState]);
}
