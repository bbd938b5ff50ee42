import type { AwsContext } from '../../service.ts';
import { snapshotArn } from '../arns.ts';
import { statusOf } from './enhancedSnapshots.ts';
import type { EnhancedSnapshot, SnapshotOperation } from './state.ts';

/** The answer of an operation that changes what a snapshot is. */
export const begunBy = ({ id }: SnapshotOperation, snapshot: EnhancedSnapshot, context: AwsContext): object => ({
  SnapshotArn: snapshotArn(context.region, snapshot.name),
  SnapshotStatus: statusOf(snapshot, context),
  SnapshotOperationId: id,
  SnapshotOperationStatus: 'IN_PROGRESS',
});
