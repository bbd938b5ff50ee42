import type { Millis } from '../../../units/units.ts';
import { sum } from '../../flow/numbers.ts';
import { totalBacklog } from '../../flow/sources.ts';
import { jobSwitched } from '../../logs/messages.ts';
import { STEP } from '../../types.ts';
import { isBatch } from '../control/programs.ts';
import { note } from '../jobs.ts';
import type { ApplicationRuntime, JobRuntime } from '../runtime.ts';
import { setStatus } from './beginChange.ts';
import { stopJobs } from './jobsOfChange.ts';

/** A batch job that has read everything finishes, one that fails is not tried again: its application is ready (guide p. 13). */
export function finishBatch(application: ApplicationRuntime, from: Millis): void {
  const { blueprint, jobs, sources, status } = application;
  if (status !== 'RUNNING' || !isBatch(blueprint) || jobs.length === 0) return;
  const failed = jobs.some(({ state }) => state === 'FAILED');
  const readAll = [...sources.values()].every((source) => totalBacklog(source) < 1);
  if (!failed && !(readAll && jobs.every(isDrained))) return;
  const at = (from + STEP) as Millis;
  for (const { blueprint: job, id, state } of jobs)
    if (state === 'RUNNING') note(application, at, jobSwitched(job.name, id, 'RUNNING', failed ? 'CANCELED' : 'FINISHED'));
  stopJobs(application, failed ? 'CANCELED' : 'FINISHED', at);
  application.jobs = [];
  setStatus(application, 'READY', at);
}

const isDrained = ({ state, flow }: JobRuntime): boolean =>
  state === 'RUNNING' &&
  flow.edges.every(({ queue }) => sum(queue) < 1) &&
  flow.vertices.every(({ window }) => window === null || sum(window.gathered) + sum(window.due) < 1);
