import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedSnapshot } from '#shared/simulation/requests.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { Bytes, Millis } from '#shared/units/units.ts';
import { bytes, millis, SECOND } from '#shared/units/units.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import type { EnhancedSnapshot, SnapshotOperation } from './state.ts';

/** Everything there is, newest first: what callers have made, and what the service has saved of applications by itself. */
export function enhancedSnapshots(context: AwsContext): readonly EnhancedSnapshot[] {
  const { region, state, now } = context;
  const own = [...state.enhancedSnapshots.values()].filter(({ gone }) => gone === null || now < gone);
  const saved = region.applications.flatMap((application) =>
    application.snapshots
      .filter((each) => isEnhanced(each, application) && !state.enhancedSnapshots.has(each.name))
      .map((each) => savedBy(application, each)),
  );
  return [...own, ...saved].sort((a, b) => b.created - a.created);
}

export function findSnapshot(context: AwsContext, name: string): Result<EnhancedSnapshot, AwsError> {
  const found = enhancedSnapshots(context).find((each) => each.name === name);
  return found === undefined
    ? refused('ResourceNotFoundException', `Snapshot ${snapshotArn(context.region, name)} does not exist.`)
    : ok(found);
}

/** What belongs to the application alone is listed with the application alone. */
export const isEnhanced = ({ version }: SimulatedSnapshot, { versions }: SimulatedApplication): boolean =>
  versions.find(({ id }) => id === version)?.settings.snapshotMode === 'ENHANCED_SNAPSHOTS';

function savedBy(
  application: SimulatedApplication,
  { name, created, version, runtimeEnvironment }: SimulatedSnapshot,
): EnhancedSnapshot {
  const { operations } = application;
  const within = operations.find(({ started, ended }) => started <= created && (ended === null || created <= ended));
  const ready = millis(created + timeToMove(stateOf(application)));
  return {
    name,
    description: null,
    made: 'SystemCreateSnapshot',
    origin: { kind: 'application', name: application.name, created: application.created, version, runtimeEnvironment },
    created,
    ready,
    size: stateOf(application),
    encryption: application.settings.encryption,
    tags: {},
    operations: [
      {
        id: operationIdOf('SystemCreateSnapshot', name, created),
        name: 'SystemCreateSnapshot',
        started: created,
        ends: ready,
        transfer: null,
        within: within?.id ?? null,
      },
    ],
    gone: null,
  };
}

export const stateOf = ({ jobs }: SimulatedApplication): Bytes =>
  bytes(
    jobs
      .flatMap(({ vertices }) => vertices.flatMap(({ subtasks }) => subtasks))
      .reduce((total, { stateSize }) => total + stateSize, 0),
  );

/** So many bytes a second are saved, or copied to Amazon S3 and from there. */
const BYTES_PER_SECOND = 150_000_000;

export const timeToMove = (size: Bytes): Millis => millis(15 * SECOND + (size / BYTES_PER_SECOND) * SECOND);

/** Twelve letters and digits, the same for the same request at the same time. */
export const operationIdOf = (operation: string, name: string, at: Millis): string =>
  createHash('sha256').update(`${operation}\n${name}\n${at}`).digest('base64').replace(/[+/=]/g, '').slice(0, 12);

export function statusOf(snapshot: EnhancedSnapshot, { region, now }: AwsContext): SimulatedSnapshot['status'] {
  if (snapshot.gone !== null) return 'DELETING';
  const { origin, name } = snapshot;
  const application =
    origin.kind === 'application'
      ? region.applications.find((each) => each.name === origin.name && each.created === origin.created)
      : undefined;
  const saved = application?.snapshots.find((each) => each.name === name);
  return saved?.status ?? (now < snapshot.ready ? 'CREATING' : 'READY');
}

/** Of one of the snapshot's operations. */
export function operationStatusOf(
  { name, ends }: SnapshotOperation,
  snapshot: EnhancedSnapshot,
  context: AwsContext,
): 'IN_PROGRESS' | 'SUCCESSFUL' | 'FAILED' {
  if (name === 'ExportSnapshot' || name === 'DeleteSnapshot') return context.now < ends ? 'IN_PROGRESS' : 'SUCCESSFUL';
  const status = statusOf(snapshot, context);
  if (status === 'CREATING') return 'IN_PROGRESS';
  return status === 'FAILED' ? 'FAILED' : 'SUCCESSFUL';
}

/** The service's own begin with this. */
const RESERVED = /^systemsnapshot/i;

/** A name is free again when its snapshot is gone. */
export function checkNewName(context: AwsContext, name: string): Result<null, AwsError> {
  if (RESERVED.test(name)) return invalidArgument('Snapshot names that begin with SYSTEMSNAPSHOT are reserved.');
  return findSnapshot(context, name).ok
    ? refused('ResourceInUseException', `Snapshot ${snapshotArn(context.region, name)} already exists.`)
    : ok(null);
}

/** Adds what is begun with a snapshot to it; one of the service's own is kept from now on. */
export function begin({ state }: AwsContext, snapshot: EnhancedSnapshot, operation: SnapshotOperation): void {
  snapshot.operations = [operation, ...snapshot.operations];
  state.enhancedSnapshots.set(snapshot.name, snapshot);
}
