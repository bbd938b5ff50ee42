import type { Input, Output } from '#shared/contract/contract.ts';
import { Checkpoint } from '#shared/model/job.ts';
import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import type { History } from '../../history/history.ts';
import { jobOf } from './keptDetail.ts';
import { shaped } from './keptShapes.ts';

/** The newest so many: a month of one checkpoint in five minutes. */
const MOST = 10_000;

/** The checkpoints that are kept of an application, over restarts of its job, oldest first. */
export function keptCheckpoints({ records }: History, { ref, from, to }: Input<'checkpoints.read'>): Output<'checkpoints.read'> {
  const kept = records.read({
    connection: ref.connection,
    application: ref.id,
    kinds: ['checkpoint'],
    from,
    to: millis(to + 1),
    limit: MOST,
  });
  return ok(
    kept.flatMap(({ key, value }) => {
      const checkpoint = shaped(Checkpoint, value);
      return checkpoint === null ? [] : [{ job: jobOf(key), checkpoint }];
    }),
  );
}
