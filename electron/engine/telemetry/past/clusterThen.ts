import type { ListedJob } from '../../../clients/flink/flinkRest.ts';
import { detailOfJob, shownJobs, summariseJob } from '../../flink/clusterJob.ts';
import { jobPoints, jobSeries } from '../../flink/jobFigures.ts';
import type { ApplicationDetail, ApplicationSummary } from '#shared/model/application.ts';
import type { Series } from '#shared/model/series.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { jobThen } from './managedThen.ts';
import type { Then } from './pastParts.ts';
import { live, missing, ownerIn, stateThen } from './pastParts.ts';

/** The jobs that the cluster had at that time, with those that had ended shortly before. */
export function clusterFleetThen(then: Then, ids: readonly string[]): ApplicationSummary[] {
  const jobs = ids.flatMap((id) => listedThen(then, id) ?? []);
  return shownJobs(jobs, then.moment).map((listed) => rowOf(then, listed));
}

export function clusterDetailThen(then: Then, id: string): Snapshot<ApplicationDetail> {
  const listed = listedThen(then, id);
  if (listed === null) return missing('The cluster did not know this job at that time, or it is not kept.');
  return live(detailOfJob(rowOf(then, listed), listed, valueOf(jobThen(then, id))), then.moment);
}

export function clusterChartsThen(then: Then, id: string, minutes: number): Snapshot<Series[]> {
  const job = valueOf(jobThen(then, id));
  if (job === undefined) return missing('The job of that time is not kept.');
  return live(jobSeries(then.history.samples, ownerIn(then, id), job, then.moment, minutes), then.moment);
}

function rowOf(then: Then, listed: ListedJob): ApplicationSummary {
  const job = jobThen(then, listed.id);
  const { id, name } = then.connection;
  const points = jobPoints(then.history.samples, ownerIn(then, listed.id), then.moment);
  const version = valueOf(job)?.flinkVersion ?? stateThen(then, listed.id)?.job?.version ?? '';
  return summariseJob({ connection: { id, name }, version, listed, job, points }, then.moment);
}

/** What the cluster's list said of a job. */
function listedThen(then: Then, application: string): ListedJob | null {
  const known = stateThen(then, application);
  if (known === null || known.gone || known.job === null) return null;
  const { id, name, state, started, ended } = known.job;
  return { id, name, state, started, ended };
}
