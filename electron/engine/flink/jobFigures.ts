import type { Owner, SampleArchive } from '../../history/history.ts';
import { FLINK } from '#shared/catalogue/metricEntry.ts';
import { readingOf } from '#shared/catalogue/metrics.ts';
import type { Job, Vertex } from '#shared/model/job.ts';
import type { SeriesName } from '#shared/model/metric.ts';
import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { lastCompleted } from '../lastCompleted.ts';
import type { JobPoints } from './clusterJob.ts';
import { GAUGE_PERIOD, flinkSeries, gaugeOf, gaugePoints } from '../telemetry/flinkSeries.ts';
import { vertexDimensions } from '#shared/catalogue/vertexDimensions.ts';

/** So many lines of one metric can still be told apart. */
const MOST_VERTICES = 12;

/** One figure of a moment; null: not measured. */
export interface Figure {
  readonly name: SeriesName;
  readonly value: number | null;
}

/** What a job says of itself as a whole, under the guide's names. */
export function jobFigures(job: Job): Figure[] {
  const checkpoint = lastCompleted(job);
  const figure = (metric: string, value: number | null): Figure => ({ name: flinkSeries(metric), value });
  return [
    figure('numRecordsInPerSecond', recordsRead(job)),
    figure('numRecordsOutPerSecond', recordsWritten(job)),
    figure('lastCheckpointDuration', checkpoint?.duration ?? null),
    figure('lastCheckpointSize', checkpoint?.checkpointedSize ?? null),
    figure('numberOfFailedCheckpoints', job.checkpoints.failed),
    figure('numRestarts', job.restarts),
  ];
}

/** What was kept of a job as the series of its page: those that have a point in that time. */
export function jobSeries(samples: SampleArchive, owner: Owner, job: Job, now: Millis, minutes: number): Series[] {
  const period = minutes <= 60 ? GAUGE_PERIOD : minutes <= 300 ? MINUTE : millis(5 * MINUTE);
  const range = { from: millis(now - minutes * MINUTE), to: millis(now + 1) };
  const vertices = vertexDimensions(job).slice(0, MOST_VERTICES);
  const names = [
    ...jobFigures(job).map(({ name }) => name),
    ...vertices.flatMap((of) => [flinkSeries('busyTimeMsPerSecond', of), flinkSeries('backPressuredTimeMsPerSecond', of)]),
  ];
  return names.flatMap((name): Series[] => {
    const points = gaugePoints(samples, gaugeOf(owner, name), range, period);
    if (points.length === 0) return [];
    const { metric, dimensions } = name;
    const unit = readingOf({ namespace: FLINK, metric }).unit;
    return [{ metric, of: dimensions['Task'] ?? '', statistic: 'Gauge', unit, period, points }];
  });
}

/** The same one by one: the figures of a job as a whole up to a moment. */
export const jobPoints =
  (samples: SampleArchive, owner: Owner, now: Millis): JobPoints =>
  (metric, from, period) =>
    gaugePoints(samples, gaugeOf(owner, flinkSeries(metric)), { from, to: millis(now + 1) }, period);

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
