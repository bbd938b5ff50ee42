import { ok } from '#shared/model/sourceError.ts';
import { millis } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { checkBucket, checkRole, snapshotArn } from '../arns.ts';
import { encryptionOf } from '../configuration/encryption.ts';
import { begin, findSnapshot, operationIdOf, statusOf, timeToMove } from './enhancedSnapshots.ts';
import { enhancedSnapshotName, exportDestination } from './shapes.ts';
import type { SnapshotOperation } from './state.ts';

export const exportSnapshot = operation(
  'ExportSnapshot',
  structure({ SnapshotName: enhancedSnapshotName, ExportDestinationConfiguration: exportDestination }, {}),
  ({ SnapshotName, ExportDestinationConfiguration: destination }, context) => {
    const found = findSnapshot(context, SnapshotName);
    if (!found.ok) return found;
    const snapshot = found.value;
    const { region, now } = context;
    const role = checkRole(destination.ExportRoleArn, region);
    if (!role.ok) return role;
    const { BucketARN: bucketArn, KeyPrefix: keyPrefix } = destination.DestinationS3PrefixLocation;
    const bucket = checkBucket(bucketArn);
    if (!bucket.ok) return bucket;
    const encryption = encryptionOf(destination.DestinationEncryptionConfiguration);
    if (!encryption.ok) return encryption;
    const own = snapshotArn(region, SnapshotName);
    const status = statusOf(snapshot, context);
    if (status !== 'READY')
      return refused('ResourceInUseException', `Snapshot ${own} is ${status}; it has to be READY to be exported.`);
    if (snapshot.operations.some(({ name, ends }) => name === 'ExportSnapshot' && now < ends))
      return refused('LimitExceededException', `Snapshot ${own} is being exported already.`);
    const begun: SnapshotOperation = {
      id: operationIdOf('ExportSnapshot', SnapshotName, now),
      name: 'ExportSnapshot',
      started: now,
      ends: millis(now + timeToMove(snapshot.size)),
      transfer: { place: { bucketArn, keyPrefix }, encryption: encryption.value },
      within: null,
    };
    begin(context, snapshot, begun);
    return ok({ SnapshotOperationId: begun.id, SnapshotOperationStatus: 'IN_PROGRESS' });
  },
);
