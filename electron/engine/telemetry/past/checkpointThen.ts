import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Then } from './pastParts.ts';
import { missing } from './pastParts.ts';

export const checkpointThen = (_then: Then, _application: string, _id: number): Snapshot<CheckpointDetail> =>
  missing('Not built yet.');
