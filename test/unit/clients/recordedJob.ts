import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AggregatesAnswer,
  BackpressureAnswer,
  CheckpointsAnswer,
  CheckpointsConfigAnswer,
  JobAnswer,
  MetricsAnswer,
} from '#electron/clients/flink/answers.ts';
import type { JobParts, VertexFigures } from '#electron/clients/flink/assembleJob.ts';
import { assembleJob, settled } from '#electron/clients/flink/assembleJob.ts';
import type { Job } from '#shared/model/job.ts';
import type { z } from '#shared/model/schema.ts';

export const recordings = join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest');

/** A job as a real cluster told it, read as the client reads it. `situation`: `1.20/backpressured`. */
export function recordedJob(situation: string, changes: Partial<JobParts> = {}): Job {
  const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
    schema.parse(JSON.parse(readFileSync(join(recordings, situation, `${file}.json`), 'utf8')));
  const job = read('job', JobAnswer);
  const figures = new Map<string, VertexFigures>();
  job.vertices.forEach((vertex, i) => {
    if (!settled(job, vertex) || !existsSync(join(recordings, situation, `v${i}-backpressure.json`))) return;
    const rates = read(`v${i}-subtasks-metrics-get`, AggregatesAnswer);
    const rate = (name: string) => rates.find(({ id }) => id === name)?.sum ?? null;
    figures.set(vertex.id, {
      backpressure: read(`v${i}-backpressure`, BackpressureAnswer),
      received: rate('numRecordsInPerSecond'),
      sent: rate('numRecordsOutPerSecond'),
      read: 0,
      written: 0,
      watermark: null,
    });
  });
  const metrics = new Map(read('job-metrics-get', MetricsAnswer).map(({ id, value }) => [id, Number(value)]));
  return assembleJob({
    version: situation.startsWith('1.20') ? '1.20.5' : '2.3.0',
    job,
    checkpoints: read('checkpoints', CheckpointsAnswer),
    config: read('checkpoints-config', CheckpointsConfigAnswer),
    restarts: metrics.get('numRestarts') ?? null,
    figures,
    ...changes,
  });
}
