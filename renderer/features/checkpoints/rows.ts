import { checkpointAsOf } from '#shared/analysis/checkpoints/asOf.ts';
import type { KeptCheckpoint } from '#shared/model/insight/checkpointDetail.ts';
import type { Checkpoint, Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';

/** A checkpoint by its number; `job` only where it is not of the job that runs now. */
export interface CheckpointName {
  readonly id: number;
  readonly job: string | null;
}

/** One line of the history. */
export interface CheckpointRow {
  readonly name: CheckpointName;
  readonly checkpoint: Checkpoint;
  /** Flink itself still has it; else it is kept here. */
  readonly live: boolean;
}

export const nameText = ({ id, job }: CheckpointName): string => (job === null ? String(id) : `${id}@${job}`);

export function nameIn(text: string | null): CheckpointName | null {
  const [, id, job] = /^(\d{1,15})(?:@(.+))?$/.exec(text ?? '') ?? [];
  return id === undefined ? null : { id: Number(id), job: job ?? null };
}

export const isSameName = (a: CheckpointName | null, b: CheckpointName | null): boolean =>
  a !== null && b !== null && a.id === b.id && a.job === b.job;

/** What Flink has and what is kept, each once, newest first. `moment`: the time cursor's; nothing later is in it. */
export function rowsOf(job: Job | null, kept: readonly KeptCheckpoint[], moment: Millis | null): readonly CheckpointRow[] {
  const rows = new Map<string, CheckpointRow>();
  for (const each of kept) {
    if (moment !== null && each.checkpoint.triggered > moment) continue;
    const checkpoint = moment === null ? each.checkpoint : checkpointAsOf(each.checkpoint, moment);
    const name = { id: each.checkpoint.id, job: each.job === job?.id ? null : each.job };
    rows.set(nameText(name), { name, checkpoint, live: false });
  }
  for (const checkpoint of job?.checkpoints.history ?? []) {
    const name = { id: checkpoint.id, job: null };
    rows.set(nameText(name), { name, checkpoint, live: true });
  }
  return [...rows.values()].sort((a, b) => b.checkpoint.triggered - a.checkpoint.triggered || b.checkpoint.id - a.checkpoint.id);
}

/** An earlier one of the same job that took less than half as long: what a slow one is compared with. The newest; null without any. */
export function quickerBefore(rows: readonly CheckpointRow[], name: CheckpointName | null): CheckpointName | null {
  const slow = rows.find((row) => isSameName(row.name, name))?.checkpoint;
  const took = slow?.duration ?? null;
  if (name === null || took === null) return null;
  const isQuicker = ({ name: { id, job }, checkpoint: { status, savepoint, duration } }: CheckpointRow): boolean =>
    job === name.job && id < name.id && status === 'COMPLETED' && !savepoint && duration !== null && duration < took / 2;
  return rows.find(isQuicker)?.name ?? null;
}

export const sorts = ['all', 'checkpoints', 'savepoints', 'failed'] as const;
export type Sort = (typeof sorts)[number];

export const isOfSort = ({ checkpoint: { savepoint, status } }: CheckpointRow, sort: Sort): boolean =>
  sort === 'all' || (sort === 'failed' ? status === 'FAILED' : savepoint === (sort === 'savepoints'));
