import { useState } from 'react';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { CheckpointName } from './rows.ts';
import { isSameName } from './rows.ts';

/** One checkpoint by vertex and subtask; it is read while the component is on screen, and until it is over. */
export const useDetail = (ref: ApplicationRef, { id, job }: CheckpointName): Snapshot<CheckpointDetail> =>
  useTopic({ kind: 'checkpoint', ref, id, ...(job === null ? {} : { job }) });

interface Steady {
  readonly name: CheckpointName;
  readonly snapshot: Snapshot<CheckpointDetail>;
}

/** The same, where another follows by itself: the one before stays until the next is known, so that nobody's reading is interrupted. */
export function useSteadyDetail(ref: ApplicationRef, name: CheckpointName): Steady {
  const snapshot = useDetail(ref, name);
  const [last, setLast] = useState<Steady>({ name, snapshot });
  if (snapshot.state === 'waiting' && last.snapshot.state !== 'waiting') return last;
  if (last.snapshot === snapshot && isSameName(last.name, name)) return last;
  const next = { name, snapshot };
  setLast(next);
  return next;
}
