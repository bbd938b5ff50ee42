import type { History, Owner } from '../../history/history.ts';
import { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import { Checkpoint } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, millis } from '#shared/units/units.ts';
import { shaped } from './keptShapes.ts';

/** Nothing is kept longer than this, and nothing comes later than so long after now. */
const EVER = millis(8.64e15 - DAY);

/** The name of a checkpoint within its owner. Ids begin anew with a job that restores nothing. */
export const checkpointKey = (job: string, id: number): string => `${job}|${id}`;

/**
 * A checkpoint that is kept, by vertex if it was read so, else as a whole, without vertices. `job`: null for the newest that has such a
 * checkpoint. Null: nothing is kept of it.
 */
export function keptDetail(
  { records }: History,
  owner: Owner,
  job: string | null,
  id: number,
  until: Millis = EVER,
): CheckpointDetail | null {
  const key = job === null ? keyOfNewest({ records }, owner, id, until) : checkpointKey(job, id);
  if (key === null) return null;
  const detail = records.get(owner, 'checkpointDetail', key);
  const known = detail === null ? null : shaped(CheckpointDetail, detail.value);
  if (known !== null) return known;
  const whole = records.get(owner, 'checkpoint', key);
  const checkpoint = whole === null ? null : shaped(Checkpoint, whole.value);
  return checkpoint === null ? null : { job: jobOf(key), checkpoint, vertices: [] };
}

const keyOfNewest = ({ records }: Pick<History, 'records'>, owner: Owner, id: number, until: Millis): string | null =>
  records.read({ ...owner, kinds: ['checkpoint'], from: millis(0), to: until }).findLast(({ key }) => key.endsWith(`|${id}`))
    ?.key ?? null;

/** The job's part of a key. */
export const jobOf = (key: string): string => key.slice(0, key.lastIndexOf('|'));
