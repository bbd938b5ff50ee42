import { unusualCheckpoints } from '#shared/analysis/checkpoints/unusual.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import { failureOf } from '../../failure.ts';
import type { WatcherContext } from '../../watcher.ts';
import { checkpointKey } from '../../telemetry/keptDetail.ts';
import type { JobAccess } from '../jobAccess.ts';
import { readDetail } from './readDetail.ts';

/** One in so much real time of an application, at most: a job whose checkpoints all fail must not be asked all the time. */
const PAUSE = MINUTE;

export interface UnusualKeeper {
  /** A job was read: is there a failed or slow checkpoint whose details are not kept yet? Never waits, never fails. */
  look(ref: ApplicationRef, job: Job): void;
  /** Ends when nothing is being read any more. */
  close(): Promise<void>;
}

/** Keeps failed and slow checkpoints by vertex and subtask: Flink forgets them after ten more, before anybody asks. */
export function unusualKeeper(
  access: JobAccess,
  { history, recorder, clock, log }: Pick<WatcherContext, 'history' | 'recorder' | 'clock' | 'log'>,
  closed: AbortSignal,
): UnusualKeeper {
  /** By application: when one was read last, and which of its job are kept, or cannot be had any more. */
  const seen = new Map<string, Seen>();
  const running = new Set<Promise<void>>();

  const keep = async (ref: ApplicationRef, job: Job, id: number, settled: Set<number>): Promise<void> => {
    const place = await access.open(ref.id, closed);
    if (!place.ok || place.value.job !== job.id) return;
    const detail = await readDetail({ rest: place.value.rest, job: job.id, known: job }, id, closed);
    if (closed.aborted || (!detail.ok && detail.error.kind !== 'not-found')) return;
    settled.add(id);
    if (detail.ok && detail.value.checkpoint.status !== 'IN_PROGRESS') recorder.checkpointDetail(ref, detail.value);
  };

  const seenOf = (application: string, job: string): Seen => {
    const known = seen.get(application);
    const own = known?.job === job ? known : { job, at: known?.at ?? null, settled: new Set<number>() };
    seen.delete(application);
    seen.set(application, own);
    const [oldest] = seen.keys();
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    return own;
  };

  return {
    look(ref, job) {
      if (closed.aborted) return;
      const own = seenOf(ref.id, job.id);
      if (own.at !== null && clock.now() - own.at < PAUSE) return;
      const owner = { connection: ref.connection, application: ref.id };
      const wanted = unusualCheckpoints(job.checkpoints.history).find(({ id }) => {
        if (own.settled.has(id)) return false;
        if (history.records.get(owner, 'checkpointDetail', checkpointKey(job.id, id)) === null) return true;
        own.settled.add(id);
        return false;
      });
      if (wanted === undefined) return;
      own.at = clock.now();
      const reading = keep(ref, job, wanted.id, own.settled)
        .catch((thrown: unknown) => log(failureOf(thrown)))
        .finally(() => running.delete(reading));
      running.add(reading);
    },
    async close() {
      await Promise.all(running);
    },
  };
}

/** A cluster can have a new job each minute. */
const REMEMBERED = 1_000;

interface Seen {
  readonly job: string;
  /** Real time; null: none was read yet. */
  at: Millis | null;
  readonly settled: Set<number>;
}
