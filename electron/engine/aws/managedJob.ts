import { readJob } from '../../clients/flink/readJob.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { NO_JOB, newestJob } from '../insight/dashboardAccess.ts';
import { isOver } from '../insight/jobAccess.ts';
import type { JobException } from '../telemetry/recorder.ts';
import type { Dashboard, Dashboards } from './dashboards.ts';

/** A job as it is now; its exceptions where they were asked for. */
export interface ManagedJob {
  readonly job: Job;
  readonly exceptions: readonly JobException[] | null;
}

/** Should the exceptions of this job be read as well? */
type WithExceptions = (job: Job) => boolean;

export interface ManagedJobWanted {
  readonly withExceptions: WithExceptions;
  /** Vertices that are read in full whatever the size of the job. */
  readonly sight: ReadonlySet<string>;
}

/** Reads the job of a running application. A session that is refused is opened anew, once. */
export async function managedJob(
  dashboards: Dashboards,
  application: string,
  wanted: ManagedJobWanted,
  signal: AbortSignal,
): Promise<Result<ManagedJob>> {
  const read = async () => {
    const opened = await dashboards.open(application, signal);
    return opened.ok ? throughDashboard(opened.value, wanted, signal) : opened;
  };
  const first = await read();
  // Who stopped asking has learnt nothing of the session, which others may be using.
  if (first.ok || signal.aborted || !isOver(first.error)) return first;
  dashboards.drop(application);
  return read();
}

async function throughDashboard(
  { rest, version, memory }: Dashboard,
  { withExceptions, sight }: ManagedJobWanted,
  signal: AbortSignal,
): Promise<Result<ManagedJob>> {
  const jobs = await rest.jobs(signal);
  if (!jobs.ok) return jobs;
  const listed = newestJob(jobs.value);
  if (listed === undefined) return failed(NO_JOB);
  // An application that was started anew has another job.
  for (const id of memory.keys()) if (id !== listed.id) memory.delete(id);
  const job = await readJob(rest, listed.id, version, memory, signal, sight);
  if (!job.ok) return job;
  // Without its exceptions a job is still a job: they are asked for again with the next poll.
  const exceptions = withExceptions(job.value) ? await rest.exceptions(listed.id, signal) : null;
  return ok({ job: job.value, exceptions: exceptions?.ok === true ? exceptions.value : null });
}
