import { isDeepStrictEqual } from 'node:util';
import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { keptRows } from '../keptRows.ts';

/** What a row is made of; the figures over time besides. */
export interface RowInput {
  readonly version: string;
  readonly listed: ListedJob;
  readonly job: Snapshot<Job>;
}

/** The rows of a cluster's jobs. A job that was read again is another snapshot. */
export const jobRows = (make: (input: RowInput, now: Millis) => ApplicationSummary) =>
  keptRows<RowInput>({
    keyOf: ({ listed }) => listed.id,
    isSame: (a, b) => a.job === b.job && a.version === b.version && isDeepStrictEqual(a.listed, b.listed),
    make,
  });
