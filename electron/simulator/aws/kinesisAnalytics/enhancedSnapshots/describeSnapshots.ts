import { ok } from '#shared/model/sourceError.ts';
import { oneOf, structure } from '../../input.ts';
import { epochSeconds, operation } from '../../service.ts';
import type { AwsContext } from '../../service.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import { describeEncryption } from '../configuration/encryption.ts';
import { applicationName, nextToken, pageLimit } from '../names.ts';
import { LARGEST_PAGE, pageOfHistory } from '../pages.ts';
import { enhancedSnapshots, findSnapshot, progressOf, statusOf } from './enhancedSnapshots.ts';
import { enhancedSnapshotName } from './shapes.ts';
import type { EnhancedSnapshot } from './state.ts';

export const listSnapshots = operation(
  'ListSnapshots',
  structure(
    {},
    {
      SourceApplicationName: applicationName,
      SnapshotInitiator: oneOf(['USER', 'SYSTEM']),
      SnapshotInitiatorOperation: oneOf(['CreateSnapshot', 'ImportSnapshot', 'SystemCreateSnapshot']),
      SnapshotStatus: oneOf(['CREATING', 'READY', 'DELETING', 'FAILED']),
      Limit: pageLimit,
      NextToken: nextToken,
    },
  ),
  ({ Limit, NextToken, ...filter }, context) => {
    if (Object.values(filter).filter((each) => each !== undefined).length > 1)
      return invalidArgument(
        'Only one of SourceApplicationName, SnapshotInitiator, SnapshotInitiatorOperation and SnapshotStatus can be given.',
      );
    const { SourceApplicationName: source, SnapshotInitiator, SnapshotInitiatorOperation, SnapshotStatus } = filter;
    const wanted = enhancedSnapshots(context).filter(
      (each) =>
        (source === undefined || sourceOf(each) === source) &&
        (SnapshotInitiator === undefined || initiatorOf(each) === SnapshotInitiator) &&
        (SnapshotInitiatorOperation === undefined || each.made === SnapshotInitiatorOperation) &&
        (SnapshotStatus === undefined || statusOf(each, context) === SnapshotStatus),
    );
    const page = pageOfHistory(wanted, { operation: 'ListSnapshots', filter, limit: Limit ?? LARGEST_PAGE, token: NextToken });
    if (!page.ok) return invalidArgument('The NextToken is not valid.');
    return ok({ SnapshotInfoList: page.value.items.map((each) => summaryOf(each, context)), NextToken: page.value.next });
  },
);

export const describeSnapshot = operation(
  'DescribeSnapshot',
  structure({ SnapshotName: enhancedSnapshotName }, {}),
  ({ SnapshotName }, context) => {
    const found = findSnapshot(context, SnapshotName);
    if (!found.ok) return found;
    const { SourceApplicationName: _source, ...summary } = summaryOf(found.value, context);
    const { description, origin, encryption } = found.value;
    return ok({
      SnapshotInfoDetails: {
        ...summary,
        ...(description === null ? {} : { SnapshotDescription: description }),
        ...(origin.kind === 'application' ? { RuntimeEnvironment: origin.runtimeEnvironment } : {}),
        SnapshotSizeInBytes: progressOf(found.value, context).size,
        SnapshotEncryptionConfigurationDescription: describeEncryption(encryption),
        SnapshotSourceDescription: describeOrigin(origin),
      },
    });
  },
);

const sourceOf = ({ origin }: EnhancedSnapshot): string | undefined => (origin.kind === 'application' ? origin.name : undefined);

const initiatorOf = ({ made }: EnhancedSnapshot): 'USER' | 'SYSTEM' => (made === 'SystemCreateSnapshot' ? 'SYSTEM' : 'USER');

const summaryOf = (snapshot: EnhancedSnapshot, context: AwsContext) => ({
  SnapshotName: snapshot.name,
  SnapshotArn: snapshotArn(context.region, snapshot.name),
  SnapshotStatus: statusOf(snapshot, context),
  SnapshotCreationTimestamp: epochSeconds(snapshot.created),
  SnapshotInitiator: initiatorOf(snapshot),
  SnapshotInitiatorOperation: snapshot.made,
  SourceApplicationName: sourceOf(snapshot),
  SnapshotFormat: 'CANONICAL',
});

const describeOrigin = (origin: EnhancedSnapshot['origin']): object =>
  origin.kind === 'import'
    ? { S3PrefixLocation: { BucketARN: origin.bucketArn, KeyPrefix: origin.keyPrefix } }
    : {
        SourceApplicationDescription: {
          ApplicationName: origin.name,
          ApplicationCreationTimestamp: epochSeconds(origin.created),
          ApplicationVersionId: origin.version,
        },
      };
