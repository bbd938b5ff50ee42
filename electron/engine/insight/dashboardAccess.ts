import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import type { ListedApplication } from '../../clients/aws/describeManaged.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Dashboards } from '../aws/dashboards.ts';
import { notRunning } from '../aws/fleetPublisher.ts';
import type { JobAccess } from './jobAccess.ts';

/** The jobs of managed applications, through the sessions of their dashboards. An application is named by its ARN. */
export function dashboardAccess(
  dashboards: Dashboards,
  listed: () => readonly ListedApplication[] | null,
  /** The job's id as its own polls know it. */
  jobOf: (arn: string) => string | undefined,
): JobAccess {
  const find = (arn: string) => listed()?.find((each) => each.arn === arn);
  return {
    async open(arn, signal) {
      const application = find(arn);
      if (application === undefined) return failed(NOT_LISTED);
      if (application.status !== 'RUNNING') return failed(notRunning(application.status));
      const dashboard = await dashboards.open(application.name, signal);
      if (!dashboard.ok) return dashboard;
      const { rest, version } = dashboard.value;
      const known = jobOf(arn);
      if (known !== undefined) return ok({ rest, version, job: known });
      const jobs = await rest.jobs(signal);
      if (!jobs.ok) return jobs;
      const job = newestJob(jobs.value);
      return job === undefined ? failed(NO_JOB) : ok({ rest, version, job: job.id });
    },
    drop(arn) {
      const application = find(arn);
      if (application !== undefined) dashboards.drop(application.name);
    },
  };
}

/** The one that runs; else the one that was started last. */
export const newestJob = (jobs: readonly ListedJob[]): ListedJob | undefined =>
  [...jobs].sort((a, b) => Number(b.ended === null) - Number(a.ended === null) || b.started - a.started)[0];

export const NO_JOB: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'No job runs in this application.',
  remedy: 'Run a paragraph of the notebook, or look into the logs for why the job was not submitted.',
};

const NOT_LISTED: SourceError = {
  kind: 'not-found',
  source: 'Amazon Managed Service for Apache Flink',
  message: 'The service has not told of this application (yet).',
  remedy: 'Nothing to do if this passes; else it was deleted or is in another region.',
};
