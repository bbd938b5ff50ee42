import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { oneOf, structure, text } from '../../input.ts';
import { epochSeconds, operation } from '../../service.ts';
import type { AwsContext } from '../../service.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import { describeEncryption } from '../configuration/encryption.ts';
import { nextToken, pageLimit } from '../names.ts';
import { operationStatus } from '../operations/operations.ts';
import { LARGEST_PAGE, pageOfHistory } from '../pages.ts';
import { findSnapshot, progressOf } from './enhancedSnapshots.ts';
import { enhancedSnapshotName } from './shapes.ts';
import type { EnhancedSnapshot, Place, SnapshotOperation } from './state.ts';

export const listSnapshotOperations = operation(
  'ListSnapshotOperations',
  structure(
    { SnapshotName: enhancedSnapshotName },
    {
      SnapshotOperation: oneOf(['CreateSnapshot', 'DeleteSnapshot', 'ImportSnapshot', 'ExportSnapshot', 'SystemCreateSnapshot']),
      SnapshotOperationStatus: operationStatus,
      Limit: pageLimit,
      NextToken: nextToken,
    },
  ),
  ({ Limit, NextToken, ...filter }, context) => {
    const { SnapshotName, SnapshotOperation: name, SnapshotOperationStatus: status } = filter;
    if (name !== undefined && status !== undefined)
      return invalidArgument('Only one of SnapshotOperation and SnapshotOperationStatus can be given.');
    const found = findSnapshot(context, SnapshotName);
    if (!found.ok) return found;
    const wanted = found.value.operations.filter(
      (each) =>
        (name === undefined || each.name === name) &&
        (status === undefined || summaryOf(each, found.value, context).SnapshotOperationStatus === status),
    );
    const page = pageOfHistory(wanted, {
      operation: 'ListSnapshotOperations',
      filter,
      limit: Limit ?? LARGEST_PAGE,
      token: NextToken,
    });
    if (!page.ok) return invalidArgument('The NextToken is not valid.');
    return ok({
      SnapshotOperationInfoList: page.value.items.map((each) => summaryOf(each, found.value, context)),
      NextToken: page.value.next,
    });
  },
);

export const describeSnapshotOperation = operation(
  'DescribeSnapshotOperation',
  structure({ SnapshotName: enhancedSnapshotName, SnapshotOperationId: text({ min: 1, max: 64 }) }, {}),
  ({ SnapshotName, SnapshotOperationId }, context) => {
    const found = findSnapshot(context, SnapshotName);
    if (!found.ok) return found;
    const snapshot = found.value;
    const own = snapshotArn(context.region, SnapshotName);
    const wanted = snapshot.operations.find(({ id }) => id === SnapshotOperationId);
    if (wanted === undefined)
      return refused('ResourceNotFoundException', `Snapshot ${own} has no operation ${SnapshotOperationId}.`);
    const summary = summaryOf(wanted, snapshot, context);
    return ok({
      SnapshotOperationInfoDetails: {
        ...summary,
        SnapshotArn: own,
        ...transferOf(wanted, snapshot, summary.SnapshotOperationStatus),
        ...(wanted.within === null || snapshot.origin.kind === 'import'
          ? {}
          : {
              ApplicationOperationDescription: {
                ApplicationOperationId: wanted.within,
                ApplicationName: snapshot.origin.name,
              },
            }),
        ...(summary.SnapshotOperationStatus === 'FAILED'
          ? {
              SnapshotOperationFailureDetails: {
                ErrorInfo: { ErrorCode: 'SnapshotFailed', ErrorString: 'Apache Flink could not complete the savepoint.' },
              },
            }
          : {}),
      },
    });
  },
);

function summaryOf(each: SnapshotOperation, snapshot: EnhancedSnapshot, context: AwsContext) {
  const { status, ended } = outcomeOf(each, snapshot, context);
  return {
    SnapshotOperationId: each.id,
    SnapshotOperation: each.name,
    SnapshotOperationStatus: status,
    StartTime: epochSeconds(each.started),
    ...(ended === null ? {} : { EndTime: epochSeconds(ended) }),
  };
}

interface Outcome {
  readonly status: 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED';
  readonly ended: Millis | null;
}

/** What makes a snapshot ends as the snapshot does; the rest when its time is over. */
function outcomeOf({ name, ends }: SnapshotOperation, snapshot: EnhancedSnapshot, context: AwsContext): Outcome {
  if (name === 'ExportSnapshot' || name === 'DeleteSnapshot')
    return context.now < ends ? { status: 'IN_PROGRESS', ended: null } : { status: 'SUCCESSFUL', ended: ends };
  const { status, ended } = progressOf(snapshot, context);
  if (status === 'CREATING') return { status: 'IN_PROGRESS', ended: null };
  return { status: status === 'FAILED' ? 'FAILED' : 'SUCCESSFUL', ended };
}

/** Where an import reads and where an export has written, which is told when it has. */
function transferOf({ id, name, transfer }: SnapshotOperation, { encryption }: EnhancedSnapshot, status: string): object {
  if (transfer === null) return {};
  const { place } = transfer;
  if (name === 'ImportSnapshot')
    return {
      SourceEncryptionConfigurationDescription: describeEncryption(transfer.encryption),
      DestinationEncryptionConfigurationDescription: describeEncryption(encryption),
      SnapshotSourceLocationDescription: describePlace(place),
    };
  return {
    DestinationEncryptionConfigurationDescription: describeEncryption(transfer.encryption),
    ...(status === 'SUCCESSFUL'
      ? { SnapshotDestinationLocationDescription: describePlace(place, `${place.keyPrefix}${id}`) }
      : {}),
  };
}

const describePlace = ({ bucketArn, keyPrefix }: Place, exported?: string): object => ({
  LocationType: 'S3',
  S3PrefixLocation: {
    BucketARN: bucketArn,
    KeyPrefix: keyPrefix,
    ...(exported === undefined ? {} : { ExportedPrefix: exported }),
  },
});
