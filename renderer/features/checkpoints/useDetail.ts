import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { CheckpointName } from './rows.ts';

/** One checkpoint by vertex and subtask; it is read while the component is on screen, and until it is over. */
export const useDetail = (ref: ApplicationRef, { id, job }: CheckpointName): Snapshot<CheckpointDetail> =>
  useTopic({ kind: 'checkpoint', ref, id, ...(job === null ? {} : { job }) });
