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
import type { Encryption } from '../configuration/encryption.ts';
import { invalidArgument, snapshotArn } from '../arns.ts';
import type { EnhancedSnapshot, SnapshotOperation } from './state.ts';

/** Everything there is, newest first: what callers have made, and what the service has saved of applications by itself. */
export function enhancedSnapshots(context: AwsContext): readonly EnhancedSnapshot[] {
  const { region, state, now } = context;
  const own = [...state.enhancedSnapshots.values()].filter(({ gone }) => gone === null || now < gone);
  const saved = region.applications.flatMap((application) =>
    application.snapshots
      .filter((each) => isEnhanced(each, application))
      .map((each) => savedBy(application, each))
      .filter(({ name }) => !state.enhancedSnapshots.has(name)),
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

/** The service's own are called so. */
const PREFIX = 'SYSTEMSNAPSHOT';

function savedBy(application: SimulatedApplication, saved: SimulatedSnapshot): EnhancedSnapshot {
  const { created, version, runtimeEnvironment } = saved;
  const name = saved.initiator === 'SERVICE' ? `${PREFIX}-${saved.name}` : saved.name;
  const within = application.operations.find(({ started, ended }) => started <= created && (ended === null || created <= ended));
  const ready = saved.ended ?? created;
  const begun: SnapshotOperation = {
    id: operationIdOf('SystemCreateSnapshot', name, created),
    name: 'SystemCreateSnapshot',
    started: created,
    ends: ready,
    transfer: null,
    within: within?.id ?? null,
  };
  return {
    name,
    stored: saved.name,
    description: null,
    made: 'SystemCreateSnapshot',
    origin: { kind: 'application', name: application.name, created: application.created, version, runtimeEnvironment },
    created,
    ready,
    size: saved.size ?? bytes(0),
    encryption: encryptionIn(version, application),
    tags: {},
    operations: [begun],
    gone: null,
  };
}

/** Of the state that is kept of a version of an application. */
export const encryptionIn = (version: number, { versions, settings }: SimulatedApplication): Encryption =>
  (versions.find(({ id }) => id === version)?.settings ?? settings).encryption;

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

/** How far a snapshot is. Its application knows; without it, time does. */
export function progressOf(
  snapshot: EnhancedSnapshot,
  { region, now }: AwsContext,
): { readonly status: SimulatedSnapshot['status']; readonly ended: Millis | null; readonly size: Bytes } {
  const { origin, stored, ready, size, gone } = snapshot;
  const application =
    origin.kind === 'application'
      ? region.applications.find((each) => each.name === origin.name && each.created === origin.created)
      : undefined;
  const saved = application?.snapshots.find((each) => each.name === stored);
  if (gone !== null) return { status: 'DELETING', ended: saved?.ended ?? ready, size };
  if (saved !== undefined) return { status: saved.status, ended: saved.ended, size: saved.size ?? bytes(0) };
  return now >= ready ? { status: 'READY', ended: ready, size } : { status: 'CREATING', ended: null, size: bytes(0) };
}

export const statusOf = (snapshot: EnhancedSnapshot, context: AwsContext): SimulatedSnapshot['status'] =>
  progressOf(snapshot, context).status;

/** A name is free again when its snapshot is gone. */
export function checkNewName(context: AwsContext, name: string): Result<null, AwsError> {
  if (name.toUpperCase().startsWith(PREFIX)) return invalidArgument(`Snapshot names that begin with ${PREFIX} are reserved.`);
  return findSnapshot(context, name).ok
    ? refused('ResourceInUseException', `Snapshot ${snapshotArn(context.region, name)} already exists.`)
    : ok(null);
}

/** Adds what is begun with a snapshot to it; one of the service's own is kept from now on. */
export function begin({ state }: AwsContext, snapshot: EnhancedSnapshot, operation: SnapshotOperation): void {
  snapshot.operations = [operation, ...snapshot.operations];
  state.enhancedSnapshots.set(snapshot.name, snapshot);
}
