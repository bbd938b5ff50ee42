import { isDeepStrictEqual } from 'node:util';
import type { ListedJob } from '../../clients/flink/flinkRest.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND } from '#shared/units/units.ts';

/** What a row is made of; the figures over time besides. */
export interface RowInput {
  readonly version: string;
  readonly listed: ListedJob;
  readonly job: Snapshot<Job>;
}

/** So long a row of the same input is good: its hour moves on. */
const GOOD_FOR = 10 * SECOND;

/** The rows of a cluster's jobs: each is made of an hour of figures, which is read again only when there may be others. */
export function jobRows(make: (input: RowInput, now: Millis) => ApplicationSummary) {
  let known: ReadonlyMap<string, { readonly input: RowInput; readonly at: Millis; readonly row: ApplicationSummary }> = new Map();

  /** Of exactly these jobs; others are forgotten. */
  return (inputs: readonly RowInput[], now: Millis): ApplicationSummary[] => {
    const next = new Map(
      inputs.map((input) => {
        const before = known.get(input.listed.id);
        const isGood = before !== undefined && Math.abs(now - before.at) < GOOD_FOR && isSame(before.input, input);
        return [input.listed.id, isGood ? before : { input, at: now, row: make(input, now) }] as const;
      }),
    );
    known = next;
    return Array.from(next.values(), ({ row }) => row);
  };
}

/** A job that was read again is another snapshot. */
const isSame = (a: RowInput, b: RowInput): boolean =>
  a.job === b.job && a.version === b.version && isDeepStrictEqual(a.listed, b.listed);
