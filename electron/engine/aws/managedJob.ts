import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import { readJob } from '../../clients/flink/readJob.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { JobException } from '../telemetry/recorder.ts';
import type { Dashboard, Dashboards } from './dashboards.ts';

/** A job as it is now; its exceptions where they were asked for. */
export interface ManagedJob {
  readonly job: Job;
  readonly exceptions: readonly JobException[] | null;
}

/** Should the exceptions of this job be read as well? */
type WithExceptions = (job: Job) => boolean;

/** Reads the job of a running application. A session that is refused is opened anew, once. */
export async function managedJob(
  dashboards: Dashboards,
  application: string,
  withExceptions: WithExceptions,
  signal: AbortSignal,
): Promise<Result<ManagedJob>> {
  const read = async () => {
    const opened = await dashboards.open(application, signal);
    return opened.ok ? throughDashboard(opened.value, withExceptions, signal) : opened;
  };
  const first = await read();
  if (first.ok || !isOver(first.error)) return first;
  dashboards.drop(application);
  return read();
}

/** What a session says that has ended, or whose application was started anew elsewhere. */
const isOver = ({ source, kind }: SourceError): boolean =>
  source === 'Flink REST' && ['access-denied', 'unreachable', 'bad-response', 'not-found'].includes(kind);

async function throughDashboard(
  { rest, version, memory }: Dashboard,
  withExceptions: WithExceptions,
  signal: AbortSignal,
): Promise<Result<ManagedJob>> {
  const jobs = await rest.jobs(signal);
  if (!jobs.ok) return jobs;
  const listed = newest(jobs.value);
  if (listed === undefined) return failed(NO_JOB);
  const job = await readJob(rest, listed.id, version, memory, signal);
  if (!job.ok) return job;
  // Without its exceptions a job is still a job: they are asked for again with the next poll.
  const exceptions = withExceptions(job.value) ? await rest.exceptions(listed.id, signal) : null;
  return ok({ job: job.value, exceptions: exceptions?.ok === true ? exceptions.value : null });
}

/** The one that runs; else the one that was started last. */
const newest = (jobs: readonly ListedJob[]): ListedJob | undefined =>
  [...jobs].sort((a, b) => Number(b.ended === null) - Number(a.ended === null) || b.started - a.started)[0];

const NO_JOB: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'No job runs in this application.',
  remedy: 'Run a paragraph of the notebook, or look into the logs for why the job was not submitted.',
};
