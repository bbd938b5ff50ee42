import { ok } from '#shared/model/sourceError.ts';
import { millis, SECOND } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { structure, timestamp } from '../../input.ts';
import { operation } from '../../service.ts';
import { requestOf } from '../applications/request.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import { begunBy } from './begun.ts';
import { begin, findSnapshot, operationIdOf, statusOf } from './enhancedSnapshots.ts';
import { enhancedSnapshotName } from './shapes.ts';
import type { SnapshotOperation } from './state.ts';

const TAKES = 20 * SECOND;

export const deleteSnapshot = operation(
  'DeleteSnapshot',
  structure({ SnapshotName: enhancedSnapshotName, SnapshotCreationTimestamp: timestamp }, {}),
  ({ SnapshotName, SnapshotCreationTimestamp }, context) => {
    const found = findSnapshot(context, SnapshotName);
    if (!found.ok) return found;
    const snapshot = found.value;
    const { region, now } = context;
    const own = snapshotArn(region, SnapshotName);
    // Clients write moments in whole seconds.
    if (Math.abs(SnapshotCreationTimestamp - snapshot.created) >= SECOND)
      return invalidArgument(`Snapshot ${own} was not created at the given SnapshotCreationTimestamp.`);
    const status = statusOf(snapshot, context);
    if (status !== 'READY' && status !== 'FAILED')
      return refused('ResourceInUseException', `Snapshot ${own} is ${status}; it has to be READY or FAILED to be deleted.`);
    // What is under way with it is waited for.
    const idle = Math.max(now, ...snapshot.operations.map(({ name, ends }) => (name === 'ExportSnapshot' ? ends : now)));
    const begun: SnapshotOperation = {
      id: operationIdOf('DeleteSnapshot', SnapshotName, now),
      name: 'DeleteSnapshot',
      started: now,
      ends: millis(idle + TAKES),
      transfer: null,
      within: null,
    };
    begin(context, snapshot, begun);
    snapshot.gone = begun.ends;
    // The application forgets it too. If it cannot just now, that does not matter: whoever asks is told of `snapshot`.
    if (snapshot.origin.kind === 'application' && snapshot.stored !== null)
      requestOf(context, {
        kind: 'delete-snapshot',
        name: snapshot.origin.name,
        snapshot: snapshot.stored,
        created: snapshot.created,
      });
    return ok(begunBy(begun, snapshot, context));
  },
);
