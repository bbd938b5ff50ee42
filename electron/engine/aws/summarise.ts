import type { ListedApplication, ManagedApplication } from '../../clients/aws/describeManaged.ts';
import { latest } from '#shared/analysis/facts/points.ts';
import { health } from '#shared/analysis/health.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { ApplicationDetail, ApplicationSummary, Lag, Point, Trend } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, bytes, millis, recordsPerSecond } from '#shared/units/units.ts';
import { lastCompleted } from '../lastCompleted.ts';
import type { ApplicationFigures } from './fleetMetrics.ts';
import type { rowMetrics } from './fleetMetrics.ts';
import { lagSeries } from './fleetMetrics.ts';

/** The interval of a DEFAULT checkpoint configuration (API 2018-05-23). */
const DEFAULT_INTERVAL = MINUTE;

type RowMetric = (typeof rowMetrics)[number];

/** What the collectors know of one application. */
export interface KnownApplication {
  readonly connection: { readonly id: string; readonly name: string; readonly region: string };
  readonly listed: ListedApplication;
  readonly described: ManagedApplication | null;
  readonly figures: ApplicationFigures;
  readonly job: Snapshot<Job>;
}

/** One row of the fleet: what the service says of its state, CloudWatch of its figures, Flink of its job. */
export function summarise({ connection, listed, described, figures, job }: KnownApplication, now: Millis): ApplicationSummary {
  const known = valueOf(job);
  // Only a job that was read lately says something about now; CloudWatch says the rest.
  const current = isCurrent(job, now) ? (known ?? null) : null;
  const points = (metric: RowMetric): readonly Point[] => figures.get(metric) ?? [];

  const running = listed.status === 'RUNNING';
  const life: Life = { now, running, started: known?.started ?? null };
  const newest = (metric: RowMetric) => currentOf(points(metric), life);
  const checkpoint = known === undefined ? null : lastCompleted(known);
  const duration = newest('lastCheckpointDuration') ?? checkpoint?.duration ?? null;
  const size = newest('lastCheckpointSize') ?? checkpoint?.checkpointedSize ?? null;
  const restarts = points('numRestarts').length > 0 ? points('numRestarts') : points('fullRestarts');
  const recordsIn = trendOf(points('numRecordsInPerSecond'), life);
  const lag = lagOf(figures, life);
  return {
    ref: { connection: connection.id, id: listed.arn },
    name: listed.name,
    connectionName: connection.name,
    origin: 'managed',
    region: connection.region,
    runtime: described?.runtime ?? listed.runtime,
    mode: described?.mode ?? listed.mode,
    status: listed.status,
    jobState: running ? (known?.state ?? null) : null,
    health: health({
      now,
      status: listed.status,
      jobState: current?.state ?? null,
      lag,
      lagPoints: lagSeries(figures)?.points ?? [],
      recordsIn: recordsIn.points,
      cpu: points('cpuUtilization'),
      heap: points('heapMemoryUtilization'),
      downtime: points('downtime'),
      restarts,
      failedCheckpoints: points('numberOfFailedCheckpoints'),
      checkpointInterval: intervalOf(current, described),
      lastCheckpoint: current === null ? null : (checkpoint?.triggered ?? null),
      lastCheckpointDuration: duration === null ? null : millis(duration),
      job: current,
      jobAt: current !== null && 'at' in job ? job.at : null,
    }),
    parallelism: described?.parallelism ?? null,
    kpus: running ? (described?.kpus ?? null) : null,
    recordsIn,
    recordsOut: trendOf(points('numRecordsOutPerSecond'), life),
    lag,
    lastCheckpoint: checkpoint?.triggered ?? null,
    lastCheckpointDuration: duration === null ? null : millis(duration),
    lastCheckpointSize: size === null ? null : bytes(size),
    restarts: current?.restarts ?? currentOf(restarts, life),
  };
}

/** A newest poll that failed takes nothing back of what was read a moment ago, unless it says that there is no job. */
function isCurrent(job: Snapshot<Job>, now: Millis): boolean {
  if (job.state !== 'stale') return job.state === 'live';
  return now - job.at <= thresholds.fresh.within && job.error.kind !== 'not-found' && job.error.kind !== 'not-running';
}

export const detailOf = (summary: ApplicationSummary, described: ManagedApplication): ApplicationDetail => ({
  summary,
  arn: described.arn,
  description: described.description,
  version: described.version,
  created: described.created,
  updated: described.updated,
  configuration: [...described.configuration],
});

/** What decides which figures are those of the job that runs now. */
interface Life {
  readonly now: Millis;
  readonly running: boolean;
  /** When the job started that runs now; null when it is not known. */
  readonly started: Millis | null;
}

/** The figure of now: none of an application that does not run, none from before an outage or of an earlier job. */
const currentOf = (points: readonly Point[], { now, running, started }: Life): number | null =>
  running
    ? latest(
        points.filter(([at]) => at >= (started ?? -Infinity)),
        now,
        thresholds.fresh,
      )
    : null;

function trendOf(points: readonly Point[], life: Life): Trend {
  const current = currentOf(points, life);
  return { current: current === null ? null : recordsPerSecond(current), points: [...points] };
}

function lagOf(figures: ApplicationFigures, life: Life): Lag | null {
  const series = lagSeries(figures);
  const behind = series === null ? null : currentOf(series.points, life);
  if (series === null || behind === null) return null;
  return series.kind === 'time' ? { kind: 'time', behind: millis(behind) } : { kind: 'records', behind };
}

function intervalOf(job: Job | null, described: ManagedApplication | null): Millis | null {
  if (job !== null) return job.checkpoints.interval;
  if (described === null || described.mode === 'INTERACTIVE' || described.checkpointsEnabled === false) return null;
  return described.checkpointInterval ?? DEFAULT_INTERVAL;
}
