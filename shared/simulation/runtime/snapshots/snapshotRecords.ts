import type { Bytes, Millis } from '../../../units/units.ts';
import { hexDigits, keyOf } from '../../random.ts';
import type { SimulatedSnapshot } from '../../requests.ts';
import type { SavedState } from './savedState.ts';
import type { CheckpointEvent } from '../checkpoints.ts';
import type { ApplicationRuntime, SnapshotRecord, VersionRecord } from '../runtime.ts';

/**
 * A snapshot that is to be taken as soon as the job can: by name, or a generated one for the service's own. It belongs to the version
 * whose state it is, which an update has just replaced.
 */
export function addSnapshot(
  application: ApplicationRuntime,
  name: string | null,
  at: Millis,
  of: Pick<VersionRecord, 'id' | 'settings'> = { id: application.versionId, settings: application.settings },
): string {
  application.saved += 1;
  const generated = hexDigits(keyOf(application.key, 'snapshot', application.saved), 32);
  const record: SnapshotRecord = {
    name: name ?? generated,
    status: 'CREATING',
    version: of.id,
    runtimeEnvironment: of.settings.runtimeEnvironment,
    created: at,
    ended: null,
    size: null,
    initiator: name === null ? 'SERVICE' : 'USER',
    savepoint: null,
    saved: null,
  };
  application.snapshots = [record, ...application.snapshots];
  return record.name;
}

export const findSnapshot = ({ snapshots }: ApplicationRuntime, name: string): SnapshotRecord | undefined =>
  snapshots.find((each) => each.name === name);

/** The newest that a job of this runtime can begin from. */
export const latestSnapshot = ({ snapshots }: ApplicationRuntime, runtimeEnvironment: string): SnapshotRecord | undefined =>
  snapshots.find((each) => each.status === 'READY' && each.runtimeEnvironment === runtimeEnvironment);

export function amendSnapshot(application: ApplicationRuntime, name: string, by: Partial<SnapshotRecord>): void {
  application.snapshots = application.snapshots.map((each) => (each.name === name ? { ...each, ...by } : each));
}

/** A savepoint has come to its end, and so has the snapshot that it is. */
export function settleSnapshot(application: ApplicationRuntime, event: CheckpointEvent): void {
  if ((event.kind !== 'completed' && event.kind !== 'failed') || !event.checkpoint.savepoint) return;
  const { id, stateSize } = event.checkpoint;
  const record = application.snapshots.find(({ savepoint, status }) => savepoint === id && status === 'CREATING');
  if (record === undefined) return;
  const end = event.kind === 'completed' ? ({ status: 'READY', size: stateSize } as const) : ({ status: 'FAILED' } as const);
  amendSnapshot(application, record.name, { ...end, ended: event.at });
}

/** One that was taken before anybody looked. */
export function addReadySnapshot(
  application: ApplicationRuntime,
  saved: SavedState,
  at: Millis,
  of?: Pick<VersionRecord, 'id' | 'settings'>,
): string {
  const name = addSnapshot(application, null, at, of);
  const size = saved.operators.reduce((all, { bytes }) => all + bytes, 0);
  amendSnapshot(application, name, { status: 'READY', ended: at, size: Math.round(size) as Bytes, savepoint: 0, saved });
  return name;
}

/** As readers see it. */
export const viewSnapshot = ({
  name,
  status,
  version,
  runtimeEnvironment,
  created,
  ended,
  size,
  initiator,
}: SnapshotRecord): SimulatedSnapshot => ({ name, status, version, runtimeEnvironment, created, ended, size, initiator });

/** No job is left that they could be taken of. */
export function abandonSnapshots(application: ApplicationRuntime, at: Millis): void {
  if (!application.snapshots.some(({ status }) => status === 'CREATING')) return;
  application.snapshots = application.snapshots.map((each) =>
    each.status === 'CREATING' ? { ...each, status: 'FAILED', ended: at } : each,
  );
}
