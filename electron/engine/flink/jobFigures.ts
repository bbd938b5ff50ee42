import type { Job, Vertex } from '#shared/model/job.ts';
import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { lastCompleted } from '../lastCompleted.ts';
import type { Sample, SampleRing } from './sampleRing.ts';

/** So many lines of one metric can still be told apart. */
const MOST_VERTICES = 12;

const UNITS = {
  numRecordsInPerSecond: 'RecordsPerSecond',
  numRecordsOutPerSecond: 'RecordsPerSecond',
  lastCheckpointDuration: 'Millis',
  lastCheckpointSize: 'Bytes',
  numberOfFailedCheckpoints: 'Count',
  numRestarts: 'Count',
  busyTimeMsPerSecond: 'Ratio',
  backPressuredTimeMsPerSecond: 'Ratio',
} as const satisfies Record<string, Series['unit']>;
type JobMetric = keyof typeof UNITS;

/** A figure of the job, or of one of its vertices. */
export const figureName = (metric: JobMetric, of = ''): string => `${metric}|${of}`;

/** What a job says now, as figures to be kept under the guide's names. */
export function jobFigures(job: Job): Sample {
  const checkpoint = lastCompleted(job);
  const figures: Record<string, number | null> = {
    [figureName('numRecordsInPerSecond')]: recordsRead(job),
    [figureName('numRecordsOutPerSecond')]: recordsWritten(job),
    [figureName('lastCheckpointDuration')]: checkpoint?.duration ?? null,
    [figureName('lastCheckpointSize')]: checkpoint?.checkpointedSize ?? null,
    [figureName('numberOfFailedCheckpoints')]: job.checkpoints.failed,
    [figureName('numRestarts')]: job.restarts,
  };
  for (const { name, worst } of job.vertices.slice(0, MOST_VERTICES)) {
    figures[figureName('busyTimeMsPerSecond', name)] = worst.busy;
    figures[figureName('backPressuredTimeMsPerSecond', name)] = worst.backpressured;
  }
  return figures;
}

/** What was kept of a job as the series of its page. Flink itself fetches its metrics every 10 s. */
export function jobSeries(ring: SampleRing, now: Millis, minutes: number): Series[] {
  const period = minutes <= 60 ? millis(10 * SECOND) : minutes <= 300 ? MINUTE : millis(5 * MINUTE);
  return ring.names().map((name) => {
    const [metric, of] = cut(name);
    const points = ring.points(name, millis(now - minutes * MINUTE), period);
    return { metric, of, statistic: 'Gauge', unit: UNITS[metric], period, points };
  });
}

function cut(name: string): [JobMetric, string] {
  const at = name.indexOf('|');
  return [name.slice(0, at) as JobMetric, name.slice(at + 1)];
}

/** What a job reads: what its first vertices hand on; of a job that is one vertex, what its source operators count. */
export const recordsRead = (job: Job): number | null =>
  sum(
    job.vertices.filter(({ id }) => !job.edges.some(({ to }) => to === id)).map((first) => first.recordsIn ?? first.recordsOut),
  );

/** What a job writes: what reaches its last vertices; of a job that is one vertex, what its sink operators count. */
export const recordsWritten = (job: Job): number | null =>
  sum(
    job.vertices.filter(({ id }) => !job.edges.some(({ from }) => from === id)).map((last) => last.recordsOut ?? last.recordsIn),
  );

/** Unknown while a single part is. */
function sum(rates: readonly Vertex['recordsIn'][]): number | null {
  let total = 0;
  for (const rate of rates) {
    if (rate === null) return null;
    total += rate;
  }
  return rates.length === 0 ? null : total;
}
