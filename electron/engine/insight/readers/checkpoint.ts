import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import { keptDetail } from '../../telemetry/keptDetail.ts';
import { readDetail } from '../checkpoints/readDetail.ts';
import type { InsightContext, InsightReader, InsightTopic } from '../insightReader.ts';

/**
 * One checkpoint, again and again until it is over; then it is kept. Flink knows its last ten: an older one, or one of a job before this,
 * comes from history.
 */
export function checkpointReader({ id, job }: InsightTopic<'checkpoint'>): InsightReader<'checkpoint'> {
  let final = false;

  const read = async (context: InsightContext, signal: AbortSignal): Promise<Result<CheckpointDetail>> => {
    const { place, ref, history, recorder } = context;
    const kept = (of: string | null): Result<CheckpointDetail> => {
      const found = keptDetail(history, { connection: ref.connection, application: ref.id }, of, id);
      if (found !== null) final = found.checkpoint.status !== 'IN_PROGRESS';
      return found === null ? failed(FORGOTTEN) : ok(found);
    };
    if (job !== undefined && job !== place.job) return kept(job);
    const detail = await readDetail({ rest: place.rest, job: place.job, known: context.job() }, id, signal);
    if (!detail.ok) return detail.error.kind === 'not-found' ? kept(job ?? null) : detail;
    if (detail.value.checkpoint.status === 'IN_PROGRESS') return detail;
    final = true;
    recorder.checkpointDetail(ref, detail.value);
    return detail;
  };
  return { read, done: () => final };
}

const FORGOTTEN: SourceError = {
  kind: 'not-found',
  source: 'History',
  message: 'Flink keeps its last ten checkpoints; this one is older, and is not kept here either.',
  remedy: 'Choose a newer one. Failed and slow ones are kept by themselves, others when they are looked at.',
};
