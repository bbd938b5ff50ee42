import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import { jobStateOf } from '../../clients/flink/assembleJob.ts';
import { latest } from '#shared/analysis/facts/points.ts';
import { health } from '#shared/analysis/health.ts';
import { thresholds } from '#shared/analysis/thresholds.ts';
import type { ApplicationDetail, ApplicationSummary, ConfigurationSection, Point, Trend } from '#shared/model/application.ts';
import type { Job, JobState } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, SECOND, millis, recordsPerSecond } from '#shared/units/units.ts';
import { lastCompleted } from '../lastCompleted.ts';

/** What is known of one job of a plain cluster. */
export interface KnownJob {
  readonly connection: { readonly id: string; readonly name: string };
  readonly version: string;
  readonly listed: ListedJob;
  readonly job: Snapshot<Job>;
  /** A figure of the job over time, at most one point a period. */
  readonly points: JobPoints;
}

export type JobPoints = (metric: string, from: Millis, period: Millis) => Point[];

/** One row of the fleet for a job of a plain cluster. */
export function summariseJob({ connection, version, listed, job, points }: KnownJob, now: Millis): ApplicationSummary {
  const known = valueOf(job);
  const current = job.state === 'live' ? job.value : null;
  const state = jobStateOf(listed.state);
  const hour = millis(now - HOUR);
  const recordsIn = trendOf(points, 'numRecordsInPerSecond', state, now);
  const checkpoint = known === undefined ? null : lastCompleted(known);
  const parallelisms = known?.vertices.map(({ parallelism }) => parallelism) ?? [];
  return {
    ref: { connection: connection.id, id: listed.id },
    name: listed.name,
    connectionName: connection.name,
    origin: 'cluster',
    region: null,
    runtime: `Flink ${version}`,
    mode: known?.mode ?? 'STREAMING',
    status: null,
    jobState: state,
    health: health({
      now,
      status: null,
      jobState: state,
      lag: null,
      lagPoints: [],
      recordsIn: recordsIn.points,
      cpu: [],
      heap: [],
      downtime: [],
      restarts: points('numRestarts', hour, SECOND),
      failedCheckpoints: points('numberOfFailedCheckpoints', hour, SECOND),
      checkpointInterval: current?.checkpoints.interval ?? null,
      lastCheckpoint: current === null ? null : (checkpoint?.triggered ?? null),
      lastCheckpointDuration: current === null ? null : (checkpoint?.duration ?? null),
      job: current,
      jobAt: job.state === 'live' ? job.at : null,
    }),
    parallelism: parallelisms.length === 0 ? null : Math.max(...parallelisms),
    kpus: null,
    recordsIn,
    recordsOut: trendOf(points, 'numRecordsOutPerSecond', state, now),
    lag: null,
    lastCheckpoint: checkpoint?.triggered ?? null,
    lastCheckpointDuration: checkpoint?.duration ?? null,
    lastCheckpointSize: checkpoint?.checkpointedSize ?? null,
    restarts: known?.restarts ?? null,
  };
}

/** A job that does not run has no rate now, however new its last one is. */
function trendOf(
  points: JobPoints,
  metric: 'numRecordsInPerSecond' | 'numRecordsOutPerSecond',
  state: JobState | null,
  now: Millis,
): Trend {
  const lately = points(metric, millis(now - thresholds.fresh.within), SECOND);
  const current = state === 'RUNNING' ? latest(lately, now, thresholds.fresh) : null;
  return { current: current === null ? null : recordsPerSecond(current), points: points(metric, millis(now - HOUR), MINUTE) };
}

/** How long and how many ended jobs are shown. */
const ENDED = { within: HOUR, most: 20 } as const;

/** Running ones first, then by the time they started; of the ended ones the newest. */
export function shownJobs(jobs: readonly ListedJob[], now: Millis): ListedJob[] {
  const byStart = jobs.toSorted((a, b) => b.started - a.started);
  const ended = byStart.filter(({ ended }) => ended !== null && now - ended <= ENDED.within).slice(0, ENDED.most);
  return [...byStart.filter(({ ended }) => ended === null), ...ended];
}

/** What the cluster says of a job beside its graph. */
export function detailOfJob(summary: ApplicationSummary, listed: ListedJob, job: Job | undefined): ApplicationDetail {
  const sections: ConfigurationSection[] = [
    {
      id: 'job',
      title: 'Job',
      entries: [
        { label: 'Job id', value: listed.id },
        { label: 'Runtime', value: summary.runtime },
        { label: 'Mode', value: summary.mode },
      ],
    },
  ];
  if (job !== undefined) {
    const { enabled, interval, timeout } = job.checkpoints;
    sections.push({
      id: 'checkpoints',
      title: 'Checkpoints',
      entries: [
        { label: 'Checkpoints', value: enabled ? 'yes' : 'no' },
        ...(interval === null ? [] : [{ label: 'Interval', value: formatMillis(interval) }]),
        ...(enabled && timeout !== null ? [{ label: 'Timeout', value: formatMillis(timeout) }] : []),
      ],
    });
  }
  return {
    summary,
    arn: null,
    description: null,
    version: null,
    created: millis(listed.started),
    updated: listed.ended === null ? null : millis(listed.ended),
    configuration: sections,
  };
}
