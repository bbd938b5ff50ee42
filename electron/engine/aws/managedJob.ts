import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import { readJob } from '../../clients/flink/readJob.ts';
import type { Job } from '#shared/model/job.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Dashboard, Dashboards } from './dashboards.ts';

/** Reads the job of a running application. A session that is refused is opened anew, once. */
export async function managedJob(dashboards: Dashboards, application: string, signal: AbortSignal): Promise<Result<Job>> {
  const read = async () => {
    const opened = await dashboards.open(application, signal);
    return opened.ok ? throughDashboard(opened.value, signal) : opened;
  };
  const first = await read();
  if (first.ok || !isOver(first.error)) return first;
  dashboards.drop(application);
  return read();
}

/** What a session says that has ended, or whose application was started anew elsewhere. */
const isOver = ({ source, kind }: SourceError): boolean =>
  source === 'Flink REST' && ['access-denied', 'unreachable', 'bad-response', 'not-found'].includes(kind);

async function throughDashboard({ rest, version, memory }: Dashboard, signal: AbortSignal): Promise<Result<Job>> {
  const jobs = await rest.jobs(signal);
  if (!jobs.ok) return jobs;
  const job = newest(jobs.value);
  return job === undefined ? failed(NO_JOB) : readJob(rest, job.id, version, memory, signal);
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
