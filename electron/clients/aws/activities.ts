import type { Activity } from '#shared/model/activity.ts';
import { z } from '#shared/model/schema.ts';
import { zCount, zDate, zText } from './entries.ts';

type Version = Activity['versions'][number];
type Operation = Activity['operations'][number];
type Snapshot = Activity['snapshots'][number];
type Tag = Activity['tags'][number];

const newestFirst =
  <T>(of: (entry: T) => number) =>
  (a: T, b: T): number =>
    of(b) - of(a);

/** An entry of ListApplicationVersions, which tells no time. */
export const VersionEntry = z
  .object({ ApplicationVersionId: z.number(), ApplicationStatus: zText })
  .transform((entry): Version => ({
    version: entry.ApplicationVersionId,
    status: entry.ApplicationStatus ?? 'unknown',
    at: null,
  }));

export const byVersion = newestFirst<Version>(({ version }) => version);

/** When a version was made, of DescribeApplicationVersion. */
export const VersionDetail = z
  .object({ ApplicationVersionCreateTimestamp: zDate, LastUpdateTimestamp: zDate })
  .transform((detail) => detail.ApplicationVersionCreateTimestamp ?? detail.LastUpdateTimestamp)
  .catch(null);

/** An entry of ListApplicationOperations, which tells no failure. */
export const OperationEntry = z
  .object({ OperationId: z.string(), Operation: zText, OperationStatus: zText, StartTime: zDate, EndTime: zDate })
  .transform((entry, context): Operation => {
    if (entry.StartTime === null) {
      context.addIssue('without a start');
      return z.NEVER;
    }
    return {
      id: entry.OperationId,
      operation: entry.Operation ?? 'unknown',
      status: entry.OperationStatus ?? 'unknown',
      from: entry.StartTime,
      to: entry.EndTime,
      failure: null,
    };
  });

export const byStart = newestFirst<Operation>(({ from }) => from);

/** What failed, of DescribeApplicationOperation. */
export const OperationFailure = z
  .object({ OperationFailureDetails: z.object({ ErrorInfo: z.object({ ErrorString: z.string() }) }) })
  .transform((detail) => detail.OperationFailureDetails.ErrorInfo.ErrorString)
  .nullable()
  .catch(null);

export const SnapshotEntry = z
  .object({ SnapshotName: z.string(), SnapshotStatus: zText, SnapshotCreationTimestamp: zDate, ApplicationVersionId: zCount })
  .transform((entry): Snapshot => ({
    name: entry.SnapshotName,
    status: entry.SnapshotStatus ?? 'unknown',
    at: entry.SnapshotCreationTimestamp,
    version: entry.ApplicationVersionId,
  }));

export const byCreation = newestFirst<Snapshot>(({ at }) => at ?? -Infinity);

export const TagEntry = z
  .object({ Key: z.string(), Value: zText })
  .transform((entry): Tag => ({ key: entry.Key, value: entry.Value ?? '' }));
