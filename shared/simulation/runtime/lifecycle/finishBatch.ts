import type { Millis } from '../../../units/units.ts';
import { sum } from '../../flow/numbers.ts';
import { totalBacklog } from '../../flow/sources.ts';
import { jobSwitched } from '../../logs/messages.ts';
import { STEP } from '../../types.ts';
import { note } from '../jobs.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime.ts';
import { setStatus } from './beginChange.ts';
import { stopJobs } from './jobsOfChange.ts';

/** A batch job that has read everything finishes, and its application is ready again (guide p. 13). */
export function finishBatch(application: ApplicationRuntime, from: Millis): void {
  const { blueprint, jobs, sources, status } = application;
  if (status !== 'RUNNING' || blueprint.sources.length === 0) return;
  if (!blueprint.sources.every(({ bounded }) => bounded !== undefined)) return;
  if (jobs.length === 0 || !jobs.every(isDrained) || [...sources.values()].some((source) => totalBacklog(source) >= 1)) return;
  const at = (from + STEP) as Millis;
  for (const { blueprint: job, id } of jobs) note(application, at, jobSwitched(job.name, id, 'RUNNING', 'FINISHED'));
  stopJobs(application, 'FINISHED', at);
  application.jobs = [];
  setStatus(application, 'READY', at);
}

const isDrained = ({ state, flow }: JobRuntime): boolean =>
  state === 'RUNNING' &&
  flow.edges.every(({ queue }) => sum(queue) < 1) &&
  flow.vertices.every(({ window }) => window === null || sum(window.gathered) + sum(window.due) < 1);
