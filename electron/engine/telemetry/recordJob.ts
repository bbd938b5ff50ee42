import type { Owner, SampleArchive } from '../../history/history.ts';
import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Figure } from '../flink/jobFigures.ts';
import { jobFigures } from '../flink/jobFigures.ts';
import { vertexDimensions } from '#shared/catalogue/vertexDimensions.ts';
import { flinkSeries, gaugeOf } from './flinkSeries.ts';

/** Figures of more vertices than that are not kept. */
const MOST_VERTICES = 100;

/** What a job says of its vertices at one moment, under the guide's names. */
function vertexFigures(job: Job): Figure[] {
  const dimensions = vertexDimensions(job);
  return job.vertices.slice(0, MOST_VERTICES).flatMap(({ worst, recordsIn, recordsOut }, i): Figure[] => {
    const figure = (metric: string, value: number | null): Figure => ({ name: flinkSeries(metric, dimensions[i]), value });
    return [
      figure('busyTimeMsPerSecond', worst.busy),
      figure('backPressuredTimeMsPerSecond', worst.backpressured),
      figure('idleTimeMsPerSecond', worst.idle),
      figure('numRecordsInPerSecond', recordsIn),
      figure('numRecordsOutPerSecond', recordsOut),
    ];
  });
}

/** Keeps the figures of a job that runs: of a plain cluster its own too, which CloudWatch has of a managed application. */
export function recordFigures(samples: SampleArchive, owner: Owner, at: Millis, job: Job, of: 'managed' | 'cluster'): void {
  if (job.state !== 'RUNNING') return;
  for (const { name, value } of [...(of === 'cluster' ? jobFigures(job) : []), ...vertexFigures(job)])
    if (value !== null) samples.put(gaugeOf(owner, name), [{ at, value, mark: 'value' }]);
}
