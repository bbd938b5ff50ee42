import { ok } from '#shared/model/sourceError.ts';
import { readFailures } from '../../../clients/flink/failures.ts';
import { keptFailures, withTold } from '../../telemetry/keptFailures.ts';
import type { InsightReader, InsightTopic } from '../insightReader.ts';

/**
 * Flink forgets all but the newest failures of a job, and all of a job with the job: what it tells is kept, and told with everything that
 * is kept of the application, each failure once, whichever of its jobs it was of.
 */
export function failuresReader(_topic: InsightTopic<'failures'>): InsightReader<'failures'> {
  return {
    async read({ place: { rest, job }, ref, history, recorder, now }, signal) {
      const told = await readFailures(rest, job, signal);
      if (!told.ok) return told;
      const { found, truncated } = told.value;
      recorder.exceptions(ref, job, found);
      const kept = keptFailures(history, { connection: ref.connection, application: ref.id }, now());
      return ok(withTold(kept, { job, found, truncated }));
    },
  };
}
